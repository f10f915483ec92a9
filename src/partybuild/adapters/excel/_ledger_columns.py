"""The columns of a ledger's table, and what each says of one line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import IntEnum

import attrs

from partybuild.adapters.excel import _ledger_words as words
from partybuild.adapters.excel._text import cell_text, unlike
from partybuild.conference import Review
from partybuild.kernel import Label, Lang, Record, bracketed, clauses
from partybuild.ledgers import Evidence, LedgerEntry, RectificationLedger


class At(IntEnum):
    """Places of the columns."""

    NUMBER = 0
    PROBLEM_ID = 1
    PROBLEM = 2
    AREA = 3
    SOURCE = 4
    PERSON = 5
    POST = 6
    BODY = 7
    MEASURE = 8
    DUE = 9
    STAGE = 10
    GOALS = 11
    PROGRESS = 12
    EVIDENCE = 13
    REVIEWER = 14
    CLOSED = 15
    STATE = 16
    LATE = 17
    ROW_BY = 18
    REASON = 19

    @property
    def label(self) -> Label:
        """Heading of the column."""
        found: Label = getattr(words, self.name)
        return found


DAYS = (At.DUE, At.CLOSED)
FIXED = (At.PROBLEM_ID, At.SOURCE, At.LATE)
"""Columns that no hand changes in a line that is there already."""
PLANNED = (At.PERSON, At.POST, At.BODY, At.MEASURE, At.STAGE, At.GOALS)

Cells = Mapping[At, str]
"""What the cells of one row say; days are written as 2022-06-30."""

_BETWEEN_GOALS = re.compile(r"[;；]\s*(?=[0-9]{4}-[0-9]{2}-[0-9]{2}\s)")


def _labels(
    labels: Mapping[str, Label] | Iterable[tuple[str, Label]],
) -> tuple[tuple[str, Label], ...]:
    return tuple(sorted(dict(labels).items()))


@attrs.frozen(kw_only=True)
class LedgerNames(Record):
    """Names of posts and organizations, printed instead of their ids.

    Attributes:
        posts: Name of each post.
        organizations: Name of each organization.
    """

    posts: tuple[tuple[str, Label], ...] = attrs.field(default=(), converter=_labels)
    organizations: tuple[tuple[str, Label], ...] = attrs.field(
        default=(), converter=_labels
    )

    @classmethod
    def of(cls, review: Review) -> "LedgerNames":
        """Return the names that a review knows, merged organizations included."""
        tree = review.tree
        gone = {link.from_id for link in tree.links}
        named = {
            one: tree.versions(one)[-1].node.organization.name for one in sorted(gone)
        }
        there = tree.at(review.conference.held_on).organizations
        named |= {one.organization_id: one.name for one in there}
        return cls(
            posts={post.post_id: post.title for post in review.posts},
            organizations=named,
        )

    def known(self, ledger: RectificationLedger) -> "LedgerNames":
        """Return these names, with the ids of a ledger for those without a name."""
        posts, places = set[str](), set[str]()
        for entry in ledger:
            posts.add(entry.problem.post_id)
            places.add(entry.problem.organization_id)
            if (plan := entry.rectification) is not None:
                posts.add(plan.post_id)
                places.add(plan.organization_id)
        posts.discard("")
        return LedgerNames(
            posts={p: Label.same(p) for p in posts} | dict(self.posts),
            organizations={o: Label.same(o) for o in places} | dict(self.organizations),
        )

    def words(self, lang: Lang) -> tuple[dict[str, str], dict[str, str]]:
        """Return the printed word of each post and of each organization."""
        return (
            dict(zip(dict(self.posts), unlike(self.posts, lang), strict=True)),
            dict(
                zip(
                    dict(self.organizations),
                    unlike(self.organizations, lang),
                    strict=True,
                )
            ),
        )


@attrs.frozen
class Printer:
    """Prints the lines of a ledger as rows.

    Attributes:
        on: Day as of which overdue is computed.
        lang: Language.
        names: Names of everybody in the ledger.
    """

    on: date
    lang: Lang
    names: LedgerNames
    _words: tuple[dict[str, str], dict[str, str]] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Look every name up once."""
        # attrs' own way to fill a field of a frozen value.
        object.__setattr__(self, "_words", self.names.words(self.lang))

    def cells(self, entry: LedgerEntry) -> dict[At, str]:
        """Return the cells of a line, without the running number."""
        found: dict[At, str] = {at: "" for at in At if at is not At.NUMBER}
        found |= dict(self._of_problem(entry))
        found |= dict(self._of_plan(entry))
        found |= dict(self._of_life(entry))
        return {at: printed(text, self.lang) for at, text in found.items()}

    def _of_problem(self, entry: LedgerEntry) -> Iterator[tuple[At, str]]:
        problem = entry.problem
        yield At.PROBLEM_ID, problem.problem_id
        yield At.PROBLEM, problem.text.text(self.lang)
        yield At.AREA, problem.area
        kinds = dict.fromkeys(one.kind.label for one in problem.sources)
        yield At.SOURCE, clauses(self.lang, (k.text(self.lang) for k in kinds))

    def _of_plan(self, entry: LedgerEntry) -> Iterator[tuple[At, str]]:
        plan = entry.rectification
        if plan is None:
            return
        posts, places = self._words
        yield At.PERSON, plan.responsible
        yield At.POST, posts.get(plan.post_id, "")
        yield At.BODY, places[plan.organization_id]
        yield At.MEASURE, plan.measure.text(self.lang)
        yield At.STAGE, plan.stage.label.text(self.lang)
        goals = (f"{goal.due_on} {goal.text.text(self.lang)}" for goal in plan.goals)
        yield At.GOALS, clauses(self.lang, goals)

    def _of_life(self, entry: LedgerEntry) -> Iterator[tuple[At, str]]:
        if entry.deadline is not None:
            yield At.DUE, entry.deadline.isoformat()
        if entry.progress and (note := entry.progress[-1].note) is not None:
            yield At.PROGRESS, note.text(self.lang)
        yield At.EVIDENCE, clauses(self.lang, map(self._shown, entry.evidence))
        if entry.reviews:
            yield At.REVIEWER, entry.reviews[-1].reviewed_by
        if entry.closed_on is not None:
            yield At.CLOSED, entry.closed_on.isoformat()
        state, late = entry.state.label.text(self.lang), entry.overdue_by(self.on)
        if late is not None:
            yield At.LATE, str(late.days)
            state += bracketed(self.lang, words.OVERDUE.text(self.lang))
        yield At.STATE, state

    def _shown(self, evidence: Evidence) -> str:
        text, place = evidence.text.text(self.lang), evidence.reference
        return text + bracketed(self.lang, place) if place else text


def printed(text: str, lang: Lang) -> str:
    """Return a text as a cell gives it back: no control characters, nothing outside."""
    return cell_text(text, lang).strip()


def goal_texts(text: str) -> list[str]:
    """Return the stage goals in a cell, each with its day first."""
    return [part.strip() for part in _BETWEEN_GOALS.split(text) if part.strip()]
