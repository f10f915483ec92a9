"""Strategies for reviews in which much is left to a body, and not all decided."""

import attrs
from hypothesis import strategies as st

from partybuild.conference import (
    ABSENT,
    ADMITTED,
    DECLINED,
    Decision,
    DecisionKind,
    Review,
)
from partybuild.kernel import Label
from partybuild.rules import (
    TOTAL,
    Cap,
    Compared,
    Consequence,
    Graded,
    Judgment,
    Quota,
    Recorded,
    ReviewRules,
    TiePolicy,
)
from partybuild.testing._algebra import algebraic_rules
from partybuild.testing._algebra_measures import BOOLS, POINTS, SHARES, named
from partybuild.testing._algebra_reviews import algebraic_reviews
from partybuild.testing.plain import DAY, OWN

_BODY = Label(zh="测试用会议", en="a body for tests")


@st.composite
def deciding_reviews(draw: st.DrawFn) -> Review:
    """Generate reviews whose rules leave grades, facts and ties to a body.

    Args:
        draw: Hypothesis' own.

    Returns:
        The review. Some of the decisions are recorded, others are missing.
    """
    review = draw(algebraic_reviews(draw(_deciding_rules())))
    rules, subjects = review.version.rules, review.conference.subject_ids
    found = [
        _decision(
            DecisionKind.JUDGMENT,
            judgment.judgment_id,
            subject,
            draw(st.sampled_from(judgment.grades)),
        )
        for judgment in rules.judgments
        for subject in subjects
        if draw(BOOLS)
    ]
    found += [
        _decision(DecisionKind.FACT, cap.cap_id, subject, ABSENT)
        for cap in rules.caps
        if cap.answer_required
        for subject in subjects
        if draw(BOOLS)
    ]
    for quota in rules.quotas:
        if quota.ties is TiePolicy.DECISION and draw(BOOLS):
            # Wherever there is a tie at all, one place at least is left.
            chosen = draw(st.sampled_from(subjects))
            found += [
                _decision(
                    DecisionKind.TIE,
                    quota.quota_id,
                    subject,
                    ADMITTED if subject == chosen else DECLINED,
                )
                for subject in subjects
                if subject == chosen or draw(BOOLS)
            ]
    return attrs.evolve(review, decisions=found)


def _decision(
    about: DecisionKind, rule_id: str, subject: str, outcome: str
) -> Decision:
    return Decision(
        about=about,
        rule_id=rule_id,
        post_id=subject,
        outcome=outcome,
        decided_on=DAY,
        decided_by=_BODY,
        article="1",
        reason=_BODY,
    )


@st.composite
def _deciding_rules(draw: st.DrawFn) -> ReviewRules:
    scheme = draw(algebraic_rules())
    grades = scheme.grading.grade_ids
    several = len(grades) > 1
    asked = Cap(
        cap_id="asked",
        label=named("asked"),
        grade_id=draw(st.sampled_from(grades)),
        answer_required=True,
        basis=OWN,
    )
    judgment = Judgment(
        judgment_id="weighed",
        label=named("weighed"),
        when=[Compared(measure_id=TOTAL, comparison="at_least", threshold=draw(POINTS))]
        if draw(BOOLS)
        else (),
        grades=draw(
            st.lists(st.sampled_from(grades), min_size=2, unique=True)
            if several
            else st.just(["?", "!"])
        ),
        basis=OWN,
    )
    vote = Quota(
        quota_id="vote",
        grade_id=draw(st.sampled_from(grades[:-1] or ("?",))),
        ceiling=draw(SHARES),
        ties="decision",
        basis=OWN,
    )
    followed = Consequence(
        consequence_id="followed",
        label=named("followed"),
        action="other",
        when=[Graded(grades=[grades[0]]) if draw(BOOLS) else Recorded(cap_id="asked")],
        basis=OWN,
    )
    return attrs.evolve(
        scheme,
        caps=[*scheme.caps, asked],
        judgments=[judgment] if several and draw(BOOLS) else (),
        quotas=[*scheme.quotas, vote] if several and draw(BOOLS) else scheme.quotas,
        consequences=[followed],
    )
