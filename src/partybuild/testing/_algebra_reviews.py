"""Strategies for reviews under schemes that use the whole algebra."""

from fractions import Fraction

from hypothesis import strategies as st

from partybuild.conference import (
    Approval,
    CapFact,
    EnteredScore,
    Review,
    SubjectRecord,
    UnitRecord,
)
from partybuild.kernel import Label
from partybuild.rules import EventLine, EventMeasure, ReviewRules
from partybuild.testing._algebra import algebraic_rules
from partybuild.testing._algebra_measures import CLASSES, UNIT_GRADES
from partybuild.testing._ballots import boxes, forms
from partybuild.testing._values import exact_numbers
from partybuild.testing.plain import DAY, plain_review

_SOURCE = Label(zh="测试用", en="for tests")


@st.composite
def algebraic_reviews(draw: st.DrawFn, scheme: ReviewRules | None = None) -> Review:
    """Generate reviews with everything that a scheme of the whole algebra asks for.

    Args:
        draw: Hypothesis' own.
        scheme: Scheme; None draws one.

    Returns:
        The review. Everybody has a class and a unit with grade and heads; some
        have points, events and facts.
    """
    drawn = draw(algebraic_rules()) if scheme is None else scheme
    box = draw(boxes(draw(forms(drawn))))
    subjects = box.form.subject_ids
    some = st.lists(st.sampled_from(subjects), unique=True)
    return plain_review(
        drawn,
        box,
        entered=[
            entry for subject in subjects for entry in draw(_entries(drawn, subject))
        ],
        cap_facts=[
            CapFact(
                post_id=subject,
                cap_id="veto",
                decided_on=DAY,
                decided_by=_SOURCE,
                reason=_SOURCE,
            )
            for subject in draw(some)
        ],
        subjects=[
            SubjectRecord(
                post_id=subject,
                # Somebody is left whom the rules do not leave out.
                class_id=CLASSES[0]
                if subject == subjects[0]
                else draw(st.sampled_from(CLASSES)),
                unit_id=draw(st.sampled_from(["u0", "u1"])),
            )
            for subject in subjects
        ],
        units=[
            UnitRecord(
                unit_id=unit_id,
                grade=draw(st.sampled_from(UNIT_GRADES)),
                heads=draw(st.integers(0, 9)),
                source=_SOURCE,
            )
            for unit_id in ("u0", "u1")
        ],
        approvals=[
            Approval(
                quota_id=quota.quota_id,
                unit_id=draw(st.sampled_from(["", "u0", "u1"])),
                decided_on=DAY,
                decided_by=_SOURCE,
                reason=_SOURCE,
            )
            for quota in drawn.quotas
            if draw(st.booleans())
        ],
    )


@st.composite
def _entries(draw: st.DrawFn, scheme: ReviewRules, subject: str) -> list[EnteredScore]:
    lines = {
        line.line_id: line for rule in scheme.adjustments for line in rule.lines
    } | {
        line.line_id: line
        for measure in scheme.measures
        if isinstance(measure, EventMeasure)
        for line in measure.lines
    }
    optional = {*lines, *(rule.adjustment_id for rule in scheme.adjustments)}
    optional |= {
        measure.measure_id
        for measure in scheme.measures
        if not getattr(measure, "required", True)
    }
    return [
        EnteredScore(
            post_id=subject,
            entry_id=entry_id,
            points=draw(_points(lines.get(entry_id))),
            source=_SOURCE,
        )
        for entry_id in scheme.entry_ids
        if entry_id not in optional or draw(st.booleans())
    ]


@st.composite
def _points(draw: st.DrawFn, line: EventLine | None) -> Fraction | int:
    if line is None:
        return draw(exact_numbers(1, 100))
    if line.each is not None:
        return draw(st.integers(0, 3))
    return draw(exact_numbers(0, 100))
