"""How many ballots went out and came back."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from partybuild.assessment import Assessment
from partybuild.conference import GroupRoll
from partybuild.kernel import Lang, Rounding, TrailingZeros
from partybuild.reporting._model import Table
from partybuild.reporting._words import say

_RATE = Rounding(places=2, zeros=TrailingZeros.DROP_WHEN_EXACT)
_UNKNOWN = "—"


def ballots_table(assessment: Assessment, lang: Lang) -> Table:
    """Return the roll call: every group, the total, and the rate of return."""
    groups = assessment.rules.voter_groups
    rolls = [assessment.review.roll_call.of(group.group_id) for group in groups]
    rows = [
        (group.label.text(lang), *_line([roll]))
        for group, roll in zip(groups, rolls, strict=True)
    ]
    if len(rolls) > 1:
        rows.append((say(lang, "合计", "total"), *_line(rolls)))
    return Table(
        caption=say(lang, "测评票清点", "Roll call of the ballots"),
        columns=(
            say(lang, "参评主体", "voter group"),
            say(lang, "应到", "entitled"),
            say(lang, "实到", "present"),
            say(lang, "发出", "issued"),
            say(lang, "收回", "returned"),
            say(lang, "作废", "void"),
            say(lang, "有效", "valid"),
            say(lang, "收回率", "return rate"),
        ),
        rows=rows,
        note=say(
            lang,
            "收回率以发出票数为基数；有效票为收回票减作废票。",
            "The return rate is a share of the ballots issued; valid ballots are "
            "those returned less those void.",
        ),
    )


_COUNTS: tuple[Callable[[GroupRoll], int | None], ...] = (
    lambda roll: roll.entitled,
    lambda roll: roll.present,
    lambda roll: roll.issued,
    lambda roll: roll.returned,
    lambda roll: roll.void,
    lambda roll: roll.valid,
)


def _line(rolls: Iterable[GroupRoll]) -> tuple[str, ...]:
    given = list(rolls)
    columns = [[count(roll) for roll in given] for count in _COUNTS]
    cells = [
        str(sum(n for n in column if n is not None)) if None not in column else _UNKNOWN
        for column in columns
    ]
    issued, returned = sum(r.issued for r in given), sum(r.returned for r in given)
    rate = _RATE.percent_text(Fraction(returned, issued)) if issued else _UNKNOWN
    return (*cells, rate)
