"""Over whom a quota is taken, and how many places that leaves."""

from collections.abc import Mapping, Sequence

import attrs

from partybuild.conference import Review
from partybuild.errors import MissingEntryError
from partybuild.rules import Quota, QuotaBase, QuotaScope


@attrs.frozen(kw_only=True)
class Units:
    """What quotas need to know of the subjects' units.

    Attributes:
        of: Subject to unit.
        grades: Unit to its grade.
        heads: Unit to its heads.
        approved: Pairs of quota and unit that a higher body widened; the unit is
            empty where the quota is one for all.
    """

    of: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    grades: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    heads: Mapping[str, int] = attrs.field(factory=dict[str, int], hash=False)
    approved: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of_review(cls, review: Review) -> "Units":
        """Return what a review has on record."""
        held_on = review.conference.held_on
        return cls(
            of={r.post_id: r.unit_id for r in review.subjects if r.unit_id},
            grades={u.unit_id: u.grade for u in review.units if u.grade},
            heads={u.unit_id: u.heads for u in review.units if u.heads is not None},
            approved=frozenset(
                (a.quota_id, a.unit_id)
                for a in review.approvals
                if a.decided_on <= held_on
            ),
        )


def scopes(
    quota: Quota, subjects: Sequence[str], units: Units
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return over whom a quota is taken.

    Args:
        quota: The quota.
        subjects: Subjects who are assessed together.
        units: Their units.

    Returns:
        Unit and its subjects; one entry of the empty code where all are taken
        together.

    Raises:
        MissingEntryError: If the quota is taken by unit and a subject has none.
    """
    if quota.scope is QuotaScope.ALL:
        return (("", tuple(subjects)),)
    without = tuple(subject for subject in subjects if subject not in units.of)
    if without:
        raise MissingEntryError("unit of the subject", without)
    found: dict[str, list[str]] = {}
    for subject in subjects:
        found.setdefault(units.of[subject], []).append(subject)
    return tuple((unit, tuple(found[unit])) for unit in sorted(found))


def heads_of(quota: Quota, unit_id: str, subjects: Sequence[str], units: Units) -> int:
    """Return the heads that a quota is a share of.

    Args:
        quota: The quota.
        unit_id: Unit within which it is taken; empty: all together.
        subjects: Subjects within the scope.
        units: Their units.

    Returns:
        Subjects assessed, or heads on record.

    Raises:
        MissingEntryError: If heads are asked for and not recorded.
    """
    if quota.base is QuotaBase.ASSESSED:
        return len(subjects)
    without = tuple(s for s in subjects if units.of.get(s, "") not in units.heads)
    if without:
        raise MissingEntryError("heads of the unit", without)
    concerned = {unit_id} if unit_id else {units.of[s] for s in subjects}
    return sum(units.heads[unit] for unit in concerned)
