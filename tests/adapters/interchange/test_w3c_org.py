"""W3C ORG: a reader of RDF that knows nothing of us finds what was written."""

import json
from datetime import date

import pytest
import rdflib
from hypothesis import given
from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, SKOS

from partybuild.adapters.interchange import Roster
from partybuild.adapters.w3c_org import VOCABULARY, org_document, write_org
from partybuild.errors import FileExistsAlreadyError, ValueRangeError
from partybuild.organization import EventKind
from partybuild.testing._histories import histories

BASE = "https://example.org/党建/"
# The reader of JSON-LD uses a class that its own package has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
TIME = rdflib.Namespace("http://www.w3.org/2006/time#")


def _graph(roster):
    document, _ = org_document(roster, base=BASE)
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


def _organization(one):
    return rdflib.URIRef(f"{BASE}organization/{one}")


def _id(graph, subject):
    return str(graph.value(subject, DCTERMS.identifier))


def _ids(graph, event, relation):
    return sorted(_id(graph, one) for one in graph.objects(event, relation))


def _told(graph):
    """Return the events that a graph tells: kind, date, before, after."""
    return sorted(
        (
            str(graph.value(event, DCTERMS.type)).removeprefix(f"{VOCABULARY}event/"),
            str(graph.value(event, DCTERMS.date)),
            _ids(graph, event, ORG.originalOrganization),
            _ids(graph, event, ORG.resultingOrganization),
        )
        for event in graph.subjects(RDF.type, ORG.ChangeEvent)
    )


def _meant(tree):
    """Return what the events of a tree should tell."""
    found = []
    for event in tree.events:
        before = set(event.organization_ids)
        after = {node.organization.organization_id for node in event.results}
        after |= {event.into_id} - {None}
        if event.kind in {EventKind.RENAMED, EventKind.UPGRADED, EventKind.MOVED}:
            after |= before
        if event.continues:
            after |= before
        if event.kind not in {EventKind.COUNTED, EventKind.ELECTED}:
            found.append(
                (event.kind.value, str(event.on), sorted(before), sorted(after))
            )
    return sorted(found)


def test_events_are_told_with_their_partial_dates(roster):
    """A year stays a year; own dates of foundings are events as well."""
    graph = _graph(roster)

    assert _told(graph) == sorted(
        [*_meant(roster.tree), ("founded", "2001-07-01", [], ["v1"])]
    )
    kinds = {
        str(day): day.datatype.fragment
        for event in graph.subjects(RDF.type, ORG.ChangeEvent)
        for day in [graph.value(event, DCTERMS.date)]
    }
    assert kinds["2003"] == "gYear"
    assert kinds["2009-05"] == "gYearMonth"
    assert kinds["2007-03-01"] == "date"


@given(histories())
def test_random_histories_are_told_in_full(tree):
    """Every event once, every organization in its last state and place."""
    graph = _graph(Roster(tree=tree))

    assert _told(graph) == _meant(tree)
    for one in Roster(tree=tree).organization_ids:
        versions = tree.versions(one)
        if not versions:
            assert (_organization(one), RDF.type, None) not in graph
            continue
        last = versions[-1].node
        above = graph.value(_organization(one), ORG.subOrganizationOf)
        labels = graph.objects(_organization(one), SKOS.prefLabel)
        assert (above and _id(graph, above)) == last.parent_id
        assert {(str(text), text.language) for text in labels} == {
            (last.organization.name.zh, "zh"),
            (last.organization.name.en, "en"),
        }


def test_identifiers_names_and_categories_are_there(roster):
    """Several registers, former names, kind and sector."""
    graph = _graph(roster)
    east, v2 = _organization("east"), _organization("v2")

    assert {
        (str(known), str(known.datatype))
        for known in graph.objects(east, ORG.identifier)
    } == {
        ("V-1", f"{VOCABULARY}scheme/own%20code"),
        ("91-1", f"{VOCABULARY}scheme/register"),
    }
    assert {str(kind) for kind in graph.objects(east, ORG.classification)} == {
        f"{VOCABULARY}kind/general_branch",
        f"{VOCABULARY}sector/village",
    }
    assert {str(name) for name in graph.objects(v2, SKOS.altLabel)} == {
        "党组织v2",
        "organization v2",
        "二村",
    }


def test_posts_people_and_memberships_are_there(roster):
    """Who held which post, from when to when, and how."""
    graph = _graph(roster)
    found = set()
    for one in graph.subjects(RDF.type, ORG.Membership):
        during = graph.value(one, ORG.memberDuring)
        ends = [
            graph.value(graph.value(during, end), TIME.inXSDDate)
            for end in (TIME.hasBeginning, TIME.hasEnd)
        ]
        found.add(
            (
                _id(graph, graph.value(one, ORG.member)),
                _id(graph, graph.value(one, DCTERMS.relation)),
                _id(graph, graph.value(one, ORG.organization)),
                *[day and day.toPython() for day in ends],
                frozenset(str(r).split("/")[-1] for r in graph.objects(one, ORG.role)),
            )
        )

    assert found == {
        (
            "p1",
            "s1",
            "v1",
            date(2002, 1, 1),
            date(2004, 12, 31),
            frozenset({"secretary", "acting"}),
        ),
        (
            "p2",
            "d2",
            "v2",
            date(2010, 1, 1),
            None,
            frozenset({"deputy_secretary", "in_charge"}),
        ),
    }
    names = {str(name) for name in graph.objects(None, FOAF.name)}
    posts = set(graph.subjects(RDF.type, ORG.Post))
    assert names == {"甲"}
    assert {_id(graph, graph.value(post, ORG.postIn)) for post in posts} == {"v1", "v2"}


def test_what_org_cannot_say_is_listed(roster):
    """Every kind of loss of the sample, once."""
    _, lost = org_document(roster, base=BASE)

    assert {(one.what, one.id, one.field) for one in lost} == {
        ("event", "moved v2 (2011-01-01)", "parent_id"),
        ("event", "renamed v2 (2005)", "name"),
        ("event", "renamed v2 (2007-03-01)", "name"),
        ("event", "upgraded v3 (2008-01-01)", "to_kind"),
        ("membership", "d2, p2, 2010-01-01..", "suspended"),
        ("organization", "v1", "full_members"),
        ("organization", "v2", "former parent"),
        ("organization", "v3", "former kind"),
        ("organization", "v4", "former parent"),
    }


def test_equal_rosters_have_equal_bytes(roster, tmp_path):
    """The order of the input reaches no output, and nothing is overwritten."""
    shuffled = Roster(
        tree=roster.tree,
        posts=roster.posts[::-1],
        people=roster.people[::-1],
        appointments=roster.appointments[::-1],
    )
    write_org(roster, tmp_path / "one.jsonld", base=BASE)
    write_org(shuffled, tmp_path / "two.jsonld", base=BASE)

    one, two = [(tmp_path / f"{n}.jsonld").read_bytes() for n in ("one", "two")]
    assert one == two
    with pytest.raises(FileExistsAlreadyError):
        write_org(roster, tmp_path / "one.jsonld", base=BASE)


@pytest.mark.parametrize("base", ["", "/", "example", "https://example.org", "a: b/"])
def test_a_base_that_is_no_iri_is_refused(roster, base):
    """Ids would run into it, or mean something else on another machine."""
    with pytest.raises(ValueRangeError):
        org_document(roster, base=base)
