"""Patterns that somebody may want to check; never an exclusion, never a voter."""

from collections import Counter
from collections.abc import Sequence

import attrs

from partybuild.analysis._ballot_gains import ballots_of
from partybuild.analysis.disclosure import DISTRIBUTIONS_FROM, hidden_groups
from partybuild.assessment import Assessment
from partybuild.conference import BallotBox, BallotForm
from partybuild.kernel import (
    Finding,
    ForReviewBody,
    Label,
    Plain,
    Severity,
    Summary,
    sorted_findings,
)


@attrs.frozen(kw_only=True)
class PatternRule:
    """What counts as a pattern; all of it parameters.

    Attributes:
        unusual_marks: Marks off the group's most frequent option from which
            equal ballots count as copies.
        bloc_ballots: Ballots of one group from which a bloc is reported.
        bloc_others: Subjects at the bottom that a bloc's ballots have at least.

    Source:
        Defaults chosen by simulation, not by a regulation.
    """

    unusual_marks: int = 8
    bloc_ballots: int = 3
    bloc_others: int = 3


@attrs.frozen(kw_only=True, repr=False)
class Patterns(ForReviewBody):
    """Patterns of one conference, as counts only.

    Attributes:
        ballots: Ballots looked at.
        straight: Ballots that chose one place of the scale everywhere.
        copies: Ballots that equal another of their group in many unusual marks.
        findings: What is suggested to be checked; empty where nothing is.
    """

    ballots: int
    straight: int
    copies: int
    findings: tuple[Finding, ...]

    def summary(self) -> Summary:
        """Return the counts, and what is suggested to be checked."""
        rows: list[tuple[Plain, Plain]] = [
            (Label(zh="选票", en="ballots"), self.ballots),
            (Label(zh="全部同一档", en="straight-lining"), self.straight),
            (Label(zh="雷同", en="copies"), self.copies),
        ]
        rows += [
            (Label(zh="建议核对", en="to be checked"), f.message) for f in self.findings
        ]
        return Summary(
            caption=Label(zh="选票规律", en="patterns of ballots"),
            columns=(Label(zh="项目", en="what"), Label(zh="数量", en="number")),
            rows=rows,
            shown=2,
        )


def find_patterns(
    assessment: Assessment,
    box: BallotBox | None = None,
    *,
    rule: PatternRule | None = None,
) -> Patterns:
    """Look for straight-lining, copied ballots and blocs.

    A pattern proves no motive. Near the top of the scale straight-lining is
    mostly honest, and voters who give each subject one mark throughout produce
    equal ballots too. Nothing is excluded.

    Args:
        assessment: The assessment.
        box: The ballots, where the review itself holds only counts.
        rule: What counts as a pattern; None takes the defaults.

    Returns:
        Counts and findings; groups too small to be shown are not named.

    Raises:
        MissingLevelError: If there are only counts.
        TallyError: If the box has other counts than the assessment.
    """
    rule = PatternRule() if rule is None else rule
    found = ballots_of(assessment, box, "a pattern of ballots")
    form = found.form
    sizes = dict(zip(form.group_ids, found.sizes, strict=True))
    hidden = hidden_groups(sizes, DISTRIBUTIONS_FROM)
    straight = copies = 0
    blocs: list[Finding] = []
    for group_id in form.group_ids:
        heap = found.ballots(group_id)
        straight += sum(is_straight(ballot, form) for ballot in heap)
        copies += _copies(heap, rule.unusual_marks)
        blocs += _blocs(form, heap, rule, None if group_id in hidden else group_id)
    total = sum(sizes.values())
    return Patterns(
        ballots=total,
        straight=straight,
        copies=copies,
        findings=sorted_findings(
            [*_counted(straight, copies, total, rule), *blocs],
        ),
    )


def is_straight(ballot: bytes, form: BallotForm) -> bool:
    """Return whether a ballot chooses one place of the scale throughout."""
    # One subject and one item leave nothing to mark differently.
    most = form.most_options
    return len(ballot) > 1 and len({*ballot}) == 1 and ballot[0] < most


def _copies(heap: Sequence[bytes], unusual: int) -> int:
    if not heap:
        return 0
    usual = [Counter(column).most_common() for column in zip(*heap, strict=True)]
    # All options that share the first place are usual.
    common = [{m for m, n in line if n == line[0][1]} for line in usual]
    return sum(
        times
        for ballot, times in Counter(heap).items()
        if times > 1
        and sum(m not in c for m, c in zip(ballot, common, strict=True)) >= unusual
    )


def _blocs(
    form: BallotForm, heap: Sequence[bytes], rule: PatternRule, group_id: str | None
) -> list[Finding]:
    items = len(form.items)
    bottom = bytes(len(item.options) - 1 for item in form.items)
    raised: Counter[str] = Counter()
    for ballot in heap:
        parts = [ballot[at : at + items] for at in range(0, len(ballot), items)]
        up = [s for s, p in zip(form.subject_ids, parts, strict=True) if not any(p)]
        if len(up) == 1 and parts.count(bottom) >= rule.bloc_others:
            raised[up[0]] += 1
    return [
        _bloc(subject, ballots, group_id)
        for subject, ballots in sorted(raised.items())
        if ballots >= rule.bloc_ballots
    ]


def _bloc(subject: str, ballots: int, group_id: str | None) -> Finding:
    zh, en = ("某参评主体", "one voter group")
    if group_id is not None:
        zh, en = f"参评主体 {group_id}", f"voter group {group_id!r}"
    return Finding(
        code="PB-PAT-03",
        severity=Severity.WARNING,
        subject=subject,
        message=Label(
            zh=f"{zh}有 {ballots} 张票对 {subject} 全部最高、对多名其他述职人全部最低；"
            "这只是一种形态，不说明动机，建议核实",
            en=f"{ballots} ballots of {en} mark {subject!r} at the top throughout and "
            "several others at the bottom; a pattern, no motive: suggest checking",
        ),
        evidence=(("ballots", str(ballots)),),
    )


def _counted(
    straight: int, copies: int, ballots: int, rule: PatternRule
) -> list[Finding]:
    found: list[Finding] = []
    if straight:
        message = Label(
            zh=f"{ballots} 张票中有 {straight} 张通篇选同一等次；"
            "接近满分时多属如实填写，建议核实，不得据此剔除",
            en=f"{straight} of {ballots} ballots choose one option throughout; near "
            "the top this is mostly honest: suggest checking, never a reason to "
            "exclude",
        )
        found.append(
            Finding(
                code="PB-PAT-01", severity=Severity.INFO, subject="", message=message
            )
        )
    if copies:
        message = Label(
            zh=f"有 {copies} 张票与同类另一张票完全相同，且至少 {rule.unusual_marks} 处"
            "不同于多数；也可能是如实填写，建议核实",
            en=f"{copies} ballots equal another of their group with at least "
            f"{rule.unusual_marks} unusual marks; it may be honest: suggest checking",
        )
        found.append(
            Finding(
                code="PB-PAT-02", severity=Severity.WARNING, subject="", message=message
            )
        )
    return found
