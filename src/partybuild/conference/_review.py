"""Everything that one conference's assessment needs, in one value."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import cast

import attrs

from partybuild.conference._agenda import Conference
from partybuild.conference._ballot_box import BallotBox
from partybuild.conference._count import tally
from partybuild.conference._entry import CapFact, EnteredScore
from partybuild.conference._form import BallotForm
from partybuild.conference._roll_call import RollCall
from partybuild.conference._tally import Tally
from partybuild.errors import (
    DuplicateIdError,
    MissingLevelError,
    TallyError,
    UnknownIdError,
)
from partybuild.kernel import Label, Summary, Tabular
from partybuild.organization import OrganizationTree, Post
from partybuild.rules import ComponentKind, Rulebook, RulebookVersion


def _sorted_posts(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=lambda post: post.post_id))


def _sorted_entries(entries: Iterable[EnteredScore]) -> tuple[EnteredScore, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.entry_id, entry.post_id)))


def _sorted_facts(facts: Iterable[CapFact]) -> tuple[CapFact, ...]:
    return tuple(
        sorted(
            facts,
            key=lambda f: (
                *(f.post_id, f.cap_id, f.decided_on),
                *(f.reason, f.decided_by, f.expires_on or date.max),
            ),
        )
    )


@attrs.frozen(kw_only=True, repr=False)
class Review(Tabular):
    """One conference with its organizations, rules, ballots, entries and facts.

    Attributes:
        tree: Organizations through time.
        posts: Posts, the assessed ones among them.
        rulebook: Scheme in all its versions.
        conference: Record of the conference.
        roll_call: Scrutineers' record of the ballots.
        box: Ballots; None where only counts exist.
        counted: Counts from a count sheet; None where ballots exist.
        entered: Scores and points given by bodies.
        cap_facts: Facts that hold grades down.
    """

    tree: OrganizationTree
    posts: tuple[Post, ...] = attrs.field(converter=_sorted_posts)
    rulebook: Rulebook
    conference: Conference
    roll_call: RollCall
    box: BallotBox | None = None
    counted: Tally | None = None
    entered: tuple[EnteredScore, ...] = attrs.field(
        default=(), converter=_sorted_entries
    )
    cap_facts: tuple[CapFact, ...] = attrs.field(default=(), converter=_sorted_facts)

    def __repr__(self) -> str:
        """Tell which conference it is, never a mark."""
        conference = self.conference
        return (
            f"<Review {conference.conference_id} held {conference.held_on}: "
            f"{len(conference.reports)} subjects, "
            f"{sum(roll.valid for roll in self.roll_call.groups)} valid ballots>"
        )

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        posts = tuple(post.post_id for post in self.posts)
        for one, other in pairwise(posts):
            if one == other:
                raise DuplicateIdError("post", one)
        for report in self.conference.reports:
            if report.post_id not in posts:
                raise UnknownIdError("post", report.post_id, posts)
        self._check_ballots()
        self._check_entries()

    def _check_ballots(self) -> None:
        held = self.box if self.box is not None else self.counted
        if held is None or (self.box is not None and self.counted is not None):
            raise MissingLevelError(
                "a review", "ballots or counts", "give exactly one of the two"
            )
        if held.form != self.form:
            raise TallyError(
                "the ballots were not cast on the form that the rules in force on "
                f"{self.conference.held_on} prescribe for the reporting secretaries"
            )
        sizes = held.sizes if isinstance(held, BallotBox) else held.ballots
        self.roll_call.closed_over(dict(zip(held.form.group_ids, sizes, strict=True)))

    def _check_entries(self) -> None:
        rules, subjects = self.version.rules, self.conference.subject_ids
        entries = [
            c.component_id for c in rules.components if c.kind is ComponentKind.ENTERED
        ] + [a.adjustment_id for a in rules.adjustments]
        caps = tuple(cap.cap_id for cap in rules.caps)
        seen: set[tuple[str, str]] = set()
        for entry in self.entered:
            if entry.entry_id not in entries:
                raise UnknownIdError(
                    "component or adjustment", entry.entry_id, tuple(entries)
                )
            if entry.post_id not in subjects:
                raise UnknownIdError("subject", entry.post_id, subjects)
            if (entry.post_id, entry.entry_id) in seen:
                raise DuplicateIdError(f"{entry.entry_id!r} entry", entry.post_id)
            seen.add((entry.post_id, entry.entry_id))
        for fact in self.cap_facts:
            if fact.cap_id not in caps:
                raise UnknownIdError("cap", fact.cap_id, caps)
            if fact.post_id not in subjects:
                raise UnknownIdError("subject", fact.post_id, subjects)

    @property
    def version(self) -> RulebookVersion:
        """Version of the rules in force on the day of the conference."""
        return self.rulebook.at(self.conference.held_on)

    @property
    def form(self) -> BallotForm:
        """Form that the rules prescribe for the reporting secretaries."""
        return BallotForm.of(self.version.rules, self.conference.subject_ids)

    def post(self, post_id: str) -> Post:
        """Return a post by its id.

        Args:
            post_id: Id of the post.

        Returns:
            The post.

        Raises:
            UnknownIdError: If there is no such post.
        """
        for post in self.posts:
            if post.post_id == post_id:
                return post
        raise UnknownIdError("post", post_id, tuple(p.post_id for p in self.posts))

    def tally(self) -> Tally:
        """Return the counts, made from the ballots where there are ballots."""
        if self.box is not None:
            return tally(self.box, self.version.rules)
        # Where there are no ballots there are counts, or there was no review.
        return cast("Tally", self.counted)

    def summary(self) -> Summary:
        """Return what the review holds, in sizes only."""
        conference, rolls = self.conference, self.roll_call.groups
        return Summary(
            caption=conference.title,
            columns=(Label(zh="内容", en="what"), Label(zh="数量", en="number")),
            rows=[
                (Label(zh="会议日期", en="held on"), conference.held_on.isoformat()),
                (Label(zh="述职人", en="subjects"), len(self.form.subject_ids)),
                (Label(zh="测评项目", en="items"), len(self.form.items)),
                (Label(zh="参评主体", en="voter groups"), len(rolls)),
                (Label(zh="有效票", en="valid ballots"), sum(r.valid for r in rolls)),
            ],
            shown=2,
        )
