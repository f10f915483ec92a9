"""Who is assessed at all."""

from partybuild.assessment._assessment import NotAssessed
from partybuild.assessment._conditions import holds, told
from partybuild.assessment._known import Known
from partybuild.assessment._measures import Entries, derive_measures
from partybuild.conference import Review, Tally
from partybuild.errors import ReviewRuleError
from partybuild.rules import EnteredMeasure, EventMeasure, Measure


def split_subjects(
    review: Review, tally: Tally, entries: Entries, known: Known
) -> tuple[tuple[str, ...], tuple[NotAssessed, ...]]:
    """Split those who reported into those who are assessed and those left out.

    Args:
        review: The review.
        tally: Its counts.
        entries: What was handed in.
        known: Classes, units and facts.

    Returns:
        Subjects assessed, sorted; subjects whom a rule leaves out, with the first
        rule that does.

    Raises:
        ReviewRuleError: If the rules leave nobody.
    """
    subjects = review.form.subject_ids
    rules = review.version.rules
    if not rules.eligibility:
        return subjects, ()
    facts = derive_measures(
        review, tally, subjects, entries, known, only=_handed_in
    ).known
    left_out: list[NotAssessed] = []
    for subject in subjects:
        for rule in rules.eligibility:
            if holds(rule.when, subject, facts):
                left_out.append(
                    NotAssessed(
                        subject_id=subject,
                        name=review.post(subject).title,
                        rule=rule,
                        because=told(rule.when, subject, facts),
                    )
                )
                break
    out = {one.subject_id for one in left_out}
    assessed = tuple(subject for subject in subjects if subject not in out)
    if not assessed:
        raise ReviewRuleError(
            "eligibility",
            "the rules leave out everybody who reported",
            "check what was handed in, and the conditions",
        )
    return assessed, tuple(left_out)


def _handed_in(measure: Measure) -> bool:
    return isinstance(measure, EnteredMeasure | EventMeasure)
