"""All that one version of a review scheme says."""

from fractions import Fraction

import attrs

from partybuild.errors import UnknownIdError
from partybuild.rules._composition import ComponentKind
from partybuild.rules._grading import Grading
from partybuild.rules._group_set import set_shares
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._scheme_check import entries, scheme_faults, varied
from partybuild.rules._scheme_parts import SchemeParts


@attrs.frozen(kw_only=True, repr=False)
class ReviewRules(SchemeParts):
    """One complete scheme: what is marked, by whom, and what follows from it.

    Its parts fit together: weights sum to what is declared, and every code leads
    to a part of the scheme.
    """

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        for fault in scheme_faults(self):
            raise fault.error

    @property
    def varied(self) -> bool:
        """Whether weights or items depend on the class of the subject."""
        return varied(self)

    @property
    def plain(self) -> bool:
        """Whether a total is a fixed weighted sum of marks, graded by its bands.

        Then a mark moves a total by the same points whoever has it, and one other
        subject decides a grade only through the order at a quota.
        """
        return (
            not self.varied
            and all(c.kind is not ComponentKind.MEASURE for c in self.components)
            and any(c.kind is ComponentKind.BALLOTS for c in self.components)
            and isinstance(self.grading, Grading)
            and all(quota.plain for quota in self.quotas)
            and not any(cap.when or cap.answer_required for cap in self.caps)
            and not self.judgments
            and not self.eligibility
        )

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """Codes under which bodies hand in points, values and numbers of events."""
        return tuple(entry_id for _, _, entry_id in entries(self))

    def for_class(self, class_id: str) -> "ReviewRules":
        """Return the scheme as it weighs subjects of one class.

        Args:
            class_id: Subject class; empty where weights depend on none.

        Returns:
            A scheme in which no weight depends on the class any more.

        Raises:
            UnknownIdError: If weights depend on the class, and the scheme has no
                such class.
        """
        if not self.varied:
            return self
        known = tuple(c.class_id for c in self.subject_classes)
        if class_id not in known:
            raise UnknownIdError("subject class", class_id, known)
        return attrs.evolve(
            self,
            items=[item.for_class(class_id) for item in self.items],
            voter_groups=[group.for_class(class_id) for group in self.voter_groups],
        )

    def item_weight(self, item: Item) -> Fraction:
        """Return an item's share of the whole."""
        return item.weight / self.item_total

    def group_weight(self, group: VoterGroup) -> Fraction:
        """Return a voter group's share of the whole."""
        if group.within:
            return (
                group.weight
                * set_shares(self.group_sets, self.group_total)[group.within]
            )
        return group.weight / self.group_total
