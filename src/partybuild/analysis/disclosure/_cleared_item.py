"""An item score as it may be printed."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.analysis.disclosure._possible import Interval, Share
from partybuild.analysis.disclosure._printed_mean import PrintedMean, print_mean
from partybuild.analysis.disclosure._told import both, meaning
from partybuild.assessment import Assessment
from partybuild.kernel import Record, Rounding


@attrs.frozen(kw_only=True)
class ClearedItem(Record):
    """An item score as it may be printed.

    Attributes:
        text: Such as "78.3", "≤45" or "≥99".
        below: Whether the exact score is below the standard of the scheme.
        shown: A value that the text stands for; draw shades and bars by it,
            not by the exact score.
        meant: The item scores that are printed like this.
    """

    text: str
    below: bool
    shown: Fraction
    meant: Interval


def cleared_item(
    assessment: Assessment,
    shares: Sequence[Share],
    score: Fraction,
    item: int,
    rounding: Rounding,
) -> ClearedItem:
    """Return an item score as a way to print says it.

    Args:
        assessment: The assessment.
        shares: What each voter group adds to the score.
        score: The exact score.
        item: Place of the item on the form.
        rounding: How item scores are printed.

    Returns:
        The text, a bound near the ends of the scale, and what it stands for.
    """
    rules = assessment.rules
    scale = rules.scale_of(rules.items[item])
    whole = sum((share.weight for share in shares), Fraction())
    printed = print_mean(
        score,
        worst=scale.bottom * whole,
        best=scale.top * whole,
        step=scale.step,
        rounding=rounding,
        reach=max((s.weight / s.marks for s in shares), default=Fraction()),
    )
    printed = _beside(printed, score, rules.standard, rounding)
    below = rules.standard is not None and score < rules.standard
    shown, meant = rounding.apply(score), printed.interval
    # A bound stands for many scores; a shade or a bar must not tell which.
    inside = printed.text == rounding.text(score) and shown < meant.high
    return ClearedItem(
        text=printed.text,
        below=below,
        shown=max(shown, meant.low) if inside else meant.low,
        meant=meant,
    )


def _beside(
    printed: PrintedMean,
    score: Fraction,
    standard: Fraction | None,
    rounding: Rounding,
) -> PrintedMean:
    """Take in what the mark "below standard" says in addition."""
    if standard is None:
        return printed
    text, interval = printed.text, printed.interval
    if score < standard <= rounding.apply(score) and text == rounding.text(score):
        # 79.96 would print as 80.0 and yet be marked: it gets more digits.
        text = rounding.text_beside(score, [standard])
        interval = both(interval, meaning(score, rounding, [standard]))
    low, high = interval.low, interval.high
    if score < standard:
        high = min(high, standard)
    else:
        low = max(low, standard)
    return PrintedMean(text=text, interval=Interval(low=low, high=high))
