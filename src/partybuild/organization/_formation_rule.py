"""Rules of formation as plain values; the layer `rules` holds the dated ones."""

from collections.abc import Iterable
from enum import Enum

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Record
from partybuild.organization._heads import heads
from partybuild.organization._kind import OrganizationKind, Sector
from partybuild.organization._most_special import most_special
from partybuild.organization._organization import Organization


class CountedMembers(Enum):
    """Which members a band counts."""

    FULL = "full"
    ALL = "all"


@attrs.frozen(kw_only=True)
class MemberBand(Record):
    """Numbers of members, each edge stated as included or not.

    Attributes:
        least: Lower edge; None where there is none.
        most: Upper edge; None where there is none.
        least_included: Whether the lower edge belongs to the band.
        most_included: Whether the upper edge belongs to the band.

    Examples:
        >>> MemberBand(least=50, most=100, most_included=False).text
        '50 <= n < 100'
    """

    least: int | None = attrs.field(default=None, validator=heads)
    most: int | None = attrs.field(default=None, validator=heads)
    least_included: bool = True
    most_included: bool = True

    def __attrs_post_init__(self) -> None:
        """Refuse a band that nothing lies in."""
        low, high = self.least or 0, self.most
        if not self.least_included:
            low += 1
        if high is not None and low > high - (not self.most_included):
            raise ValueRangeError("member band", self.text, "room for a number")

    def below(self, members: int) -> bool:
        """Return whether a number lies below the band."""
        if self.least is None:
            return False
        return members < self.least or (
            members == self.least and not self.least_included
        )

    def above(self, members: int) -> bool:
        """Return whether a number lies above the band."""
        if self.most is None:
            return False
        return members > self.most or (members == self.most and not self.most_included)

    def holds(self, members: int) -> bool:
        """Return whether a number lies in the band."""
        return not self.below(members) and not self.above(members)

    @property
    def text(self) -> str:
        """The band as an inequality in n."""
        low = (
            "" if self.least is None else f"{self.least} <{'=' * self.least_included} "
        )
        high = "" if self.most is None else f" <{'=' * self.most_included} {self.most}"
        return f"{low}n{high}"


@attrs.frozen(kw_only=True)
class FormationRule(Record):
    """How many members an organization of a kind has, in some sectors.

    Two rules may state the two edges: 3 full members at least, 50 members at most.

    Attributes:
        code: Code of the rule, such as "PB-FORM-02".
        kind: Kind of organization.
        sectors: Sectors it is made for; empty for all that have no rule of their
            own for the edge.
        band: Numbers of members.
        counted: Which members are counted.
        upper_is_normal: Whether the upper edge is only what is normal.
        fewer_with_approval: Whether fewer are possible with approval.
        basis: Article or decision.
    """

    code: str
    kind: OrganizationKind
    sectors: tuple[Sector, ...] = ()
    band: MemberBand
    counted: CountedMembers = CountedMembers.ALL
    upper_is_normal: bool = False
    fewer_with_approval: bool = False
    basis: Basis

    def members(self, organization: Organization) -> int | None:
        """Return the members that the rule counts; None where not recorded."""
        if self.counted is CountedMembers.FULL:
            return organization.full_members
        return organization.members

    def below(self, organization: Organization) -> bool:
        """Return whether an organization has fewer members than the band."""
        members = self.members(organization)
        return members is not None and self.band.below(members)

    def above(self, organization: Organization) -> bool:
        """Return whether an organization has more members than the band."""
        members = self.members(organization)
        return members is not None and self.band.above(members)


@attrs.frozen(kw_only=True)
class KindEdges:
    """The rules for the two edges of one kind of organization in one sector.

    Attributes:
        kind: The kind.
        lower: Rule that states the lower edge, where one does.
        upper: Rule that states the upper edge, where one does; often the same.
    """

    kind: OrganizationKind
    lower: FormationRule | None
    upper: FormationRule | None

    @property
    def rules(self) -> tuple[FormationRule, ...]:
        """The one or two rules."""
        both = [rule for rule in (self.lower, self.upper) if rule is not None]
        return tuple(both[:1] if self.lower is self.upper else both)

    @property
    def text(self) -> str:
        """Codes and bands of the rules."""
        return "; ".join(f"{rule.code}: {rule.band.text}" for rule in self.rules)

    def holds(self, organization: Organization) -> bool:
        """Return whether the members of an organization satisfy the wording."""
        return all(
            rule.members(organization) is not None
            and not rule.below(organization)
            and not rule.above(organization)
            for rule in self.rules
        )


def edges_by_kind(
    rules: Iterable[FormationRule], sector: Sector
) -> dict[OrganizationKind, KindEdges]:
    """Return the rules that hold for a sector, kind by kind.

    Args:
        rules: All rules.
        sector: The sector.

    Returns:
        Kinds for which there is a rule; a rule for the sector goes before one for
        all, edge by edge.

    Raises:
        AmbiguousRuleError: If two rules state the same edge.
    """
    given, found = tuple(rules), dict[OrganizationKind, KindEdges]()
    for kind in OrganizationKind:
        of_kind = [rule for rule in given if rule.kind is kind]
        lower = most_special(
            [rule for rule in of_kind if rule.band.least is not None],
            sector,
            f"the lower edge of a {kind.value}",
        )
        upper = most_special(
            [rule for rule in of_kind if rule.band.most is not None],
            sector,
            f"the upper edge of a {kind.value}",
        )
        if lower is not None or upper is not None:
            found[kind] = KindEdges(kind=kind, lower=lower, upper=upper)
    return found


@attrs.frozen(kw_only=True)
class CommitteeSizeRule(Record):
    """How many members the committee of an organization has.

    Attributes:
        code: Code of the rule.
        kinds: Kinds of organizations.
        sectors: Sectors; empty for all that have no rule of their own.
        band: Numbers of committee members.
        from_full_members: Full members from which on there is a committee at all.
        basis: Article or decision.
    """

    code: str
    kinds: tuple[OrganizationKind, ...]
    sectors: tuple[Sector, ...] = ()
    band: MemberBand
    from_full_members: int = 0
    basis: Basis


@attrs.frozen(kw_only=True)
class JointBranchRule(Record):
    """Which workplaces a joint branch may cover.

    Attributes:
        code: Code of the rule.
        most_workplaces: How many at most.
        fewer_than: Full members from which on a workplace has a branch of its own.
        basis: Article or decision.
    """

    code: str
    most_workplaces: int
    fewer_than: int
    basis: Basis


@attrs.frozen(kw_only=True)
class ProjectBranchRule(Record):
    """How long a project lasts at least that has a branch.

    Attributes:
        code: Code of the rule.
        least_months: Months.
        basis: Article or decision.
    """

    code: str
    least_months: int
    basis: Basis


@attrs.frozen(kw_only=True)
class FormationRules(Record):
    """All rules of formation in force on one day.

    Attributes:
        formation: Members by kind and sector.
        committee_sizes: Committee members by kind and sector.
        joint: Rule for joint branches, where there is one.
        project: Rule for branches of projects, where there is one.
    """

    formation: tuple[FormationRule, ...] = ()
    committee_sizes: tuple[CommitteeSizeRule, ...] = ()
    joint: JointBranchRule | None = None
    project: ProjectBranchRule | None = None
