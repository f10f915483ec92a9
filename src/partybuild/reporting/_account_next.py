"""Why this grade and not the next one: bands, conditions and places."""

from fractions import Fraction

from partybuild.assessment import Assessment, Standing, holds, known_of, unmet
from partybuild.kernel import Label, exact_text, number_text
from partybuild.reporting._account_grade import ROUNDED
from partybuild.rules import (
    ConditionGrading,
    GradeBand,
    Grading,
    RankGrading,
)


def next_grade(
    assessment: Assessment, standing: Standing, *, public: bool = False
) -> list[Label]:
    """Return why the grade is not the next better one, nor the next worse one.

    Args:
        assessment: The assessment.
        standing: The subject.
        public: Whether only what is published anyway may be told.

    Returns:
        The sentences.
    """
    result, grading = standing.result, assessment.rules.grading
    lines: list[Label] = []
    if result.caps and result.grade_id != result.band_grade_id:
        first = grading.get(result.band_grade_id).label
        caps = [cap.label for cap in result.caps]
        lines.append(
            Label(
                zh=f"如无“{'、'.join(cap.zh for cap in caps)}”情形，初定等次为"
                f"“{first.zh}”；得分不受影响",
                en=f"without {', '.join(cap.en for cap in caps)} the grade before "
                f"quotas would be “{first.en}”; the score is not touched",
            )
        )
    if result.first.judgment is not None:
        name = result.first.judgment.label
        lines.append(
            Label(
                zh=f"初定等次由会议{name.zh}决定，不由分数推出",
                en=f"the body settles the grade ({name.en}); no score gives it",
            )
        )
        return lines
    match grading:
        case Grading():
            score = Fraction(standing.printed) if public else standing.score
            final = result.grade_id == result.band_grade_id
            band = grading.get(result.band_grade_id)
            lines += _edges(grading, band, score, final=final)
        case ConditionGrading():
            lines += [] if public else _cases(assessment, grading, standing)
        case RankGrading():
            lines += _seats(assessment, grading, standing, public=public)
        case _:
            lines.append(
                Label(zh="本办法不定等次", en="the scheme gives scores and no grades")
            )
    return lines


def _edges(
    grading: Grading, band: GradeBand, score: Fraction, *, final: bool
) -> list[Label]:
    at = grading.place(band.grade_id)
    lines: list[Label] = []
    if at == 0 or band.upper is None:
        lines.append(
            Label(
                zh=f"按分数，“{band.label.zh}”已是最高等次",
                en=f"by score “{band.label.en}” is the best grade",
            )
        )
    else:
        better, gap = grading.bands[at - 1].label, number_text(band.upper - score)
        lines.append(
            Label(
                zh=f"按分数，距“{better.zh}”的最低得分{exact_text(band.upper)}分"
                f"尚差{gap}分",
                en=f"by score “{better.en}” begins at {exact_text(band.upper)}, "
                f"{gap} points more",
            )
        )
    if band.lower is not None:
        worse, above = grading.bands[at + 1].label, number_text(score - band.lower)
        zh = f"比“{band.label.zh}”的最低得分（{exact_text(band.lower)}分）高{above}分"
        en = (
            f"it is {above} above {exact_text(band.lower)}, the least score for "
            f"“{band.label.en}”"
        )
        if final:
            zh, en = f"{zh}，故不为“{worse.zh}”", f"{en}, so it is not “{worse.en}”"
        lines.append(Label(zh=zh, en=en))
    return lines


def _cases(
    assessment: Assessment, grading: ConditionGrading, standing: Standing
) -> list[Label]:
    known, subject = known_of(assessment), standing.subject_id
    place = grading.place(standing.result.band_grade_id)
    lines: list[Label] = []
    for case in grading.cases:
        if grading.place(case.grade_id) >= place:
            continue
        name = grading.get(case.grade_id).label
        if holds(case.when, subject, known):
            lines.append(
                Label(
                    zh=f"也符合“{name.zh}”的条件，但排在前面的条件先予适用",
                    en=f"the conditions of “{name.en}” hold too, but a case that "
                    "stands before them decides",
                )
            )
        else:
            missing = unmet(case.when, subject, known)
            lines.append(
                Label(
                    zh=f"不为“{name.zh}”：{missing.zh}",
                    en=f"not “{name.en}”: {missing.en}",
                )
            )
    if not lines:
        name = grading.get(standing.result.band_grade_id).label
        lines.append(
            Label(
                zh=f"没有比“{name.zh}”更高等次的条件",
                en=f"no case leads to a better grade than “{name.en}”",
            )
        )
    return lines


def _seats(
    assessment: Assessment, grading: RankGrading, standing: Standing, *, public: bool
) -> list[Label]:
    heads = len(assessment.standings)
    place = grading.place(standing.result.band_grade_id)
    lines: list[Label] = []
    for grade in grading.grades:
        if grade.share is None:
            continue
        share, places = exact_text(grade.share * 100), grade.places(heads)
        rounded = ROUNDED[grade.rounding]
        lines.append(
            Label(
                zh=f"“{grade.label.zh}”占{share}%，{heads}人中{rounded.zh}为{places}个",
                en=f"“{grade.label.en}” goes to {share}%: {places} of {heads}, "
                f"{rounded.en}",
            )
        )
    ahead = grading.grade_ids[:place]
    if ahead and not public:
        better = [
            s
            for s in assessment.standings
            # Those whose grade the body still has to settle are before nobody yet.
            if s.result.band_grade_id in ahead
        ]
        if better:
            last = min(better, key=lambda s: _merit(s, grading.measure_id))
            own, least = (_merit(s, grading.measure_id) for s in (standing, last))
            lines.append(
                Label(
                    zh=f"排在前面的最后一名为{last.name.zh}（{number_text(least)}），"
                    f"本人为{number_text(own)}，相差{number_text(least - own)}",
                    en=f"the last with a better grade is {last.name.en} "
                    f"({number_text(least)}); this secretary has {number_text(own)}, "
                    f"{number_text(least - own)} less",
                )
            )
    return lines


def _merit(standing: Standing, measure_id: str) -> Fraction:
    if measure_id == "total":
        return standing.score
    return standing.measure(measure_id).value
