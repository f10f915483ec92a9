"""Which schemes the analyses of totals hold for."""

from partybuild.assessment import Assessment
from partybuild.errors import ReviewRuleError
from partybuild.kernel import Label


def plain_refusal(assessment: Assessment) -> Label | None:
    """Return why nothing is said about totals under other marks; None where it is.

    Args:
        assessment: The assessment.

    Returns:
        The reason, with what is needed.
    """
    if assessment.rules.plain:
        return None
    return Label(
        zh="本办法的总分不是各项测评得分的固定加权和，或等次不只由分数段决定："
        "一票之差的影响不能按固定分值计算；需要按加权总分和分数段定等次的办法",
        en="the total of this scheme is no fixed weighted sum of marks, or its bands "
        "do not decide the grade alone: what one mark changes is no fixed number of "
        "points; it needs a scheme of weighted totals and grade bands",
    )


def refuse_other_schemes(assessment: Assessment, what: str) -> None:
    """Refuse a scheme that an analysis does not hold for.

    Args:
        assessment: The assessment.
        what: The analysis, for the error.

    Raises:
        ReviewRuleError: If the scheme is none of weighted totals and bands.
    """
    if (why := plain_refusal(assessment)) is not None:
        problem, remedy = why.en.split("; ", 1)
        raise ReviewRuleError(what, problem, remedy)
