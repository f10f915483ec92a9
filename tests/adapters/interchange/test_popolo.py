"""Popolo: its own schemas take our export, and what it can say comes back."""

import json
from datetime import date, timedelta
from pathlib import Path

import attrs
import jsonschema
import pytest
from hypothesis import given

from partybuild.adapters.interchange import Lost, Roster
from partybuild.adapters.popolo import (
    popolo_document,
    popolo_roster,
    read_popolo,
    write_popolo,
)
from partybuild.errors import (
    DuplicateIdError,
    FileExistsAlreadyError,
    InputError,
    UnknownIdError,
)
from partybuild.kernel import Label, Period
from partybuild.organization import (
    Appointment,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    Post,
    PostRole,
    Sector,
    TreeNode,
)
from partybuild.testing._histories import histories

DATA = Path(__file__).parents[1] / "data" / "popolo.json"
FACTS = json.loads(DATA.read_text(encoding="utf-8"))
CLASSES = {
    "persons": "person",
    "organizations": "organization",
    "posts": "post",
    "memberships": "membership",
}


def _kind(word):
    """Return the schema of a kind of field in the table of the specification."""
    if word.startswith("["):
        return {"type": "array", "items": _kind(word[1:-1])}
    if word.endswith("!"):
        return {**_kind(word[:-1]), "type": "string", "required": True}
    plain = {"type": ["string", "null"]}
    return {
        "text": plain,
        "time": {**plain, "format": "date-time"},
        "uri": {**plain, "format": "uri"},
        "email": {**plain, "format": "email"},
        "date": {**plain, "pattern": FACTS["date"]},
        "object": {"type": ["object", "null"]},
    }.get(word) or {"$ref": f"#/definitions/{word}"}


def _validator(name):
    """Return the validator of a class; a field unknown to Popolo fails as well."""
    schemas = {
        one: {
            "type": "object",
            "properties": {field: _kind(word) for field, word in fields.items()},
            "additionalProperties": False,
        }
        for one, fields in FACTS["classes"].items()
    }
    schema = {**schemas[name], "definitions": schemas}
    return jsonschema.Draft3Validator(schema)


def _check(document):
    for key, name in CLASSES.items():
        validator = _validator(name)
        for entry in document[key]:
            validator.validate(entry)


@pytest.mark.parametrize("name", CLASSES.values())
def test_the_examples_of_the_specification_pass_the_schemas(name):
    """The table was transcribed rightly, as far as the examples can tell."""
    _validator(name).validate(FACTS["examples"][name])


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "a", "founding_date": "1 July 1921"},
        {"id": "a", "other_names": [{"note": "no name"}]},
        {"id": "a", "sector": "village"},
    ],
)
def test_the_schemas_refuse(wrong):
    """A validator that takes everything would prove nothing."""
    with pytest.raises(jsonschema.ValidationError):
        _validator("organization").validate(wrong)


def test_the_schemas_of_the_specification_take_our_export(roster):
    """Former names, former places, partial dates, acting secretaries included."""
    document, _ = popolo_document(roster)

    _check(document)
    assert {key: len(entries) for key, entries in document.items()} == {
        "persons": 2,
        "organizations": 7,
        "posts": 2,
        "memberships": 6,
    }


def _state(tree, on):
    return {
        node.organization.organization_id: (
            node.parent_id,
            node.organization.name,
            node.organization.founded_on,
            node.organization.identifiers,
        )
        for node in tree.at(on).nodes
    }


def _days(tree):
    days = {event.in_force_from for event in tree.events} | {date(2001, 7, 1)}
    return [day + timedelta(days=step) for day in days for step in (-1, 0, 1)]


def _again(roster):
    document, _ = popolo_document(roster)
    return popolo_roster(document, sector=Sector.VILLAGE)[0]


def test_places_names_and_ends_come_back_on_every_day(roster):
    """What Popolo can say of the past is the same on all days around the events."""
    again = _again(roster)

    for day in _days(roster.tree):
        assert _state(again.tree, day) == _state(roster.tree, day)


