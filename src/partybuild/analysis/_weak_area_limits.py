"""What keeps the search for weak areas from saying more."""

from collections.abc import Sequence

from partybuild.analysis._cell_evidence import CellEvidence
from partybuild.analysis._weak_area_rule import WeakAreaRule
from partybuild.analysis.disclosure import MEANS_FROM, hidden_groups
from partybuild.conference import Tally
from partybuild.kernel import Finding, Label, Severity
from partybuild.rules import ReviewRules


def _finding(code: str, zh: str, en: str) -> Finding:
    return Finding(
        code=code, severity=Severity.INFO, subject="", message=Label(zh=zh, en=en)
    )


def too_little(tally: Tally, rule: WeakAreaRule) -> list[Finding]:
    """Return why nothing is named at all; empty where the search may run.

    Args:
        tally: Counts.
        rule: Thresholds.

    Returns:
        Findings that say what is needed.
    """
    sizes = dict(zip(tally.form.group_ids, tally.ballots, strict=True))
    shown = len(sizes) - len(hidden_groups(sizes, MEANS_FROM))
    ballots, least = sum(tally.ballots), rule.least_ballots
    found: list[Finding] = []
    if ballots < least:
        found.append(
            _finding(
                "PB-WEAK-01",
                f"有效票 {ballots} 张，少于 {least} 张，不判断薄弱环节；"
                f"至少需要 {least} 张",
                f"{ballots} valid ballots, fewer than {least}: no weak area is named; "
                f"at least {least} are needed",
            )
        )
    if shown < 2:
        found.append(
            _finding(
                "PB-WEAK-01",
                "可公开的参评主体少于两类，不判断薄弱环节；"
                f"至少需要两类，每类有效票不少于 {MEANS_FROM} 张",
                "fewer than two voter groups may be shown: no weak area is named; two "
                f"groups of at least {MEANS_FROM} valid ballots are needed",
            )
        )
    if len(tally.form.subject_ids) < 2 or len(tally.form.items) < 2:
        found.append(
            _finding(
                "PB-WEAK-01",
                "述职人或测评项目少于两个，无从比较，不判断薄弱环节；"
                "至少需要两个述职人和两个项目",
                "fewer than two subjects or two items leave nothing to compare: "
                "no weak area is named; two of each are needed",
            )
        )
    return found


def unlike_scales(rules: ReviewRules) -> list[Finding]:
    """Return why items cannot be compared with one another; empty where they can."""
    scales = [rules.scale_of(item) for item in rules.items]
    if len({(scale.bottom, scale.top) for scale in scales}) < 2:
        return []
    return [
        _finding(
            "PB-WEAK-02",
            "各项目的分值范围不同，项目之间不可比，只判断低于标准和下滑；"
            "需要各项目使用上下限相同的分值",
            "the items have scales with different ends and cannot be compared: only "
            "below standard and falling are judged; one range for all items is needed",
        )
    ]


def no_evidence(evidence: CellEvidence) -> list[Finding]:
    """Return what lacks for any test; empty where tests can be made."""
    if evidence.contrasts is not None or evidence.counts is not None:
        return []
    return [
        _finding(
            "PB-WEAK-03",
            "有的参评主体对某一项目没有有效选项，又缺少完整的选票，无从检验，只判断低于标准"
            "和下滑；需要补齐该项目的有效选项，或给出选票",
            "a voter group gave some cell no valid mark, and whole ballots are too "
            "few: only below standard and falling are judged; marks there or whole "
            "ballots are needed",
        )
    ]


def no_comparison(
    before: Sequence[Finding], subjects: int, items: Sequence[str]
) -> list[Finding]:
    """Return what keeps last year from being compared; empty where it can be.

    Args:
        before: Why last year's conference is too small, where it is.
        subjects: Subjects of both years.
        items: Items compared by shares alone.

    Returns:
        Findings that say what is needed.
    """
    found = [
        _finding(
            "PB-WEAK-04",
            f"不判断下滑：上年{finding.message.zh}",
            f"falling is not judged: last year, {finding.message.en}",
        )
        for finding in before
    ]
    if subjects < 2:
        found.append(
            _finding(
                "PB-WEAK-04",
                "不判断下滑：两年都参加述职的少于两人，无从比较；至少需要两人",
                "falling is not judged: fewer than two subjects of both years leave "
                "nothing to compare; two are needed",
            )
        )
    found += [
        _finding(
            "PB-WEAK-05",
            f"项目“{item}”的选项已变，只比较占比，不判断下滑；需要两年使用相同选项",
            f"the options of item {item!r} changed, only shares are compared: falling "
            "is not judged; the same options in both years are needed",
        )
        for item in sorted(items)
    ]
    return found
