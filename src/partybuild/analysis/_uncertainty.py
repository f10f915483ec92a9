"""Intervals, bounds and ranks of one conference, all in one value."""

from collections.abc import Mapping

import attrs

from partybuild.analysis._electorate import (
    AbsenteeBounds,
    absentee_bounds,
    electorate,
)
from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.analysis._rank_interval import (
    RankInterval,
    rank_intervals,
    rank_refusal,
)
from partybuild.analysis._score_interval import (
    ScoreInterval,
    interval_refusal,
    score_interval,
)
from partybuild.assessment import Assessment
from partybuild.kernel import (
    Finding,
    ForReviewBody,
    Label,
    Plain,
    Severity,
    Summary,
    sorted_findings,
)

_NO_ELECTORATE = Label(
    zh="记录中缺应到人数，不能说明缺席者的影响；请补每类参评主体的应到人数",
    en="the roll call does not say how many were entitled: nothing is said about "
    "absentees; enter it for every voter group",
)


_COLUMNS = (
    Label(zh="编号", en="subject"),
    Label(zh="区间", en="interval"),
    Label(zh="下限", en="low"),
    Label(zh="上限", en="high"),
    Label(zh="最好名次", en="first rank"),
    Label(zh="最差名次", en="last rank"),
)


@attrs.frozen(kw_only=True, repr=False)
class Uncertainty(ForReviewBody):
    """What other voters, or full turnout, could have changed.

    Attributes:
        intervals: For other voters like these; in the order of the standings.
        of_electorate: For the absentees alone, as if they were like the present.
        bounds: For the absentees, whatever they would have marked.
        ranks: Ranks that the evidence leaves open.
        findings: What could not be said, and what it needs.
    """

    intervals: tuple[ScoreInterval, ...]
    of_electorate: tuple[ScoreInterval, ...]
    bounds: tuple[AbsenteeBounds, ...]
    ranks: tuple[RankInterval, ...]
    findings: tuple[Finding, ...] = ()

    def __repr__(self) -> str:
        """Give every interval, one a line."""
        lines = [f"{i.subject_id}：{i.sentence()}" for i in self.intervals]
        return "\n".join([f"<Uncertainty: {len(lines)}>", *lines])

    def summary(self) -> Summary:
        """Return every interval in words; its limits are for data frames."""
        ranks = {rank.subject_id: rank for rank in self.ranks}
        rows: list[tuple[Plain, ...]] = []
        for one in self.intervals:
            rank = ranks.get(one.subject_id)
            rows.append(
                (
                    one.subject_id,
                    Label(zh=one.sentence("zh"), en=one.sentence("en")),
                    f"{one.low:.2f}",
                    f"{one.high:.2f}",
                    None if rank is None else rank.first,
                    None if rank is None else rank.last,
                )
            )
        return Summary(
            caption=Label(zh="得分区间", en="intervals of the scores"),
            columns=_COLUMNS,
            rows=rows,
            shown=2,
        )


def uncertainty(
    assessment: Assessment,
    *,
    level: float = 0.95,
    entitled: Mapping[str, int] | None = None,
) -> Uncertainty:
    """Say what other voters, or full turnout, could have changed.

    Args:
        assessment: The assessment.
        level: Coverage aimed at, above 0 and below 1.
        entitled: Voter group to its electorate (应到); None takes the roll call.

    Returns:
        Intervals, bounds and ranks. What cannot be said is a finding.

    Raises:
        UnknownIdError: If *entitled* lacks a group.
        ValueRangeError: If *level* is out of its range, or a group has more
            ballots than voters.
    """
    heads = electorate(assessment, entitled)
    subjects = [standing.subject_id for standing in assessment.standings]

    def intervals(*, of_electorate: bool) -> tuple[ScoreInterval, ...]:
        found = (
            score_interval(
                assessment,
                subject,
                level=level,
                of_electorate=of_electorate,
                entitled=entitled,
            )
            for subject in subjects
        )
        return tuple(interval for interval in found if interval is not None)

    plain = plain_refusal(assessment) is None
    bounds = absentee_bounds(assessment, entitled=entitled) if heads and plain else ()
    problems = {
        "PB-UNC-01": interval_refusal(assessment),
        "PB-UNC-02": rank_refusal(assessment),
        "PB-UNC-03": None if heads else _NO_ELECTORATE,
    }
    return Uncertainty(
        intervals=intervals(of_electorate=False),
        of_electorate=intervals(of_electorate=True) if heads else (),
        bounds=tuple(sorted(bounds, key=lambda b: subjects.index(b.subject_id))),
        ranks=rank_intervals(assessment, level=level),
        findings=sorted_findings(
            Finding(code=code, severity=Severity.INFO, subject="", message=message)
            for code, message in problems.items()
            if message is not None
        ),
    )
