"""The table of element names: filled by its user, one to one, in both directions.

Names such as "E1" are made up here; the names of the standard are not reproduced.
"""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.interchange import (
    FIELDS,
    Element,
    ElementMapping,
    Lost,
    elements_from_document,
    read_elements,
    roster_records,
    write_elements,
)
from partybuild.errors import (
    DuplicateIdError,
    FileExistsAlreadyError,
    InputError,
    UnknownIdError,
    ValueRangeError,
)

STANDARD = "GB/T 14946"


def _mapping(*fields):
    pairs = [Element(field=field, element=f"E{field}") for field in fields]
    return ElementMapping(standard=STANDARD, elements=pairs)


@given(
    st.lists(st.sampled_from(FIELDS), unique=True),
    st.dictionaries(st.sampled_from(FIELDS), st.text()),
)
def test_renaming_there_and_back_loses_only_what_it_lists(fields, record):
    """What comes back and what is listed is the record, and nothing is in both."""
    mapping = _mapping(*fields)
    renamed, lost = mapping.to_standard(record)
    again, none = mapping.from_standard(renamed)

    assert none == ()
    assert not set(again) & {one.id for one in lost}
    assert {**again, **{one.id: one.value for one in lost}} == record


def test_an_element_that_nobody_has_explained_is_listed():
    """Its value is in the list, so that nothing vanishes."""
    record, lost = _mapping("person.name").from_standard(
        {"Eperson.name": "甲", "X": "1"}
    )

    assert record == {"person.name": "甲"}
    assert lost == (Lost("element", "X", "value", "1"),)


def test_a_blank_table_is_filled_in_and_read(tmp_path):
    """The form names every field; what is left blank stays missing."""
    path = write_elements(_mapping(), tmp_path / "table.json")
    form = json.loads(path.read_text(encoding="utf-8"))

    assert list(form["elements"]) == list(FIELDS)
    assert read_elements(path) == _mapping()
    form["elements"]["person.name"] = " E1 "
    path.write_text(json.dumps(form), encoding="utf-8")
    filled = read_elements(path)
    assert filled.elements == (Element(field="person.name", element="E1"),)
    assert set(filled.missing) == set(FIELDS) - {"person.name"}
    write_elements(filled, path, force=True)
    assert read_elements(path) == filled
    with pytest.raises(FileExistsAlreadyError):
        write_elements(filled, path)


def test_all_mistakes_of_a_table_come_at_once():
    """Each with its path."""
    document = {
        "standrad": "",
        "elements": {
            "person.names": "E1",
            "person.name": "E2",
            "post.title": "E2",
            "post.role": 3,
        },
    }

    with pytest.raises(InputError) as refused:
        elements_from_document(document)

    assert {m.place: m.message for m in refused.value.mistakes} == {
        "$.standrad": "unknown field; did you mean 'standard'?",
        "$.standard": "expected the name of the standard",
        "$.elements.person.names": "the library has no such field; "
        "did you mean 'person.name'?",
        "$.elements.post.title": "'E2' stands for person.name too",
        "$.elements.post.role": "found 3; expected text",
    }


@pytest.mark.parametrize("document", [[], {"standard": "x"}, {"elements": []}])
def test_other_data_is_refused(document):
    """Whatever JSON holds, the answer is an InputError."""
    with pytest.raises(InputError):
        elements_from_document(document)


def test_a_mapping_is_one_to_one():
    """Made by hand it is held to the same."""
    one = Element(field="person.name", element="E1")
    other = Element(field="post.title", element="E1")

    with pytest.raises(DuplicateIdError):
        ElementMapping(standard=STANDARD, elements=[one, one])
    with pytest.raises(DuplicateIdError):
        ElementMapping(standard=STANDARD, elements=[one, other])
    with pytest.raises(UnknownIdError):
        Element(field="person.age", element="E1")
    with pytest.raises(ValueRangeError):
        Element(field="person.name", element=" ")


def test_records_of_a_day_have_every_field_that_is_recorded(roster):
    """Keys are fields of the table; what exists on the day is there, else nothing."""
    records = roster_records(roster, date(2004, 6, 1))
    ids = [one.get("organization.organization_id") for one in records]
    held = [one for one in records if "appointment.post_id" in one]

    assert set().union(*records) <= set(FIELDS)
    assert [one for one in ids if one] == ["east", "street", "v1", "v2", "v3", "v4"]
    assert {
        "organization.organization_id": "v1",
        "organization.name": "党组织v1",
        "organization.kind": "branch",
        "organization.sector": "village",
        "organization.parent_id": "east",
        "organization.founded_on": "2001-07-01",
        "organization.full_members": "12",
    } in records
    assert held == [
        {
            "appointment.post_id": "s1",
            "appointment.person_id": "p1",
            "appointment.first_day": "2002-01-01",
            "appointment.last_day": "2004-12-31",
            "appointment.acting": "true",
        }
    ]
    assert "p1" not in {
        one.get("appointment.person_id")
        for one in roster_records(roster, date(2005, 1, 1))
    }
