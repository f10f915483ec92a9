"""What changed between two versions, in words of both languages."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from partybuild import rules
from partybuild.datasets import load_rulebook
from partybuild.kernel import Citation, Label, Period, Rounding
from partybuild.rules import (
    Compared,
    Comparison,
    ReviewRules,
    Rulebook,
    RulebookVersion,
    UnitCeiling,
    diff_rules,
)
from partybuild.rules._diff_words import ATTRIBUTES, PARTS, value_label
from partybuild.testing.plain import OWN, plain_rulebook, plain_rules
from partybuild.testing.strategies import algebraic_rules

ARTICLE = Citation(title=Label(zh="办法", en="Measure"), locator="Art. 9")


@pytest.fixture(scope="module")
def book():
    """Return the rules of the example conference."""
    return load_rulebook("long-march-street-review")


def _sentences(before, after, lang="en"):
    return diff_rules(before, after).text(lang).split("\n")


def test_a_quota_that_was_lowered_is_told_in_one_sentence(book):
    """With the grade, both numbers, the first day and the article."""
    before = book.versions[1]
    quota = attrs.evolve(before.rules.quotas[0], ceiling="25%", basis=ARTICLE)
    after = attrs.evolve(
        before,
        version="2024",
        period=Period(date(2024, 1, 1)),
        rules=attrs.evolve(before.rules, quotas=[quota]),
    )
    changes = diff_rules(before, after)
    change = next(one for one in changes if one.what == ATTRIBUTES["ceiling"])

    assert change.text("en") == (
        "good quota ceiling 30% → 25%, from 1 January 2024, Measure, Art. 9"
    )
    assert change.text("zh") == (
        "名额限制“好”：比例上限 30% → 25%，自2024年1月1日起，《办法》第九条"
    )
    assert changes.summary().rows[0][4] == "2024-01-01"
    assert len(changes) == len(changes.changes)
    assert "→" in repr(changes)


def test_versions_of_a_rulebook_are_compared_in_full(book):
    """What is new, what was taken out, what has another value."""
    found = _sentences(book.versions[0], book.versions[1])

    assert any(
        one.startswith("leadership of Party building item weight 12.5% → 15%, from 1 ")
        for one in found
    )
    assert any(one.startswith("safety veto cap as a whole none → ") for one in found)
    assert any(one.startswith("fairly good grade lower 80 → 85") for one in found)
    back = _sentences(book.versions[1], book.versions[0])
    assert any(
        one.startswith("safety veto cap as a whole stated → none") for one in back
    )


def test_rulebooks_are_compared_version_by_version(book):
    """A version that only one of them has is one change."""
    fewer = attrs.evolve(book, versions=book.versions[:-1])
    (change,) = diff_rules(fewer, book)

    assert change.text("en").startswith("2023 version as a whole none → stated, from ")
    assert change.since == book.versions[-1].period.first


def test_order_kind_and_conditions_are_told(book):
    """Another order; another class under the same code; conditions in words."""
    before = book.versions[1].rules
    turned = attrs.evolve(before, items=before.items[::-1])
    (order,) = diff_rules(before, turned)
    assert order.what.en == "order"
    condition = Compared(
        measure_id="total", comparison=Comparison.BELOW, threshold=Fraction(60)
    )
    cap = attrs.evolve(before.caps[0], when=[condition])
    (asked,) = diff_rules(before, attrs.evolve(before, caps=[cap]))
    assert asked.after == Label(
        zh="“总分”低于 60",
        en="total is below 60",
    )
    assert asked.before == Label(zh="无", en="none")
    (other,) = diff_rules(
        before, attrs.evolve(before, standard=None, title=before.title)
    )
    assert other.after is None


def test_another_kind_of_part_under_one_code_is_a_new_part():
    """What was a rate is handed in now: one is taken out, the other comes in."""
    rate = rules.RateMeasure(
        measure_id="m",
        label=Label(zh="好评率", en="good rate"),
        item_id="i0",
        options=["o0"],
        base="valid_marks",
        basis=OWN,
    )
    entered = rules.EnteredMeasure(
        measure_id="m", label=Label(zh="满意度", en="satisfaction"), basis=ARTICLE
    )
    before, after = (plain_rules(measures=[one]) for one in (rate, entered))
    changes = diff_rules(before, after)

    assert changes.text("en").split("\n") == [
        "good rate rate as a whole stated → none, own decision: for tests",
        "satisfaction entered value as a whole none → stated, Measure, Art. 9",
    ]
    table = changes.summary()
    assert table.shown == len(table.columns)
    assert [row[5].en for row in table.rows] == [
        "own decision: for tests",
        "Measure, Art. 9",
    ]


def test_lists_of_codes_and_names_are_told_whole():
    """Words of a list have no code of their own; a title rests on no article."""
    before = plain_rules(
        quotas=[
            rules.Quota(quota_id="q", grade_id="grade-0", ceiling="1/2", basis=ARTICLE)
        ]
    )
    title = Label(zh="新办法", en="new scheme")
    (renamed,) = diff_rules(before, attrs.evolve(before, title=title))
    assert renamed.text("en") == "new scheme title test scheme → new scheme"
    quota = attrs.evolve(before.quotas[0], ties="keys", tie_keys=["total-of-it"])
    entered = rules.EnteredMeasure(
        measure_id="total-of-it", label=Label(zh="总得分", en="points"), basis=OWN
    )
    keyed = attrs.evolve(before, quotas=[quota], measures=[entered])
    said = diff_rules(before, keyed).text("en").split("\n")
    assert any("none → total-of-it" in one for one in said)
    back = attrs.evolve(keyed.quotas[0], tie_keys=["total-of-it", "other"])
    other = attrs.evolve(entered, measure_id="other")
    more = attrs.evolve(keyed, quotas=[back], measures=[entered, other])
    said = diff_rules(keyed, more).text("zh").split("\n")
    assert any("total-of-it → total-of-it、other" in one for one in said)


def test_values_of_every_kind_have_words():
    """Days, flags, lists, nothing, what a number rests on."""
    assert value_label("first", date(2024, 1, 1)).en == "1 January 2024"
    assert value_label("pooled", True).zh == "是"  # noqa: FBT003 - the value itself
    assert value_label("classes", ()).en == "none"
    assert value_label("area", "").zh == "无"
    assert value_label("basis", ARTICLE).en == "Measure, Art. 9"
    assert value_label("weight", Fraction(40)).zh == "40"
    assert value_label("average", rules.PlainMean()).zh == "平均"
    ceiling = UnitCeiling(unit_grade="优秀", ceiling="40%", basis=OWN)
    assert value_label("by_unit_grade", (ceiling,)).en == (
        "unit grade 优秀, ceiling 40%"
    )


def test_every_part_and_attribute_of_a_scheme_has_words():
    """A new attribute fails here until it is named in both languages."""
    seen, waiting = set(), [Rulebook]
    while waiting:
        cls = waiting.pop()
        if cls in seen:
            continue
        seen.add(cls)
        assert (
            cls.__name__ in PARTS
            or cls in {Rulebook, ReviewRules}
            or (
                not any(f.name.endswith("_id") for f in attrs.fields(cls))
                or cls.__name__ in {"Compared", "Placed", "Recorded"}
            )
        )
        for field in attrs.fields(attrs.resolve_types(cls)):
            assert field.name in ATTRIBUTES or field.name.endswith("_id")
            waiting += [c for c in _classes(field.type) if attrs.has(c)]


def _classes(annotation):
    parts = getattr(annotation, "__args__", ())
    if not parts:
        kernel = getattr(annotation, "__module__", "").startswith("partybuild.rules")
        return [annotation] if kernel and attrs.has(annotation) else []
    return [cls for part in parts for cls in _classes(part)]


@settings(max_examples=20)
@given(algebraic_rules(), algebraic_rules())
def test_any_two_schemes_can_be_compared(one, two):
    """Nothing changed within one; between two, everything has words."""
    assert len(diff_rules(one, one)) == 0
    changes = diff_rules(one, two)
    assert (len(changes) == 0) == (one == two)
    assert all(change.text("zh") and change.text("en") for change in changes)


def test_a_version_is_called_by_its_name(book):
    """Caption and parts say which versions are compared."""
    assert isinstance(book.versions[0], RulebookVersion)
    caption = diff_rules(book.versions[0], book.versions[1]).summary().caption
    assert caption.en == "measure of 2019 (2019) → measure of 2021 (2021)"


def test_parts_are_matched_by_their_codes_and_called_by_their_names():
    """A name that changed is one change; numbers of the scheme are the scheme's."""
    before = plain_rulebook(plain_rules()).versions[0]
    item = attrs.evolve(before.rules.items[0], label=Label(zh="新", en="new"))
    after = attrs.evolve(
        before,
        version="2",
        rules=attrs.evolve(
            before.rules, items=[item], rounding=Rounding(places=1), standard=60
        ),
    )

    tail = ", from 25 January 2022, own decision: for tests"
    assert _sentences(before, after) == [
        f"test scheme (2) version 1 → 2{tail}",
        f"new item name item 0 → new{tail}",
        f"rounding decimal places 2 → 1{tail}",
        f"test scheme (2) standard none → 60{tail}",
    ]
