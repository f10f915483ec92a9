"""Primary-level Party organizations."""

from datetime import date

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label
from partybuild.organization._kind import OrganizationKind, Sector


def _heads(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise ValueRangeError(field.name, repr(value), "a count of members")


@attrs.frozen(kw_only=True)
class Organization:
    """A primary-level Party organization.

    Attributes:
        organization_id: Stable id; it survives renaming and upgrading.
        name: Name on the seal.
        kind: Committee, general branch, branch...
        sector: Where it works.
        founded_on: Day of founding, where known.
        dissolved_on: Last day of existence; None while it exists.
        full_members: Full members; None where not recorded.
        probationary_members: Probationary members; None where not recorded.
    """

    organization_id: str
    name: Label
    kind: OrganizationKind = attrs.field(converter=OrganizationKind)
    sector: Sector = attrs.field(converter=Sector)
    founded_on: date | None = None
    dissolved_on: date | None = None
    full_members: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_heads)
    )
    probationary_members: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_heads)
    )

    def exists_on(self, on: date) -> bool:
        """Return whether the organization exists on a day."""
        begun = self.founded_on is None or self.founded_on <= on
        return begun and (self.dissolved_on is None or on <= self.dissolved_on)
