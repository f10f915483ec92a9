"""Names, dates and references in JSON-LD."""

from urllib.parse import quote

from partybuild.kernel import Document, Label
from partybuild.organization import PartialDate

Object = dict[str, Document]

CONTEXT: Object = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes; the document needs no file from the net to be read."""


def iri(base: str, kind: str, one: str) -> str:
    """Return the IRI of a thing: the base, the kind, and the id percent-encoded."""
    return f"{base}{kind}/{quote(one, safe='')}"


def reference(base: str, kind: str, one: str) -> Object:
    """Return a reference to a thing."""
    return {"@id": iri(base, kind, one)}


def names(label: Label) -> list[Document]:
    """Return a text in both languages."""
    return [
        {"@value": label.zh, "@language": "zh"},
        {"@value": label.en, "@language": "en"},
    ]


def dated(day: PartialDate) -> Object:
    """Return a date as far as it is known: a day, a month or a year."""
    parts = (day.year, day.month, day.day)
    kind = ("", "xsd:gYear", "xsd:gYearMonth", "xsd:date")
    known = len([part for part in parts if part is not None])
    return {"@value": str(day), "@type": kind[known]}


def interval(first: PartialDate | None, last: PartialDate | None) -> Object:
    """Return a period from its first to its last day."""
    ends: Object = {"@type": "time:Interval"}
    for key, day in (("time:hasBeginning", first), ("time:hasEnd", last)):
        if day is not None:
            ends[key] = {"@type": "time:Instant", "time:inXSDDate": dated(day)}
    return ends