@given(histories())
def test_random_histories_come_back(tree):
    """On every day the same organizations, names and places; valid by the schemas."""
    roster = Roster(tree=tree)
    document, _ = popolo_document(roster)
    again = popolo_roster(document, sector=Sector.VILLAGE)[0]

    _check(document)
    for day in _days(tree):
        assert _state(again.tree, day) == _state(tree, day)
    assert popolo_document(again)[0] == document


def test_writing_again_changes_no_byte(roster, tmp_path):
    """The form is reached once and stays."""
    write_popolo(roster, tmp_path / "one.json")
    again, lost = read_popolo(tmp_path / "one.json", sector=Sector.VILLAGE)
    write_popolo(again, tmp_path / "two.json")

    assert lost == ()
    one, two = [(tmp_path / f"{name}.json").read_bytes() for name in ("one", "two")]
    assert one == two
    with pytest.raises(FileExistsAlreadyError):
        write_popolo(again, tmp_path / "two.json")


def test_posts_people_and_appointments_come_back(roster):
    """All but the English title and the suspension, which are listed as lost."""
    again = _again(roster)

    assert again.people == roster.people
    assert again.appointments == tuple(
        attrs.evolve(one, suspended=()) for one in roster.appointments
    )
    assert again.posts == tuple(
        attrs.evolve(one, title=Label.same(one.title.zh)) for one in roster.posts
    )


def test_where_only_the_sector_is_lost_an_equal_roster_comes_back():
    """The list of what is lost is complete."""
    label = Label(zh="村支部", en="village branch")
    organization = Organization(
        organization_id="v", name=label, kind="branch", sector="village"
    )
    post = Post(post_id="s", organization_id="v", title=Label.same("书记"))
    tree = OrganizationTree([TreeNode(organization=organization)])
    roster = Roster(tree=tree, posts=[post])
    document, lost = popolo_document(roster)

    assert lost == (Lost("organization", "v", "sector", "village"),)
    assert popolo_roster(document, sector={"v": Sector.VILLAGE}) == (roster, ())


def test_what_popolo_cannot_say_is_listed(roster):
    """Every kind of loss of the sample, once."""
    _, lost = popolo_document(roster)

    assert {(one.what, one.id, one.field) for one in lost} == {
        *[
            ("organization", one, "sector")
            for one in ("east", "street", "v1", "v2", "v3", "v4", "v5")
        ],
        ("organization", "v1", "full_members"),
        ("organization", "v1", "merged into"),
        ("organization", "v3", "former kind"),
        ("organization", "v3", "merged into"),
        ("event", "merged v1, v3 (2012)", "document"),
        ("post", "s1", "English title"),
        ("membership", "d2, p2, 2010-01-01..", "suspended"),
    }


def test_an_organization_that_existed_on_no_day_is_listed_with_its_posts():
    """Founded and dissolved on one day, it has no state that could be written."""
    day = date(2001, 1, 1)
    label = Label.same("x")
    organization = Organization(
        organization_id="x", name=label, kind="branch", sector="village"
    )
    founded = OrganizationEvent(
        kind="founded", on=day, results=[TreeNode(organization=organization)]
    )
    gone = OrganizationEvent(kind="dissolved", on=day, organization_ids=["x"])
    post = Post(post_id="s", organization_id="x", title=label)
    held = Appointment(post_id="s", person_id="p", period=Period(day, day))
    roster = Roster(
        tree=OrganizationTree([], [founded, gone]), posts=[post], appointments=[held]
    )
    document, lost = popolo_document(roster)

    assert not any(document.values())
    assert [(one.what, one.id) for one in lost] == [
        ("membership", "s"),
        ("organization", "x"),
        ("post", "s"),
    ]


def _example():
    """Return the examples of the specification as one document."""
    holding = {
        "id": "holding-company-corp",
        "name": "Holding",
        "classification": "Corporation",
    }
    document = {key: [FACTS["examples"][name]] for key, name in CLASSES.items()}
    document["organizations"] = [holding, *document["organizations"]]
    return document


WORDS = {
    "sector": Sector.NON_PUBLIC,
    "kinds": {"Corporation": OrganizationKind.BRANCH},
    "roles": {"Chef": PostRole.SPECIALIST},
}


