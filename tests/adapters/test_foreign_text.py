"""Names and comments of strangers, all the way to the page, pictures and notebooks."""

import re
import warnings
from datetime import date
from html.parser import HTMLParser

import attrs
import pytest

import partybuild as pb
from partybuild.adapters import plot
from partybuild.adapters.html import page_text
from partybuild.analysis import stability
from partybuild.conference import Remark
from partybuild.datasets import load_example_duties
from partybuild.duties import trace_transmission
from partybuild.kernel import Label
from partybuild.organization import OrganizationTree
from partybuild.reporting import build_page

REVIEW = pb.load_example("long-march-street-2021")
BOOK = load_example_duties("long-march-street-2021")
ON = date(2021, 12, 31)

FOREIGN = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "template": "{{7*7}}",
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "math": "$x^2$ $\\frac{",
    "control": "a\x00b\x1b[31mc\ufffe",
    "long": "党" * 100_000,
}


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.names = set(), set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}


def _harmless(text):
    page = _Elements()
    page.feed(text)
    assert not {"script", "img", "iframe"} & page.tags
    assert not [name for name in page.names if name.startswith("on")]
    return text


def _named(text):
    """The example with one secretary, organization, comment and title of that name."""
    label = Label.same(text)
    posts = [
        attrs.evolve(p, title=label) if p.organization_id == "b5" else p
        for p in REVIEW.posts
    ]
    nodes = [
        attrs.evolve(n, organization=attrs.evolve(n.organization, name=label))
        if n.organization.organization_id == "b5"
        else n
        for n in REVIEW.tree.at(ON).nodes
    ]
    conference = attrs.evolve(
        REVIEW.conference, title=label, problems=[Remark(text=label)]
    )
    return attrs.evolve(
        REVIEW, posts=posts, conference=conference, tree=OrganizationTree(nodes)
    )


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_foreign_text_is_harmless_in_every_place(text):
    """One file without markup of strangers; pictures and tables that draw."""
    review = _named(text)
    assessment = pb.assess(review)
    weak = pb.find_weak_areas(assessment, on=ON)
    trace = trace_transmission(BOOK.duties, BOOK.records, review.tree, ON)

    page = _harmless(page_text(build_page(assessment, weak, trace=trace)))
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe]", page)
    assert len(page) < 5_000_000
    for result in (assessment, weak, trace, review, stability(assessment)):
        _harmless(result._repr_html_())
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", repr(result))
        assert len(result._repr_html_()) < 100_000
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ax in (
            plot.heat_map(assessment),
            plot.standings(assessment),
            plot.weak_areas(weak, assessment),
            plot.transmission(trace.transmissions[0], review.tree.at(ON)),
        ):
            ax.figure.draw_without_rendering()
            assert ax.get_tightbbox().width < 20 * ax.figure.dpi
