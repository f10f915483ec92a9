"""Strategies for scales, grades and whole schemes."""

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from partybuild.kernel import Label
from partybuild.rules import (
    BlankPolicy,
    Component,
    EmptyGroupPolicy,
    Grading,
    Item,
    Option,
    Quota,
    QuotaRounding,
    ReviewRules,
    Scale,
    VoterGroup,
)
from partybuild.testing._values import exact_numbers, roundings, weights
from partybuild.testing.plain import OWN, plain_grading

_WORDS = (
    Label(zh="好", en="good"),
    Label(zh="较好", en="fairly good"),
    Label(zh="一般", en="fair"),
    Label(zh="较差", en="rather poor"),
    Label(zh="差", en="poor"),
    Label(zh="很差", en="very poor"),
)


# Strategies are made once: making one takes longer than drawing from it.
_COUNTS = st.integers(1, 3)
_EDGES = st.lists(st.integers(-20, 120), min_size=1, max_size=4, unique=True)
_SHARES = st.integers(0, 20).map(lambda part: Fraction(part, 20))
_WAYS = st.sampled_from(QuotaRounding)
_POLICIES = st.sampled_from(EmptyGroupPolicy)
_BLANKS = st.sampled_from(BlankPolicy)


@cache
def _values(least: int) -> st.SearchStrategy[list[Fraction]]:
    whole = st.integers(-20, 120).map(Fraction)
    most = len(_WORDS)
    return st.one_of(
        st.lists(whole, min_size=least, max_size=most, unique=True),
        st.lists(exact_numbers(-20, 120), min_size=least, max_size=most, unique=True),
    )


@st.composite
def scales(draw: st.DrawFn, scale_id: str = "scale", *, least: int = 2) -> Scale:
    """Generate scales of up to six options, worth anything from -20 to 120.

    Args:
        draw: Hypothesis' own.
        scale_id: Code of the scale.
        least: Fewest options.

    Returns:
        The scale.
    """
    values = draw(_values(least))
    return Scale(
        scale_id=scale_id,
        basis=OWN,
        options=[
            Option(option_id=f"o{at}", label=_WORDS[at], value=value)
            for at, value in enumerate(sorted(values, reverse=True))
        ],
    )


@st.composite
def gradings(draw: st.DrawFn) -> Grading:
    """Generate two to five grade bands that cover every score once."""
    return plain_grading(sorted(draw(_EDGES), reverse=True))


@st.composite
def quotas(draw: st.DrawFn, grading: Grading) -> tuple[Quota, ...]:
    """Generate up to two quotas on grades that have a worse one below them.

    Args:
        draw: Hypothesis' own.
        grading: Grade bands.

    Returns:
        The quotas.
    """
    ids = st.sampled_from(grading.grade_ids[:-1])
    return tuple(
        Quota(
            quota_id=f"quota-{at}",
            grade_id=grade_id,
            ceiling=draw(_SHARES),
            rounding=draw(_WAYS),
            basis=OWN,
        )
        for at, grade_id in enumerate(draw(st.lists(ids, max_size=2, unique=True)))
    )


@st.composite
def rules(
    draw: st.DrawFn,
    *,
    empty_group: EmptyGroupPolicy | None = None,
    positive: bool = False,
    one_scale: bool = False,
    groups: int | None = None,
) -> ReviewRules:
    """Generate schemes with up to three items, three voter groups and two quotas.

    Args:
        draw: Hypothesis' own.
        empty_group: Policy for empty groups; None draws one.
        positive: Whether every item and group has a weight above 0.
        one_scale: Whether all items share one scale.
        groups: Number of voter groups; None draws one.

    Returns:
        The scheme; its total is the ballot score.
    """
    item_weights = draw(weights(draw(_COUNTS), positive=positive))
    heads = draw(_COUNTS) if groups is None else groups
    group_weights = draw(weights(heads, positive=positive))
    shared = [draw(scales("s0"))]
    if not one_scale and draw(st.booleans()):
        shared.append(draw(scales("s1")))
    grading = draw(gradings())
    return ReviewRules(
        title=Label(zh="测试方案", en="test scheme"),
        scales=shared,
        items=[
            Item(
                item_id=f"i{at}",
                label=Label(zh=f"项目{at}", en=f"item {at}"),
                weight=weight,
                scale_id=shared[at % len(shared)].scale_id,
                basis=OWN,
            )
            for at, weight in enumerate(item_weights)
        ],
        voter_groups=[
            VoterGroup(
                group_id=f"g{at}",
                label=Label(zh=f"主体{at}", en=f"group {at}"),
                weight=weight,
                basis=OWN,
            )
            for at, weight in enumerate(group_weights)
        ],
        components=[
            Component(
                component_id="ballots",
                label=Label(zh="民主测评", en="ballots"),
                kind="ballots",
                weight=1,
                basis=OWN,
            )
        ],
        grading=grading,
        quotas=draw(quotas(grading)),
        item_total=sum(item_weights),
        group_total=sum(group_weights),
        blank=draw(_BLANKS),
        empty_group=draw(_POLICIES) if empty_group is None else empty_group,
        rounding=draw(roundings()),
    )
