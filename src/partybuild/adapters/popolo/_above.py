"""Where an organization of a Popolo document belonged, and from when."""

from datetime import date

from partybuild.adapters.popolo._forms import MembershipForm, OrganizationForm
from partybuild.adapters.popolo._history import change_after
from partybuild.adapters.popolo._reading import Reading
from partybuild.organization import PartialDate

Membership = tuple[str, MembershipForm]
"""A membership with its JSON path."""
Place = tuple[str | None, PartialDate | None]
"""The organization above, and from when; None for from the beginning."""


def above(
    form: OrganizationForm,
    path: str,
    memberships: list[Membership],
    reading: Reading,
) -> list[Place]:
    """Return the organizations above one, in order; the first from the beginning.

    Args:
        form: The organization.
        path: Its JSON path.
        memberships: All memberships whose member is an organization.
        reading: What is wrong is added to it.

    Returns:
        Places; one where it never was moved.
    """
    own = sorted(
        [one for one in memberships if one[1].member and one[1].member.id == form.id],
        key=_start,
    )
    if not own:
        return [(form.parent_id, None)]
    places: list[Place] = []
    free: PartialDate | None = None  # from when it is under none, if it then is
    for number, (place, one) in enumerate(own):
        start = one.start_date
        if number and (free is None or start is None or start.latest < free.latest):
            message = f"{form.id!r} is under two organizations at once"
            reading.wrong(place, message)
            return places[:1] or [(None, None)]
        if free is not None and start != free:
            places.append((None, free))
        elif not number and start is not None:
            places.append((None, None))
        places.append((one.organization_id, start))
        free = None if one.end_date is None else change_after(one.end_date)
    if free is not None:
        places.append((None, free))
    if places[-1][0] != form.parent_id:
        message = (
            f"found {form.parent_id!r}; by the memberships it is {places[-1][0]!r}"
        )
        reading.wrong(f"{path}.parent_id", message)
    return places


def _start(membership: Membership) -> tuple[date, str]:
    start = membership[1].start_date
    return (date.min if start is None else start.latest, membership[0])
