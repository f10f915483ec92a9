"""What must be said beside each index of reliability."""

from fractions import Fraction

from partybuild.analysis._rank_interval import rank_refusal
from partybuild.assessment import Assessment
from partybuild.kernel import Finding, Label, Severity, sorted_findings

_NOTES = {
    "PB-REL-01": Label(
        zh="ICC(C,k) 只说明区分述职人的可靠程度，与评议人宽严无关；"
        "对照分数线时看 ICC(A,k)",
        en="ICC(C,k) says how surely subjects are told apart, whatever the strictness "
        "of voters; for a comparison with an edge look at ICC(A,k)",
    ),
    "PB-REL-02": Label(
        zh="阿尔法系数衡量单张票之间的一致；多数人都打高分时它必然偏低，不能作为评议质量指标",
        en="alpha measures agreement of single ballots; where most marks are high it "
        "is low by necessity, and no mark of quality",
    ),
    "PB-REL-03": Label(
        zh="rwg 以“各选项均匀分布”为对照，这一假定是任意的；接近满分时它总是偏高",
        en="rwg compares with evenly spread marks, an arbitrary assumption; near the "
        "top of the scale it is always high",
    ),
}
_NO_BALLOTS = Label(
    zh="只有计票表，不能计算肯德尔 W；需要选票（四级）",
    en="counts alone give no Kendall's W; it needs level 4, the ballots themselves",
)
_EQUAL = Label(
    zh="全部选项相同，阿尔法系数无定义",
    en="all marks are equal: alpha is undefined; it needs two different marks",
)
_UNLIKE = Label(
    zh="各项目的选项不同，不计算阿尔法系数；需要各项目选项一致",
    en="items offer different options: no alpha is given; it needs the same options "
    "for all items",
)
_LEVEL = Label(
    zh="述职人总分全部相同，可靠性无定义；需要至少两个不同的总分",
    en="all totals are equal: reliability is undefined; it needs two different totals",
)


def reliability_findings(
    assessment: Assessment,
    total: Fraction | None,
    alpha: Fraction | None,
    *,
    has_ballots: bool,
    alike: bool,
    undefined: list[str],
) -> tuple[Finding, ...]:
    """Return the warnings, and why figures are undefined.

    Args:
        assessment: The assessment.
        total: Reliability of the totals.
        alpha: Krippendorff's alpha.
        has_ballots: Whether ballots are at hand.
        alike: Whether all items offer the same options.
        undefined: Voter groups without ICC.

    Returns:
        The findings.
    """
    problems = [("PB-REL-01", "", _NOTES["PB-REL-01"])]
    problems.append(("PB-REL-03", "", _NOTES["PB-REL-03"]))
    if alpha is not None:
        problems.append(("PB-REL-02", "", _NOTES["PB-REL-02"]))
    else:
        problems.append(("PB-REL-05", "", _EQUAL if alike else _UNLIKE))
    if not has_ballots:
        problems.append(("PB-REL-04", "", _NO_BALLOTS))
    if total is None:
        why = rank_refusal(assessment)
        problems.append(("PB-REL-06", "", _LEVEL if why is None else why))
    problems.extend(
        (
            "PB-REL-07",
            group,
            Label(
                zh=f"{group}：ICC 无定义；需要至少两张完整选票、两名述职人和不同的得分",
                en=f"group {group!r}: no ICC is defined; it needs at least two "
                "complete ballots, two subjects and scores that differ",
            ),
        )
        for group in undefined
    )
    return sorted_findings(
        Finding(code=code, severity=Severity.INFO, subject=subject, message=message)
        for code, subject, message in problems
    )
