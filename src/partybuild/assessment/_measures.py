"""All measures of all subjects, each after those it is made from."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.assessment._ballot_measure import (
    derive_ballot_measure,
    derive_rate_measure,
    restricted,
)
from partybuild.assessment._conditions import holds, told
from partybuild.assessment._derive import weighted
from partybuild.assessment._events import derive_events, limited
from partybuild.assessment._known import Known
from partybuild.assessment._ranks import competition_ranks
from partybuild.assessment._total import entered_node
from partybuild.conference import EnteredScore, Review, Tally
from partybuild.errors import MissingEntryError, ReviewRuleError
from partybuild.kernel import Basis, Derivation, Label, Operation, Term
from partybuild.rules import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    Measure,
    RankMeasure,
    RateMeasure,
    RelativeMeasure,
    StepMeasure,
    SumMeasure,
    measure_operands,
)

Entries = Mapping[str, Mapping[str, EnteredScore]]
"""Subject to code to what was handed in."""


@attrs.frozen(kw_only=True)
class Measured:
    """Measures of all subjects.

    Attributes:
        nodes: Measure to subject to the step that made the value.
        known: The values, with what else is known.
    """

    nodes: Mapping[str, Mapping[str, Derivation]] = attrs.field(hash=False)
    known: Known

    def of(self, subject: str) -> dict[str, Derivation]:
        """Return the measures of one subject."""
        return {
            measure: by_subject[subject] for measure, by_subject in self.nodes.items()
        }


def derive_measures(
    review: Review,
    tally: Tally,
    subjects: Sequence[str],
    entries: Entries,
    known: Known,
    *,
    only: Callable[[Measure], bool] = lambda _: True,
) -> Measured:
    """Derive the measures of a scheme for every subject.

    Args:
        review: The review.
        tally: Its counts.
        subjects: Subjects who are assessed together.
        entries: What was handed in.
        known: What is known before.
        only: Which measures are wanted; what they are made from must be wanted too.

    Returns:
        The measures.

    Raises:
        EmptyVoterGroupError: If a measure has nothing to divide by.
        MissingEntryError: If a required value was not handed in.
        ReviewRuleError: If there is no best value to relate to.
    """
    nodes: dict[str, Mapping[str, Derivation]] = {}
    for measure in filter(only, review.version.rules.measures):
        found = _derived(measure, review, tally, subjects, entries, nodes, known)
        nodes[measure.measure_id] = found
        known = known.with_values(
            measure.measure_id,
            measure.label,
            {subject: node.number for subject, node in found.items()},
        )
    return Measured(nodes=nodes, known=known)


def _derived(
    measure: Measure,
    review: Review,
    tally: Tally,
    subjects: Sequence[str],
    entries: Entries,
    nodes: Mapping[str, Mapping[str, Derivation]],
    known: Known,
) -> dict[str, Derivation]:
    match measure:
        case BallotMeasure():
            return _by_ballots(measure, review, tally, subjects)
        case RateMeasure():
            places = {s: at for at, s in enumerate(tally.form.subject_ids)}
            by_class = review.rules_by_class()
            return {
                s: derive_rate_measure(
                    measure,
                    by_class[review.class_of(s)],
                    tally,
                    review.roll_call,
                    places[s],
                )
                for s in subjects
            }
        case EnteredMeasure():
            return _handed_in(measure, subjects, entries)
        case EventMeasure():
            return {s: _after_events(measure, entries.get(s, {})) for s in subjects}
        case StepMeasure():
            return {s: _by_steps(measure, s, nodes, known) for s in subjects}
        case RankMeasure():
            return _by_place(measure, nodes[measure.of])
        case RelativeMeasure():
            return _relative(measure, nodes[measure.of])
        case _:
            return {s: _summed(measure, s, nodes) for s in subjects}


def _by_ballots(
    measure: BallotMeasure, review: Review, tally: Tally, subjects: Sequence[str]
) -> dict[str, Derivation]:
    places = {subject: at for at, subject in enumerate(tally.form.subject_ids)}
    by_class = {
        class_id: restricted(rules, measure)
        for class_id, rules in review.rules_by_class().items()
    }
    return {
        subject: derive_ballot_measure(
            measure,
            by_class[review.class_of(subject)],
            tally,
            review.roll_call,
            places[subject],
        )
        for subject in subjects
    }


def _handed_in(
    measure: EnteredMeasure, subjects: Sequence[str], entries: Entries
) -> dict[str, Derivation]:
    given = {
        subject: entries.get(subject, {}).get(measure.measure_id)
        for subject in subjects
    }
    without = tuple(subject for subject, entry in given.items() if entry is None)
    if without and measure.required:
        raise MissingEntryError(measure.measure_id, without)
    nothing = Derivation(
        operation=Operation.ENTERED,
        name=measure.label,
        value=Fraction(),
        statement=Label(zh="未报送，按 0 计", en="not handed in, counts 0"),
        basis=measure.basis,
    )
    return {
        subject: nothing if entry is None else entered_node(measure.label, entry)
        for subject, entry in given.items()
    }


def _after_events(
    measure: EventMeasure, entered: Mapping[str, EnteredScore]
) -> Derivation:
    full = _fixed(Label(zh="满分", en="full points"), measure.full, measure.basis)
    lines = derive_events(measure.lines, measure.taken, entered)
    terms = [Term(full, Fraction(1)), *(Term(line, Fraction(-1)) for line in lines)]
    whole = attrs.evolve(weighted(measure.label, terms), basis=measure.basis)
    return limited(whole, measure.label, least=measure.floor, most=None)


def _fixed(name: Label, value: Fraction, basis: Basis) -> Derivation:
    return Derivation(operation=Operation.ENTERED, name=name, value=value, basis=basis)


def _by_steps(
    measure: StepMeasure,
    subject: str,
    nodes: Mapping[str, Mapping[str, Derivation]],
    known: Known,
) -> Derivation:
    looked_at = tuple(
        Term(nodes[operand][subject])
        for operand in dict.fromkeys(measure_operands(measure))
    )
    for step in measure.steps:
        if holds(step.when, subject, known):
            value, basis = step.points, step.basis
            statement = told(step.when, subject, known)
            break
    else:
        value, basis = measure.otherwise, measure.basis
        statement = Label(zh="不在各档之内", en="none of the steps holds")
    return Derivation(
        operation=Operation.STEPS,
        name=measure.label,
        value=value,
        terms=looked_at,
        basis=basis,
        statement=statement,
    )


def _by_place(
    measure: RankMeasure, values: Mapping[str, Derivation]
) -> dict[str, Derivation]:
    places = competition_ranks({s: node.number for s, node in values.items()})
    found: dict[str, Derivation] = {}
    for subject, node in values.items():
        place = places[subject]
        points = max(measure.floor, measure.full - measure.less * (place - 1))
        found[subject] = Derivation(
            operation=Operation.PLACE,
            name=measure.label,
            value=points,
            terms=(Term(node),),
            basis=measure.basis,
            statement=Label(
                zh=f"{len(values)} 人中第 {place} 名",
                en=f"place {place} of {len(values)}",
            ),
        )
    return found


def _relative(
    measure: RelativeMeasure, values: Mapping[str, Derivation]
) -> dict[str, Derivation]:
    best = max(node.number for node in values.values())
    if best <= 0:
        raise ReviewRuleError(
            f"measure {measure.measure_id!r}",
            f"the best value of {measure.of!r} is {best}, so none can relate to it",
            "check what was handed in",
        )
    top = _fixed(Label(zh="最高值", en="best value"), best, measure.basis)
    return {
        subject: attrs.evolve(
            weighted(
                measure.label,
                [
                    Term(
                        Derivation(
                            operation=Operation.RATE,
                            name=node.name,
                            value=node.number / best,
                            terms=(Term(node), Term(top)),
                        ),
                        measure.full,
                    )
                ],
            ),
            basis=measure.basis,
        )
        for subject, node in values.items()
    }


def _summed(
    measure: SumMeasure,
    subject: str,
    nodes: Mapping[str, Mapping[str, Derivation]],
) -> Derivation:
    terms = [Term(nodes[p.measure_id][subject], p.weight) for p in measure.parts]
    whole = attrs.evolve(weighted(measure.label, terms), basis=measure.basis)
    return limited(whole, measure.label, least=measure.least, most=measure.most)
