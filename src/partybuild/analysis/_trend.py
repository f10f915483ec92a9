"""Two conferences compared: on common items, under the rules of either year."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from partybuild.analysis._trend_link import Crosswalk, TrendLink, link
from partybuild.analysis._trend_parts import ChangeParts, Rescored, mean_rescored
from partybuild.analysis._trend_scores import RescoredSubject, rescored_year
from partybuild.assessment import Assessment
from partybuild.errors import DuplicateIdError, TrendError, UnknownIdError
from partybuild.kernel import ForReviewBody, Label, Record, Summary


@attrs.frozen(kw_only=True)
class ItemChange(ForReviewBody, Record):
    """How one item of one subject changed, under the later rules.

    Attributes:
        item_id: Item.
        before: Item score of the earlier conference.
        after: Item score of the later conference.
        relative: The change less the mean change of the item over all subjects
            of both years: a vote that was stricter for all is no decline.
    """

    item_id: str
    before: Fraction
    after: Fraction
    relative: Fraction

    @property
    def change(self) -> Fraction:
        """After less before."""
        return self.after - self.before


@attrs.frozen(kw_only=True, repr=False)
class SubjectTrend(ForReviewBody, Record):
    """How one subject assessed in both years changed.

    Attributes:
        subject_id: Subject of the later conference.
        earlier_id: The same subject in the earlier conference.
        name: Title of the post, as of the later conference.
        earlier: The earlier marks under the rules of both years.
        later: The later marks under the rules of both years.
        parts: The change, split.
        items: The common items, in the order of the later ballot.
    """

    subject_id: str
    earlier_id: str
    name: Label
    earlier: Rescored
    later: Rescored
    parts: ChangeParts
    items: tuple[ItemChange, ...]


@attrs.frozen(kw_only=True, repr=False)
class Trend(ForReviewBody):
    """Two conferences compared.

    Attributes:
        measure: What they have in common, and what was left out.
        subjects: Subjects assessed in both years, by id.
        came: Subjects of the later conference only.
        went: Subjects of the earlier conference only.
        overall: Change of the mean over all subjects, split.
    """

    measure: TrendLink
    subjects: tuple[SubjectTrend, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    overall: ChangeParts

    def summary(self) -> Summary:
        """Return who was compared; the changes themselves are for data frames.

        A table of changes passes the disclosure gate before it is shown.
        """
        return Summary(
            caption=self.overall.reason,
            columns=(
                Label(zh="述职人", en="secretary"),
                Label(zh="编号", en="subject"),
                Label(zh="上年得分", en="before"),
                Label(zh="本年得分", en="after"),
                Label(zh="评价变化", en="marks"),
                Label(zh="规则变化", en="rules"),
            ),
            rows=[
                (
                    subject.name,
                    subject.subject_id,
                    subject.parts.before,
                    subject.parts.after,
                    subject.parts.people,
                    subject.parts.rule,
                )
                for subject in self.subjects
            ],
            shown=1,
        )


def find_trend(
    before: Assessment,
    after: Assessment,
    *,
    continues: Mapping[str, str] | None = None,
    crosswalks: Iterable[Crosswalk] = (),
) -> Trend:
    """Compare two conferences on what they have in common.

    Both years are scored anew on the common items and voter groups, with their
    weights brought to a sum of 1. Such a score is not the official total, and
    totals of changed forms are never compared. Subjects that were merged or
    split are of one year only; name a later subject in *continues* where only
    its id changed.

    Args:
        before: The earlier conference.
        after: The later conference.
        continues: Later subject id to earlier subject id, where they differ.
        crosswalks: How items with changed options are compared.

    Returns:
        The comparison. Like item and group scores it is for the review body
        until it passed the disclosure gate.

    Raises:
        DuplicateIdError: If two later subjects continue the same earlier one.
        EmptyVoterGroupError: If nobody marked a common item of a subject.
        TrendError: If the conferences have no common measure or no common
            subject.
        UnknownIdError: If *continues* or a crosswalk names what is not there.

    Source:
        Linking by common items and percent of range; Shapley value.
    """
    tied = link(before, after, crosswalks)
    pairs = _pairs(before, after, continues or {})
    old = rescored_year(before, tied, (before.rules, after.rules), later=False)
    new = rescored_year(after, tied, (before.rules, after.rules), later=True)
    drift = _drift(pairs, old, new)
    subjects = tuple(
        _subject((one, two), after.standing(two).name, tied, years, drift)
        for two, one in pairs.items()
        for years in [(old[one], new[two])]
    )
    return Trend(
        measure=tied,
        subjects=subjects,
        came=tuple(sorted(set(new) - set(pairs))),
        went=tuple(sorted(set(old) - set(pairs.values()))),
        overall=ChangeParts.of(
            mean_rescored([s.earlier for s in subjects]),
            mean_rescored([s.later for s in subjects]),
            before=mean_rescored([s.total for s in old.values()]).earlier_rules,
            after=mean_rescored([s.total for s in new.values()]).later_rules,
        ),
    )


def _pairs(
    before: Assessment, after: Assessment, continues: Mapping[str, str]
) -> dict[str, str]:
    """Return later to earlier subject, for those assessed in both years."""
    old, new = (year.tally.form.subject_ids for year in (before, after))
    for two, one in sorted(continues.items()):
        if two not in new:
            raise UnknownIdError("later subject", two, tuple(sorted(new)))
        if one not in old:
            raise UnknownIdError("earlier subject", one, tuple(sorted(old)))
    pairs = {two: continues.get(two, two) for two in sorted(new)}
    pairs = {two: one for two, one in pairs.items() if one in old}
    taken: set[str] = set()
    for one in pairs.values():
        if one in taken:
            raise DuplicateIdError("earlier subject", one)
        taken.add(one)
    if not pairs:
        raise TrendError(
            "nobody was assessed in both years",
            "name later subjects and the earlier ones they continue",
        )
    return pairs


def _drift(
    pairs: Mapping[str, str],
    old: Mapping[str, RescoredSubject],
    new: Mapping[str, RescoredSubject],
) -> list[Fraction]:
    """Return by how much each item changed for all on average."""
    rows = [
        [b - a for a, b in zip(old[one].items, new[two].items, strict=True)]
        for two, one in pairs.items()
    ]
    return [sum(column, Fraction()) / len(rows) for column in zip(*rows, strict=True)]


def _subject(
    ids: tuple[str, str],
    name: Label,
    tied: TrendLink,
    years: tuple[RescoredSubject, RescoredSubject],
    drift: Iterable[Fraction],
) -> SubjectTrend:
    old, new = years
    return SubjectTrend(
        subject_id=ids[1],
        earlier_id=ids[0],
        name=name,
        earlier=old.total,
        later=new.total,
        parts=ChangeParts.of(
            old.total,
            new.total,
            before=old.total.earlier_rules,
            after=new.total.later_rules,
        ),
        items=tuple(
            ItemChange(item_id=item, before=a, after=b, relative=b - a - mean)
            for item, a, b, mean in zip(
                tied.item_ids, old.items, new.items, drift, strict=True
            )
        ),
    )
