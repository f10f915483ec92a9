"""Make the ledger of the example's first year, the same bytes every time.

Run ``python tools/make_ledger.py`` after a change of ``tools/example_2022/ledger.toml``
or of the format of ledgers; ``--out DIR`` writes elsewhere, to compare.
"""

import argparse
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from partybuild.adapters.records import write_ledger
from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess
from partybuild.datasets import load_example, load_example_duties
from partybuild.duties import trace_transmission
from partybuild.kernel import Label, OwnDecision
from partybuild.ledgers import (
    FILED_WITHIN_ONE_MONTH,
    Evidence,
    LedgerStep,
    Problem,
    ProblemLinks,
    Rectification,
    RectificationLedger,
    StageGoal,
    StepKind,
    hand_over,
    open_problems,
)

PLAN = Path(__file__).parent / "example_2022" / "ledger.toml"
OFFICE, REVIEWER, STREET = "street-party-office", "street-deputy", "street-organizer"
BASIS = OwnDecision(
    decision=Label(zh="示例街道整改办法（虚构）", en="rectification rules (invented)")
)
NOTE = Label(
    zh="本台账内容为示例虚构",
    en="the contents of this ledger are invented for the example",
)
OPENED = date(2022, 1, 28)
SAME = ProblemLinks(
    same=[
        ("2021-all-1", "2021-all-weak-transmission"),
        ("2021-b3-1", "2021-b3-weak-role"),
        ("2021-b4-1", "2021-b4-weak-study"),
        ("2021-b5-1", "2021-b5-chain-list", "2021-b5-weak-transmission"),
        ("2021-g2-1", "2021-g2-weak-fusion"),
    ]
)


def proposed() -> tuple[LedgerStep, ...]:
    """Return the steps that open the problems of the first year."""
    review = load_example("long-march-street-2021")
    assessment, on = assess(review), review.conference.held_on
    book = load_example_duties("long-march-street-2021")
    day = date(2021, 12, 31)
    found = open_problems(
        assessment,
        find_weak_areas(assessment, on=on),
        on=OPENED,
        trace=trace_transmission(book.duties, book.records, review.tree, day),
        links=SAME,
    )
    plan_by = FILED_WITHIN_ONE_MONTH.after(on).day
    return found.steps(by=OFFICE, basis=BASIS, plan_by=plan_by)


@attrs.frozen
class Teller:
    """Tells what became of one problem after it was opened.

    Attributes:
        problem: The problem.
        told: What the plan file says of it.
    """

    problem: Problem
    told: Mapping[str, Any]

    @property
    def owner(self) -> str:
        """Who is responsible for it at first."""
        return self.problem.post_id or STREET

    def steps(self, plan: Mapping[str, Any]) -> Iterator[LedgerStep]:
        """Yield the steps after the opening, each kind in the order of its days."""
        yield self._step(StepKind.PLAN, plan["planned"], rectification=self._plan())
        yield self._step(StepKind.START, plan["started"])
        for on, goal, *words in self.told.get("reached", ()):
            yield self._step(StepKind.PROGRESS, on, goal=goal, **said(words))
        if "reported" in self.told:
            on, *words = self.told["reported"]
            yield self._step(StepKind.PROGRESS, on, **said(words))
        yield from self._round("finished", "closed")
        if "reopened" in self.told:
            yield self._because(StepKind.REOPEN, OFFICE, self.told["reopened"])
        yield from self._round("again", "closed_again")
        if "returned" in self.told:
            yield self._because(StepKind.RETURN, REVIEWER, self.told["returned"])
        if "revised" in self.told:
            on, due, *words = self.told["revised"]
            revised = self._because(StepKind.REOPEN, OFFICE, [on, *words])
            yield attrs.evolve(revised, kind=StepKind.REVISE, due_on=due)

    def _step(
        self,
        kind: StepKind,
        on: date,
        by: str = "",
        **fields: Any,  # noqa: ANN401
    ) -> LedgerStep:
        return LedgerStep(
            problem_id=self.problem.problem_id,
            kind=kind,
            on=on,
            by=by or self.owner,
            basis=BASIS,
            **fields,
        )

    def _because(self, kind: StepKind, by: str, words: list[Any]) -> LedgerStep:
        on, zh, en = words
        return self._step(kind, on, by, note=Label(zh=zh, en=en))

    def _round(self, finished: str, closed: str) -> Iterator[LedgerStep]:
        if finished in self.told:
            on, *words = self.told[finished]
            yield self._step(StepKind.FINISH, on, **said(words))
        if closed in self.told:
            yield self._step(StepKind.CLOSE, self.told[closed], REVIEWER)

    def _plan(self) -> Rectification:
        goals = [
            StageGoal(due_on=on, text=Label(zh=zh, en=en))
            for on, zh, en in self.told.get("goals", ())
        ]
        zh, en = self.told["measure"]
        return Rectification(
            measure=Label(zh=zh, en=en),
            post_id=self.owner,
            organization_id=self.problem.organization_id,
            due_on=self.told["due"],
            stage=self.told.get("stage", "long_term" if goals else "within_limit"),
            goals=goals,
        )


def said(words: list[Any]) -> dict[str, Any]:
    """Return note and evidence of a step."""
    zh, en, shown_zh, shown_en = words
    shown = Evidence(text=Label(zh=shown_zh, en=shown_en))
    return {"note": Label(zh=zh, en=en), "evidence": [shown]}


def build_ledger() -> RectificationLedger:
    """Return the ledger of the first year, as it stood before the second conference."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    ledger = RectificationLedger(
        ledger_id="long-march-street-2021",
        title=Label(
            zh="长征路街道2021年度述职评议整改台账",
            en="Rectification ledger of Long March Street for 2021",
        ),
        note=NOTE,
    ).record(*proposed())
    told = {one["id"]: one for one in plan["problems"]}
    later = [
        step
        for entry in ledger
        for step in Teller(entry.problem, told[entry.problem_id]).steps(plan)
    ]
    over = plan["handed_over"]
    ledger = ledger.record(*(step for step in later if step.on < over))
    review = load_example("long-march-street-2022")
    posts = {post.organization_id: post.post_id for post in review.posts}
    handed = hand_over(ledger, review.tree, posts, on=over, by=OFFICE, basis=BASIS)
    moved = {step.problem_id: posts["g5"] for step in handed.steps}
    return ledger.record(*handed.steps).record(
        *(
            attrs.evolve(step, by=moved[step.problem_id])
            if step.problem_id in moved and step.by not in {OFFICE, REVIEWER}
            else step
            for step in later
            if step.on >= over
        )
    )


def main() -> None:
    """Write the ledger."""
    home = Path(__file__).parents[1] / "src" / "partybuild" / "datasets"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=home / "long_march_street_2021")
    folder = parser.parse_args().out
    print(write_ledger(build_ledger(), folder / "ledger.json", force=True))


if __name__ == "__main__":
    main()