def test_the_examples_of_the_specification_are_read_and_nothing_vanishes():
    """Names of a gapless past become history; all else is listed."""
    roster, lost = popolo_roster(_example(), **WORDS)
    day = roster.tree.at(date(1954, 12, 31)).get("abc-inc")

    assert day.name.zh == "Bob's Diner"
    assert [one.value for one in day.identifiers] == ["123456789", "US0123456789"]
    assert roster.tree.at(date(1955, 1, 1)).get("abc-inc").name.zh == "ABC, Inc."
    assert "abc-inc" in roster.tree.at(date(2000, 1, 1))
    assert "abc-inc" not in roster.tree.at(date(2000, 1, 2))
    assert roster.posts[0].role is PostRole.SPECIALIST
    assert roster.appointments == ()
    assert {(one.id, one.field) for one in lost} >= {
        ("abc-inc", "image"),
        ("abc-inc", "contact_details"),
        ("abc-inc", "links"),
        ("abc-inc-chef", "other_label"),
        ("abc-inc-chef", "start_date"),
        ("john-q-public", "email"),
        ("593", "id"),
        ("$.memberships[0]", "membership"),
    }
    assert Lost("organization", "abc-inc", "other_names", "Famous Joe's") in lost


def _mistakes(document, **words):
    with pytest.raises(InputError) as refused:
        popolo_roster(document, "p.json", **{**WORDS, **words})
    return {mistake.place: mistake.message for mistake in refused.value.mistakes}


def test_all_mistakes_come_at_once_with_their_paths():
    """One run names every mistake, and none that only follows from another."""
    document = {
        "organizations": [
            {"id": "a", "name": "甲", "classification": "branch", "parent_id": "x"},
            {"id": "a", "name": "乙", "classification": "club"},
            {"id": "b", "classification": "branch", "founding_date": "1921-13"},
            {"id": "c", "name": " ", "classification": "党支部"},
            {"id": 7, "name": "丁", "classification": "branch"},
        ],
        "posts": [
            {"id": "s", "label": "书记", "role": "king", "organization_id": "b"},
            {"id": "t", "label": "书记", "role": "书记", "organization_id": "x"},
        ],
        "memberships": [
            {"person_id": "p", "post_id": "u", "start_date": "2020-01-01"},
            {"person_id": "p", "post_id": "t", "start_date": "2020"},
            {
                "person_id": "p",
                "post_id": "s",
                "organization_id": "a",
                "start_date": "2020-02-01",
                "end_date": "2020-01-01",
            },
            {"member": {"@type": "Organization", "id": "z"}, "organization_id": "b"},
        ],
        "persons": {"id": "p"},
    }

    mistakes = _mistakes(document)

    assert set(mistakes) == {
        "$.persons",
        "$.organizations[0].parent_id",
        "$.organizations[1].id",
        "$.organizations[1].classification",
        "$.organizations[2].name",
        "$.organizations[2].founding_date",
        "$.organizations[3].name",
        "$.organizations[4].id",
        "$.posts[0].role",
        "$.posts[1].organization_id",
        "$.memberships[0].post_id",
        "$.memberships[1].start_date",
        "$.memberships[2]",
        "$.memberships[2].organization_id",
        "$.memberships[3].member.id",
    }
    assert mistakes["$.organizations[2].name"] == "a required field is missing"
    assert "'king'" in mistakes["$.posts[0].role"]
    assert "党支部" in mistakes["$.organizations[1].classification"]


def test_mistakes_come_in_the_order_of_the_document():
    """Whoever repairs them goes through the file once."""
    post = {"id": "s", "label": "x", "role": "king", "organization_id": "x"}
    document = {
        "posts": [post],
        "persons": [{}],
        "organizations": [{"id": "a", "name": "a", "classification": "club"}] * 12,
    }
    with pytest.raises(InputError) as refused:
        popolo_roster(document, **WORDS)
    places = [mistake.place for mistake in refused.value.mistakes]

    assert [place[:6] for place in places][:4] == ["$.post"] * 2 + ["$.pers", "$.orga"]
    assert places[-1].startswith("$.organizations[11]")


