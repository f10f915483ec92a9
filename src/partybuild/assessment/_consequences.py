"""What follows for a subject, and what may follow once a decision is made."""

from collections.abc import Iterator

import attrs

from partybuild.assessment._conditions import holds, told
from partybuild.assessment._grade import GradeResult
from partybuild.assessment._known import Known
from partybuild.assessment._standing import Following
from partybuild.rules import Consequence, ReviewRules


def consequences(
    rules: ReviewRules, result: GradeResult, known: Known
) -> tuple[tuple[Following, ...], tuple[Consequence, ...]]:
    """Return what follows for one subject.

    Args:
        rules: Scheme.
        result: The subject's grade.
        known: Values, facts and grades.

    Returns:
        What follows whatever the missing decisions will be; what follows for some of
        them only.
    """
    follows: list[Following] = []
    open_ones: list[Consequence] = []
    subject = result.subject_id
    cases = tuple(_cases(result, known)) if rules.consequences else ()
    for consequence in rules.consequences:
        held = [case for case in cases if holds(consequence.when, subject, case)]
        if len(held) == len(cases):
            because = told(consequence.when, subject, held[0])
            follows.append(Following(consequence=consequence, because=because))
        elif held:
            open_ones.append(consequence)
    return tuple(follows), tuple(open_ones)


def _cases(result: GradeResult, known: Known) -> Iterator[Known]:
    """Yield what would be known for the answers to what is open that decide.

    No condition asks that a fact is not on record, so what holds with none of the
    open facts holds with some of them, and what does not hold with all never does.
    """
    subject = result.subject_id
    unanswered = known.unanswered.get(subject, frozenset[str]())
    if result.decided and not unanswered:
        yield known
        return
    recorded = known.recorded.get(subject, frozenset())
    for grade_id in result.possible:
        for found in dict.fromkeys((frozenset[str](), unanswered)):
            yield attrs.evolve(
                known,
                grades={**known.grades, subject: grade_id},
                recorded={**known.recorded, subject: recorded | found},
                unanswered={},
            )
