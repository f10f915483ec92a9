"""Everything that one conference's assessment needs, in one value."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from partybuild.conference._agenda import Conference
from partybuild.conference._ballot_box import BallotBox
from partybuild.conference._count import tally
from partybuild.conference._decision import Decision, DecisionKind
from partybuild.conference._decision_check import refuse_unfit_decisions
from partybuild.conference._entry import CapFact, EnteredScore
from partybuild.conference._form import BallotForm
from partybuild.conference._record_check import refuse_unfit_records
from partybuild.conference._roll_call import RollCall
from partybuild.conference._subject_record import Approval, SubjectRecord, UnitRecord
from partybuild.conference._tally import Tally
from partybuild.errors import (
    DuplicateIdError,
    MissingLevelError,
    TallyError,
    UnknownIdError,
)
from partybuild.kernel import Label, Summary, Tabular
from partybuild.organization import OrganizationTree, Post
from partybuild.rules import ReviewRules, Rulebook, RulebookVersion


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
                *(f.reason, f.decided_by, f.expires_on or date.max, f.article),
            ),
        )
    )


def _sorted_subjects(records: Iterable[SubjectRecord]) -> tuple[SubjectRecord, ...]:
    return tuple(sorted(records, key=lambda record: record.post_id))


def _sorted_units(units: Iterable[UnitRecord]) -> tuple[UnitRecord, ...]:
    return tuple(sorted(units, key=lambda unit: unit.unit_id))


def _sorted_approvals(approvals: Iterable[Approval]) -> tuple[Approval, ...]:
    return tuple(
        sorted(
            approvals,
            key=lambda a: (a.quota_id, a.unit_id, a.decided_on, a.decided_by, a.reason),
        )
    )


def _sorted_decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(decisions, key=lambda decision: decision.place))


@attrs.frozen(kw_only=True, repr=False)
class Review(Tabular):
    """One conference with its organizations, rules, ballots, entries and facts.

    Attributes:
        tree: Organizations through time.
        posts: Posts, the assessed ones among them.
        rulebook: Scheme in all its versions.
        conference: Record of the conference.
        roll_call: Scrutineers' record of the ballots.
        box: Ballots; None where only counts exist, or the rules ask for none.
        counted: Counts from a count sheet; None where ballots exist.
        entered: Scores and points given by bodies.
        cap_facts: Facts that hold grades down.
        subjects: Class and unit of subjects, where the rules ask for them.
        units: Grades and heads of units, where the rules ask for them.
        approvals: Decisions of higher bodies that widen quotas.
        decisions: Decisions of a body where the rules leave it to a body.
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
    subjects: tuple[SubjectRecord, ...] = attrs.field(
        default=(), converter=_sorted_subjects
    )
    units: tuple[UnitRecord, ...] = attrs.field(default=(), converter=_sorted_units)
    approvals: tuple[Approval, ...] = attrs.field(
        default=(), converter=_sorted_approvals
    )
    decisions: tuple[Decision, ...] = attrs.field(
        default=(), converter=_sorted_decisions
    )

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
        refuse_unfit_records(
            self.version.rules,
            self.conference.subject_ids,
            entered=self.entered,
            cap_facts=self.cap_facts,
            subjects=self.subjects,
            units=self.units,
            approvals=self.approvals,
        )
        refuse_unfit_decisions(
            self.version.rules,
            self.conference.subject_ids,
            self.decisions,
            self.cap_facts,
        )

    def _check_ballots(self) -> None:
        held = self.box if self.box is not None else self.counted
        if held is None and not self.version.rules.items:
            self.roll_call.closed_over({})
            return
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
        if self.counted is None:
            # Only a scheme that asks for no ballots has neither.
            return Tally.empty(self.form)
        return self.counted

    def decision(
        self, about: DecisionKind, rule_id: str, post_id: str
    ) -> Decision | None:
        """Return what a body decided; None where nothing is recorded.

        Args:
            about: What was left to the body.
            rule_id: Judgment, cap or quota of the rules.
            post_id: Subject.

        Returns:
            The decision.
        """
        wanted = (about.value, rule_id, post_id)
        return next((d for d in self.decisions if d.place == wanted), None)

    def class_of(self, post_id: str) -> str:
        """Return the class of a subject; "" where weights depend on none."""
        if not self.version.rules.varied:
            return ""
        return next(r.class_id for r in self.subjects if r.post_id == post_id)

    def rules_by_class(self) -> dict[str, ReviewRules]:
        """Return the scheme as it weighs the subjects of every class that occurs.

        Returns:
            Class to scheme; one entry of the empty code where weights depend on no
            class.
        """
        rules = self.version.rules
        if not rules.varied:
            return {"": rules}
        classes = sorted({record.class_id for record in self.subjects})
        return {class_id: rules.for_class(class_id) for class_id in classes}

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