def _moved(*spans, parent_id=None):
    """Return a document in which v was under others, one after the other."""
    names = ["v", "a", "b"]
    organizations = [
        {"id": one, "name": one, "classification": "branch"} for one in names
    ]
    organizations[0]["parent_id"] = parent_id
    member = {"@type": "Organization", "id": "v"}
    keys = ("organization_id", "start_date", "end_date")
    memberships = [
        {"member": member, **dict(zip(keys, span, strict=True))} for span in spans
    ]
    return {"organizations": organizations, "memberships": memberships}


def test_nobody_is_under_two_organizations():
    """Spans that overlap, and a parent that contradicts them, are refused."""
    two = _moved(("a", None, "2005-12-31"), ("b", "2005-06-01", None), parent_id="b")
    other = _moved(("a", None, "2005-12-31"), ("b", "2006-01-01", None), parent_id="a")

    assert _mistakes(two) == {
        "$.memberships[1]": "'v' is under two organizations at once"
    }
    assert _mistakes(other) == {
        "$.organizations[0].parent_id": "found 'a'; by the memberships it is 'b'"
    }


def test_days_under_none_are_kept():
    """Between two spans an organization may stand alone."""
    document = _moved(("a", "2001-01-01", "2005"), ("b", "2007", None), parent_id="b")
    tree = popolo_roster(document, **WORDS)[0].tree
    days = {
        date(2000, 12, 31): None,
        date(2001, 1, 1): "a",
        date(2005, 12, 30): "a",
        date(2005, 12, 31): None,
        date(2007, 12, 31): "b",
    }

    for day, parent_id in days.items():
        above = tree.at(day).parent("v")
        assert (above and above.organization_id) == parent_id


def test_a_cycle_is_a_mistake_of_the_document():
    """What the tree refuses is reported like any other mistake."""
    document = {
        "organizations": [
            {"id": "a", "name": "a", "classification": "branch", "parent_id": "b"},
            {"id": "b", "name": "b", "classification": "branch", "parent_id": "a"},
        ]
    }

    assert "cycle" in _mistakes(document)["$.organizations"]


def test_a_sector_that_nobody_gives_is_a_mistake():
    """Popolo has no sector, and none is made up."""
    document = {"organizations": [{"id": "a", "name": "a", "classification": "branch"}]}

    assert set(_mistakes(document, sector={})) == {"$.organizations[0]"}


def test_names_whose_dates_leave_a_gap_are_lost_and_listed():
    """Nobody knows what the organization was called in between."""
    names = [
        {"name": "one", "end_date": "1950-12-31"},
        {"name": "two", "start_date": "1952-01-01", "end_date": "1953-12-31"},
    ]
    entry = {"id": "a", "name": "a", "classification": "branch", "other_names": names}
    roster, lost = popolo_roster({"organizations": [entry]}, **WORDS)

    assert roster.tree.events == ()
    assert [one.value for one in lost] == [
        "one 1950-12-31",
        "two 1952-01-01 1953-12-31",
    ]


@pytest.mark.parametrize(
    "document", [[], {"organizations": 3}, {"organizations": [None, []]}]
)
def test_other_data_is_refused(document):
    """Whatever JSON holds, the answer is an InputError."""
    assert _mistakes(document)


def test_a_roster_refuses_ids_that_stand_twice_or_nowhere(roster):
    """A post in a body that never was, and an appointment to no post."""
    with pytest.raises(UnknownIdError):
        attrs.evolve(roster, tree=OrganizationTree([]))
    with pytest.raises(UnknownIdError):
        attrs.evolve(roster, posts=[])
    with pytest.raises(DuplicateIdError):
        attrs.evolve(roster, people=roster.people * 2)


def test_a_name_that_ends_on_the_last_day_of_the_calendar_is_refused():
    """No day comes after it on which another name could begin."""
    document = {
        "organizations": [
            {
                "id": "o",
                "name": "新名",
                "classification": "branch",
                "other_names": [{"name": "旧名", "end_date": "9999-12-31"}],
            }
        ]
    }
    with pytest.raises(InputError, match="leave the field out while it lasts") as found:
        popolo_roster(document, sector=Sector.COMMUNITY)

    (mistake,) = found.value.mistakes
    assert mistake.place == "$.organizations[0].other_names[0]"
    assert mistake.message.startswith("end_date")
