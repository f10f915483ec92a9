"""Strategies for numbers, texts, days and what a rule rests on."""

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from partybuild.kernel import (
    Citation,
    CitationStatus,
    Label,
    OwnDecision,
    Period,
    Rounding,
    RoundingMode,
    ThresholdValue,
    TrailingZeros,
)
from partybuild.testing.awkward import AWKWARD_TEXTS


@cache
def exact_numbers(
    least: int | Fraction = -(10**6), most: int | Fraction = 10**6
) -> st.SearchStrategy[Fraction]:
    """Generate exact numbers: whole, short decimals, and thirds and the like.

    Args:
        least: Smallest number.
        most: Largest number.

    Returns:
        The strategy.
    """
    whole = st.integers(-(-Fraction(least) // 1), Fraction(most) // 1).map(Fraction)
    cents = st.integers(-(-Fraction(least) * 1000 // 1), Fraction(most) * 1000 // 1)
    return st.one_of(
        whole,
        cents.map(lambda number: Fraction(number, 1000)),
        st.fractions(least, most, max_denominator=1000),
    )


@cache
def texts() -> st.SearchStrategy[str]:
    """Generate texts that are not blank, the awkward ones among them."""
    writable = st.characters(codec="utf-8", exclude_characters="\x00")
    plain = st.text(writable, min_size=1, max_size=20).filter(lambda t: bool(t.strip()))
    return st.one_of(st.sampled_from(AWKWARD_TEXTS), plain)


@cache
def labels() -> st.SearchStrategy[Label]:
    """Generate labels; the texts of the two languages differ as a rule."""
    return st.builds(Label, zh=texts(), en=texts())


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Generate periods, open ones and periods of one day among them."""
    days = draw(st.lists(st.dates(), min_size=1, max_size=2).map(sorted))
    return Period(days[0], days[-1] if draw(st.booleans()) else None)


@cache
def bases() -> st.SearchStrategy[Citation | OwnDecision]:
    """Generate citations and decisions of one's own."""
    citations = st.builds(
        Citation,
        title=labels(),
        locator=st.sampled_from(["", "第六条", "art. 6"]),
        issued=st.none() | st.dates(),
        status=st.sampled_from(CitationStatus),
    )
    return st.one_of(citations, st.builds(OwnDecision, decision=labels()))


@cache
def roundings() -> st.SearchStrategy[Rounding]:
    """Generate every rule of rounding."""
    return st.builds(
        Rounding,
        places=st.integers(0, 12),
        mode=st.sampled_from(RoundingMode),
        zeros=st.sampled_from(TrailingZeros),
        thresholds=st.sampled_from(ThresholdValue),
    )


@cache
def weights(count: int, *, positive: bool = False) -> st.SearchStrategy[list[int]]:
    """Generate whole weights of which at least one is above 0.

    Args:
        count: How many.
        positive: Whether all of them are above 0.

    Returns:
        The strategy.
    """
    lists = st.lists(st.integers(int(positive), 9), min_size=count, max_size=count)
    return lists.map(lambda drawn: drawn if any(drawn) else [1] * count)
