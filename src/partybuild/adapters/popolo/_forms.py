"""What is taken from a Popolo document; the names are those of Popolo."""

from datetime import date

import attrs

from partybuild.errors import ValueRangeError
from partybuild.organization import PartialDate


def _not_for_ever(
    _: object, field: "attrs.Attribute[PartialDate | None]", end: PartialDate | None
) -> None:
    # What follows begins on the day after, and after the last day comes none.
    if end is not None and end.exact == date.max:
        expected = "a day that has another after it; leave the field out while it lasts"
        raise ValueRangeError(field.name, str(end), expected)


@attrs.frozen(kw_only=True)
class NameForm:
    """A former name, or a name in another language."""

    name: str
    start_date: PartialDate | None = None
    end_date: PartialDate | None = attrs.field(default=None, validator=_not_for_ever)
    note: str | None = None


@attrs.frozen(kw_only=True)
class IdentifierForm:
    """An identifier that a register has given."""

    identifier: str
    scheme: str


@attrs.frozen(kw_only=True)
class OrganizationForm:
    """An organization."""

    id: str
    name: str
    classification: str
    other_names: tuple[NameForm, ...] = attrs.field(
        default=(), metadata={"each": NameForm}
    )
    identifiers: tuple[IdentifierForm, ...] = attrs.field(
        default=(), metadata={"each": IdentifierForm}
    )
    parent_id: str | None = None
    founding_date: PartialDate | None = None
    dissolution_date: PartialDate | None = None


@attrs.frozen(kw_only=True)
class PostForm:
    """A post."""

    id: str
    label: str
    role: str
    organization_id: str


@attrs.frozen(kw_only=True)
class MemberForm:
    """The organization that is a member of another."""

    id: str
    type: str


@attrs.frozen(kw_only=True)
class MembershipForm:
    """A person in a post, or an organization under another."""

    organization_id: str | None = None
    person_id: str | None = None
    post_id: str | None = None
    member: MemberForm | None = attrs.field(default=None, metadata={"one": MemberForm})
    role: str | None = None
    label: str | None = None
    start_date: PartialDate | None = None
    end_date: PartialDate | None = attrs.field(default=None, validator=_not_for_ever)


@attrs.frozen(kw_only=True)
class PersonForm:
    """A person."""

    id: str
    name: str | None = None
