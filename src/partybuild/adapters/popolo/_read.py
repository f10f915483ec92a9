"""A Popolo document as a roster."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Mapping
from pathlib import Path

from partybuild.adapters.interchange import Lost, Roster
from partybuild.adapters.interchange._lost import sorted_lost
from partybuild.adapters.popolo._above import Membership
from partybuild.adapters.popolo._forms import (
    MembershipForm,
    OrganizationForm,
    PersonForm,
    PostForm,
)
from partybuild.adapters.popolo._people import appointments_from, posts_from
from partybuild.adapters.popolo._reading import Reading
from partybuild.adapters.popolo._terms import Terms
from partybuild.adapters.popolo._tree import tree_from
from partybuild.adapters.records._json import read_json
from partybuild.errors import InputError, Mistake
from partybuild.organization import OrganizationKind, Person, PostRole, Sector

_LISTS = ("persons", "organizations", "posts", "memberships")


def read_popolo(
    path: str | Path,
    *,
    sector: Sector | Mapping[str, Sector],
    kinds: Mapping[str, OrganizationKind] | None = None,
    roles: Mapping[str, PostRole] | None = None,
) -> tuple[Roster, tuple[Lost, ...]]:
    """Read a Popolo document; see `popolo_roster`.

    Args:
        path: A JSON file in UTF-8.
        sector: Sector of all organizations, or of each by its id.
        kinds: What the file's own words for categories of organizations mean.
        roles: What the file's own words for roles mean.

    Returns:
        The roster, and what it has no place for, sorted.

    Raises:
        InputError: If the file cannot be read or anything in it is wrong; every
            mistake is listed with its JSON path.
    """
    data, source = read_json(path)
    return popolo_roster(data, source, sector=sector, kinds=kinds, roles=roles)


def popolo_roster(
    document: object,
    source: str = "popolo",
    *,
    sector: Sector | Mapping[str, Sector],
    kinds: Mapping[str, OrganizationKind] | None = None,
    roles: Mapping[str, PostRole] | None = None,
) -> tuple[Roster, tuple[Lost, ...]]:
    """Return the roster that a Popolo document states.

    Former names become events, where their dates follow one another without a gap;
    a membership becomes an appointment, where it names a person and a post.

    Args:
        document: Data as JSON gives it: an object with the lists ``persons``,
            ``organizations``, ``posts`` and ``memberships``.
        source: What it was read from, for the errors.
        sector: Sector of all organizations, or of each by its id; Popolo has none.
        kinds: What the document's own words for categories of organizations mean,
            beside the values and labels of `OrganizationKind`.
        roles: What its own words for roles mean, beside those of `PostRole`.

    Returns:
        The roster, and what it has no place for, sorted.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its path.

    Source:
        Popolo, popoloproject.com/specs, CC BY 4.0.
    """
    if not isinstance(document, dict):
        raise InputError(source, (Mistake("$", "expected one JSON object"),))
    reading = Reading(document)
    for key, value in document.items():
        if key not in _LISTS:
            reading.lost.append(Lost("document", f"$.{key}", key, value))
    terms = Terms.of(sector, kinds, roles)
    people = [
        Person(person_id=form.id, name=form.name)
        for _, form in reading.forms("persons", PersonForm)
    ]
    organizations = reading.forms("organizations", OrganizationForm)
    posts = reading.forms("posts", PostForm)
    memberships = reading.forms("memberships", MembershipForm)
    moves = [one for one in memberships if _is_move(one)]
    held = [one for one in memberships if not _is_move(one)]
    known = posts_from(posts, terms, reading)
    appointments = appointments_from(held, posts, terms, reading)
    tree = tree_from(organizations, moves, terms, reading)
    if tree is None:
        raise InputError(source, reading.in_order())
    roster = Roster(tree=tree, posts=known, people=people, appointments=appointments)
    return roster, sorted_lost(reading.lost)


def _is_move(membership: Membership) -> bool:
    member = membership[1].member
    return member is not None and member.type == "Organization"
