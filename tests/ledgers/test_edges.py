"""Problems reopened before they had a plan, very many problems, names of states."""

import attrs
import pytest

from partybuild.assessment import assess
from partybuild.datasets import load_example
from partybuild.errors import LedgerStepError, UnknownIdError
from partybuild.kernel import Label
from partybuild.ledgers import (
    LedgerEntry,
    ProblemLinks,
    ProblemScope,
    ProblemSeverity,
    Stage,
    StepKind,
    merge_ledgers,
    open_problems,
    recurrences,
)
from partybuild.testing._ledgers import MINUTES, day, ledger, life, plan, step


def test_a_problem_that_comes_back_unplanned_has_a_new_day_to_be_planned():
    """Canceled before any plan, reopened with a day: that is the day for the plan."""
    opened, again = step(StepKind.OPEN, 25), step(StepKind.REOPEN, 40)
    entry = LedgerEntry(
        [opened, step(StepKind.CANCEL, 30), attrs.evolve(again, due_on=day(60))]
    )

    assert (entry.plan_by, entry.deadline) == (day(60), None)
    assert entry.is_overdue(day(61))
    assert not entry.is_overdue(day(60))
    assert entry.last_on == day(40)


def test_a_ledger_names_some_of_its_problems_to_whoever_asks_for_another():
    """Of a few all, of thousands the first and how many more there are."""
    few = ledger(*life("p1"), *life("p2"))
    many = ledger(*(step(StepKind.OPEN, 25, problem_id=f"p{n:04}") for n in range(999)))

    with pytest.raises(UnknownIdError) as of_few:
        few.entry("p3")
    with pytest.raises(UnknownIdError) as of_many:
        many.entry("x")
    assert of_few.value.known == ("p1", "p2")
    assert of_many.value.known[0] == "p0000"
    assert of_many.value.known[-1] == f"and {1000 - len(of_many.value.known)} more"


def test_a_copy_that_lost_steps_says_nothing_beside_the_other():
    """The table of conflicts has a word for the side that has no step of its own."""
    base = ledger(*life()[:3])
    shorter, longer = ledger(*life()[:2]), ledger(*life()[:4])
    merged = merge_ledgers(base, shorter, longer)
    ((problem_id, reason, mine, theirs),) = merged.summary().rows

    assert (problem_id, reason.en) == ("p1", "one copy lacks steps that both had")
    assert mine == Label(zh="无", en="nothing")
    assert "finish" in theirs.en


def test_a_deadline_is_revised_where_there_is_one():
    """Before the plan there is none; afterwards the new day holds."""
    opened, planned = life()[:2]
    revised = step(StepKind.REVISE, 50)

    with pytest.raises(LedgerStepError, match="no plan yet"):
        LedgerEntry([opened, revised])
    assert LedgerEntry([opened, planned, revised]).deadline == revised.due_on


def test_copies_that_reached_different_stage_goals_go_together():
    """Each goal is a thing of its own; one that both reached otherwise is not."""
    opened, planned, start = life()[:3]
    planned = attrs.evolve(planned, rectification=plan(180, 80, 120))
    base = ledger(opened, planned, start)
    first, second = (
        attrs.evolve(step(StepKind.PROGRESS, on, by), goal=goal, evidence=[MINUTES])
        for on, by, goal in ((70, "a", 1), (110, "b", 2))
    )
    other = attrs.evolve(second, goal=1)
    merged = merge_ledgers(base, base.record(first), base.record(second))
    apart = merge_ledgers(base, base.record(first), base.record(other))

    assert merged.agreed().entry("p1").steps[3:] == (first, second)
    assert [one.reason.en for one in apart.conflicts] == ["both changed the same thing"]


def test_what_both_copies_went_on_with_alike_stands_once():
    """They part only where they differ: one start, then two reports of progress."""
    begun, start = life()[:2], life()[2]
    base = ledger(*begun)
    progress = step(StepKind.PROGRESS, 60, "helper")
    other = attrs.evolve(progress, note=Label.same("other"))
    merged = merge_ledgers(
        base, base.record(start, progress), base.record(start, other)
    )

    assert merged.agreed().entry("p1").steps[:3] == (*begun, start)
    assert len(merged.ledger.steps) == 5


@pytest.mark.parametrize("kind", [ProblemScope, ProblemSeverity, Stage])
def test_every_choice_has_a_name_of_its_own(kind):
    """Two choices of one name could not be told apart in a workbook."""
    for lang in ("zh", "en"):
        assert len({one.label.text(lang) for one in kind}) == len(kind)


def test_a_problem_may_name_an_earlier_one_without_the_ledger_of_that_year():
    """Whoever has last year's ledger has the id checked; without it the link stands."""
    assessment = assess(load_example("long-march-street-2021"))
    earlier = {"2021-all-1": ["2020-all-1"]}
    found = open_problems(
        assessment,
        on=assessment.review.conference.held_on,
        links=ProblemLinks(recurs=earlier),
    )

    assert [p.problem_id for p in found if p.recurs == ("2020-all-1",)] == [
        "2021-all-1"
    ]


def test_a_series_of_recurrences_has_as_many_as_it_links():
    """A problem that leads back to a stored one counts once."""
    amended = step(StepKind.AMEND, 40, problem_id="p2")
    linked = attrs.evolve(amended, problem=attrs.evolve(amended.problem, recurs=["p1"]))
    this_year = ledger(step(StepKind.OPEN, 35, problem_id="p2"), linked)
    found = recurrences(this_year, [ledger(*life("p1"))])

    assert len(found) == 1
    assert len(recurrences(ledger(*life("p1")), [])) == 0
