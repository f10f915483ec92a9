"""Conditions that never hold, always hold, come too late, or overlap."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import attrs

from partybuild.kernel import Basis, Finding, Label, exact_text
from partybuild.rules._condition import AnyOf, Compared, Condition
from partybuild.rules._conversion import StepMeasure
from partybuild.rules._lint._asked import first_matches
from partybuild.rules._lint._region import Region
from partybuild.rules._lint._report import Case, found
from partybuild.rules._lint._scheme import Scheme
from partybuild.rules._lint._space import values_in
from partybuild.rules._lint._witness import marks_text
from partybuild.rules._other_grading import ConditionGrading


@attrs.frozen
class _Clause:
    """Conditions with their place in the scheme.

    Attributes:
        subject: Place.
        when: Conditions.
        result: What follows, where the first clause that holds decides.
        basis: Article or decision.
    """

    subject: str
    when: tuple[Condition, ...]
    result: str
    basis: Basis


def lint_conditions(case: Case) -> Iterator[Finding]:
    """Find conditions that do not do what they seem to do.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    rules = case.rules
    for measure in rules.measures:
        if isinstance(measure, StepMeasure):
            clauses = [
                _Clause(
                    f"measures.{measure.measure_id}.steps.{at}",
                    step.when,
                    exact_text(step.points),
                    step.basis,
                )
                for at, step in enumerate(measure.steps, start=1)
            ]
            yield from _in_order(case, clauses)
    if isinstance(rules.grading, ConditionGrading):
        clauses = [
            _Clause(f"grading.cases.{at}", one.when, one.grade_id, one.basis)
            for at, one in enumerate(rules.grading.cases, start=1)
        ]
        yield from _in_order(case, clauses)
    alone = [
        *(_Clause(f"caps.{c.cap_id}", c.when, "", c.basis) for c in rules.caps),
        *(
            _Clause(f"judgments.{j.judgment_id}", j.when, "", j.basis)
            for j in rules.judgments
        ),
        *(
            _Clause(f"eligibility.{e.rule_id}", e.when, "", e.basis)
            for e in rules.eligibility
        ),
        *(
            _Clause(f"consequences.{c.consequence_id}", c.when, "", c.basis)
            for c in rules.consequences
        ),
    ]
    for clause in alone:
        if clause.when and _never(case, clause):
            yield _dead(case, clause)
        elif clause.when:
            yield from _dead_alternatives(case, clause)
            yield from _always(case, clause)


def _never(case: Case, clause: _Clause) -> bool:
    return not any(scheme.asked.where(clause.when) for scheme in case.schemes)


def _dead(case: Case, clause: _Clause) -> Finding:
    facts = _reaches(case, clause)
    return found(2, clause.subject, ("这一条", "this clause"), clause.basis, facts)


def _dead_alternatives(case: Case, clause: _Clause) -> Iterator[Finding]:
    for condition in clause.when:
        if not isinstance(condition, AnyOf):
            continue
        others = [one for one in clause.when if one is not condition]
        for at, one in enumerate(condition.conditions, start=1):
            if not any(s.asked.where([*others, one]) for s in case.schemes):
                yield found(
                    2,
                    clause.subject,
                    (f"“任一”中的第 {at} 项", f"alternative {at} of any_of"),
                    clause.basis,
                    facts={
                        "alternative": str(at),
                        **_reaches(case, attrs.evolve(clause, when=(one,))),
                    },
                )


def _compared(conditions: Sequence[Condition]) -> Iterator[Compared]:
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from _compared(condition.conditions)
        elif isinstance(condition, Compared):
            yield condition


def _reaches(case: Case, clause: _Clause) -> dict[str, str]:
    """Return how far the measures reach that a clause compares."""
    facts: dict[str, str] = {}
    for one in _compared(clause.when):
        low, high = case.schemes[0].reach(one.measure_id)
        ends = ("…" if end is None else exact_text(end) for end in (low, high))
        facts[one.measure_id] = " - ".join(ends)
    return facts


def _always(case: Case, clause: _Clause) -> Iterator[Finding]:
    for one in _compared(clause.when):
        if not any(scheme.asked.elsewhere([one]) for scheme in case.schemes):
            name, limit = case.name(one.measure_id), exact_text(one.threshold)
            word = one.comparison.label
            yield found(
                3,
                clause.subject,
                (f"“{name.zh}”{word.zh} {limit}", f"{name.en} {word.en} {limit}"),
                clause.basis,
                facts=_reaches(case, attrs.evolve(clause, when=(one,))),
            )


def _in_order(case: Case, clauses: Sequence[_Clause]) -> Iterator[Finding]:
    cases = [
        first_matches(scheme.asked, [clause.when for clause in clauses])[0]
        for scheme in case.schemes
    ]
    everything = False
    dead: set[int] = set()
    for at, clause in enumerate(clauses):
        if _never(case, clause):
            dead.add(at)
            yield _dead(case, clause)
            continue
        yield from _dead_alternatives(case, clause)
        said = list(_always(case, clause))
        yield from said
        if not everything and not any(one[at].left for one in cases):
            dead.add(at)
            yield found(4, clause.subject, ("这一档", "this case"), clause.basis)
        # What follows a clause that always holds is hidden by that one mistake.
        everything = everything or bool(
            said and not any(s.asked.elsewhere(clause.when) for s in case.schemes)
        )
    if not everything:
        living = [one for at, one in enumerate(clauses) if at not in dead]
        for one, other in combinations(living, 2):
            yield from _overlap(case, one, other)


def _overlap(case: Case, one: _Clause, other: _Clause) -> Iterator[Finding]:
    if one.result == other.result:
        return
    for scheme in case.schemes:
        asked = scheme.asked
        here, there = asked.where(one.when), asked.where(other.when)
        shared = _witness(scheme, asked.both(here, there))
        if (
            shared is not None
            and all(region.by_values for region in (*here, *there))
            and asked.both(here, asked.elsewhere(other.when))
            and asked.both(there, asked.elsewhere(one.when))
        ):
            yield found(
                5,
                other.subject,
                (
                    f"与 {one.subject} 同时成立（如{shared.zh}）",
                    f"holds together with {one.subject} (as for {shared.en})",
                ),
                other.basis,
                facts={
                    "first": one.result,
                    "second": other.result,
                    "example": shared.zh,
                },
            )
            return


def _witness(scheme: Scheme, regions: Sequence[Region]) -> Label | None:
    """Return marks for which a region holds, where they surely exist."""
    for region in regions:
        names = {name for bound in region.bounds for name in bound.form.coefs}
        if region.exact and scheme.unknowns.told(names):
            values = values_in(scheme.unknowns, region, inner=True)
            if values is not None:
                return marks_text(scheme, values)
    return None
