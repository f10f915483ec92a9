"""Weak areas: the planted ones are found, and silence is kept elsewhere."""

import re
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from partybuild.adapters import excel
from partybuild.analysis import (
    CellEvidence,
    ItemTable,
    WeakAreaKind,
    WeakAreaRule,
    find_weak_areas,
    weak_areas_of_tally,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, GroupRoll, RollCall
from partybuild.datasets import example_path, load_example
from partybuild.testing.strategies import reviews

ON = date(2022, 1, 25)
EXAMPLE = load_example("long-march-street-2021")
SUBJECTS, ITEMS = len(EXAMPLE.form.subject_ids), len(EXAMPLE.form.items)


def _with_ballots(ballots):
    """Return the example with other ballots: group to encoded ballots."""
    box = BallotBox.from_bytes(EXAMPLE.form, ballots)
    rolls = [
        GroupRoll(group_id=group, issued=size, returned=size)
        for group, size in zip(box.form.group_ids, box.sizes, strict=True)
    ]
    return attrs.evolve(EXAMPLE, box=box, roll_call=RollCall(rolls))


def _found(review, rule=None):
    return find_weak_areas(assess(review), on=ON, rule=rule)


def _named(weak):
    return {(area.subject_id, area.item_id, area.kinds) for area in weak}


def test_law_59_silence_when_all_marks_are_equal():
    """Equal marks name nothing but items below the standard."""
    for mark in range(4):
        equal = bytes([mark]) * EXAMPLE.form.width
        weak = _found(_with_ballots({g: [equal] * 20 for g in EXAMPLE.form.group_ids}))
        kinds = {kind for area in weak for kind in area.kinds}

        assert kinds == ({WeakAreaKind.BELOW_STANDARD} if mark > 1 else set())


def test_law_59_silence_below_the_minimum():
    """With fewer than twenty valid ballots nothing is named, and it is said why."""
    worst = bytes([3]) * EXAMPLE.form.width
    few = _with_ballots({"cadres": [worst] * 9, "leaders": [worst] * 8})
    few = attrs.evolve(few, rulebook=_renormalizing(few.rulebook))

    weak = _found(few)

    assert len(weak) == 0
    assert weak.findings[0].message.en.startswith("17 valid ballots, fewer than 20")


def _renormalizing(rulebook):
    versions = [
        attrs.evolve(v, rules=attrs.evolve(v.rules, empty_group="renormalize"))
        for v in rulebook.versions
    ]
    return attrs.evolve(rulebook, versions=versions)


def test_law_60_rows_and_columns_of_the_local_part_sum_to_zero():
    """The double difference leaves nothing over in any direction."""
    table = ItemTable.of(assess(EXAMPLE))
    local = [[table.local_part(s, i) for i in range(ITEMS)] for s in range(SUBJECTS)]

    assert all(sum(row) == 0 for row in local)
    assert all(sum(column) == 0 for column in zip(*local, strict=True))


def test_law_60_local_part_is_the_scaled_double_difference():
    """It is (x - row mean - column mean + grand mean) S/(S-1) I/(I-1)."""
    table = ItemTable.of(assess(EXAMPLE))
    means, grand = table.means, sum(map(sum, table.means)) / (SUBJECTS * ITEMS)
    factor = Fraction(SUBJECTS * ITEMS, (SUBJECTS - 1) * (ITEMS - 1))

    for s in range(SUBJECTS):
        for i in range(ITEMS):
            row, column = sum(means[s]) / ITEMS, table.column_mean(i)
            expected = (means[s][i] - row - column + grand) * factor
            assert table.local_part(s, i) == expected


def test_law_61_own_shortfall_is_street_part_plus_local_part():
    """The printed parts add up exactly, and the street part is the others' own."""
    table = ItemTable.of(assess(EXAMPLE))
    for area in _found(EXAMPLE):
        assert area.shortfall == area.street_part + area.local_part
        if area.subject_id:
            subject = table.subject_ids.index(area.subject_id)
            item = table.item_ids.index(area.item_id)
            others = [row[item] for s, row in enumerate(table.own) if s != subject]
            assert area.street_part == sum(others) / len(others)


@given(
    subject=st.integers(0, SUBJECTS - 1),
    item=st.integers(0, ITEMS - 1),
    ballot=st.integers(0, 8),
)
def test_law_62_a_lower_mark_lowers_own_and_local_part(subject, item, ballot):
    """Size is monotone, even where evidence need not be."""
    ballots = {g: list(EXAMPLE.box.ballots(g)) for g in EXAMPLE.form.group_ids}
    chosen = bytearray(ballots["leaders"][ballot])
    at = subject * ITEMS + item
    if chosen[at] > 2:
        chosen[at] = 0
        ballots["leaders"][ballot] = bytes(chosen)
    before = ItemTable.of(assess(_with_ballots(ballots)))
    chosen[at] += 1
    ballots["leaders"][ballot] = bytes(chosen)
    after = ItemTable.of(assess(_with_ballots(ballots)))

    assert after.own[subject][item] < before.own[subject][item]
    assert after.local_part(subject, item) < before.local_part(subject, item)


SENTENCE = {
    "zh": re.compile(
        r" (?P<mean>[\d.]+) 分，比.*?(?P<short_by>[高低]) (?P<short>[\d.]+) 分"
        r"(，其中全体普遍(?P<street_by>[高低]) (?P<street>[\d.]+) 分、"
        r"个人(?P<local_by>[高低]) (?P<local>[\d.]+) 分)?"
        r"(，预期.*?，实际比预期(?P<more_by>[高低]) (?P<more>[\d.]+) 分)?"
        r"(，低于标准 (?P<standard>[\d.]+) 分（(稳固|临界)）)?"
        r"(（\d+ 张填写完整的票，检验 (?P<tests>\d+) 项；"
        r"列为(?P<kind>个人短板|共性短板|兼有)须\D*(?P<from>[\d.]+) "
        r"分以上且偶然概率不超过 (?P<limit>[\d./]+)，"
        r"本项[为小于]+ (?P<p>[\d.]+)；按此标准.*?）)?。$"
    ),
    "en": re.compile(
        r" scores (?P<mean>[\d.]+), (?P<short>[\d.]+) (?P<short_by>above|below) "
        r"(all other items|the same secretary's other items)"
        r"(, of which (?P<street>[\d.]+) (?P<street_by>above|below) is shared by the "
        r"others and (?P<local>[\d.]+) (?P<local_by>above|below) is local)?"
        r"(, expected .*?, (?P<more>[\d.]+) (?P<more_by>above|below) what was "
        r"expected)?"
        r"(, below the standard of (?P<standard>[\d.]+) \((firm|borderline)\))?"
        r"( \(\d+ complete ballots, (?P<tests>\d+) tests; "
        r"named (?P<kind>local|common|mixed) "
        r"from (?P<from>[\d.]+) points on and with p at most (?P<limit>[\d./]+), "
        r"here p[<=](?P<p>[\d.]+); at most .*?\))?\.$"
    ),
}
KINDS = {
    "个人短板": WeakAreaKind.LOCAL,
    "local": WeakAreaKind.LOCAL,
    "共性短板": WeakAreaKind.COMMON,
    "common": WeakAreaKind.COMMON,
    "兼有": WeakAreaKind.MIXED,
    "mixed": WeakAreaKind.MIXED,
}


def _read_again(text, lang):
    """Return the kinds that the numbers in a sentence give."""
    said = SENTENCE[lang].search(text)
    assert said, text
    kinds = []
    if said["standard"]:
        assert Fraction(said["mean"]) < Fraction(said["standard"])
        kinds.append(WeakAreaKind.BELOW_STANDARD)
    if said["kind"]:
        kind = KINDS[said["kind"]]
        size = {WeakAreaKind.LOCAL: "local", WeakAreaKind.MIXED: "short"}.get(
            kind, "more" if said["more"] else "short"
        )
        assert said[f"{size}_by"] in ("低", "below")
        alarms, _, tests = said["limit"].partition("/")
        assert tests in ("", said["tests"])
        limit = Fraction(alarms) / int(tests or 1)
        if Fraction(said[size]) >= Fraction(said["from"]) and (
            Fraction(said["p"]) <= limit
        ):
            kinds.append(kind)
    return kinds


RULES = [
    None,
    WeakAreaRule(item_norm={"transmission": "-2.5"}),
    WeakAreaRule(local_from="7.37", common_from="1.01", false_alarms="0.01"),
    WeakAreaRule(false_share="5%"),
    WeakAreaRule(mixed_from=2, local_from=12, false_alarms=2),
]


@pytest.mark.parametrize("rule", RULES, ids=range(len(RULES)))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_law_64_the_sentence_alone_gives_the_same_kinds(lang, rule):
    """Whoever has only the printed sentence comes to the same kinds."""
    found = _found(EXAMPLE, rule)

    assert any(area.proof for area in found)
    for area in found:
        assert _read_again(area.reason(lang), lang) == list(area.kinds)


@pytest.mark.parametrize("rule", RULES, ids=range(len(RULES)))
def test_law_64_kinds_can_be_recomputed_from_the_stored_numbers(rule):
    """The stored numbers, put through the stored rule, give the same kinds."""
    weak = _found(EXAMPLE, rule)
    for area in weak:
        below = area.standard is not None and area.mean < area.standard
        expected = [WeakAreaKind.BELOW_STANDARD] if below and area.subject_id else []
        proof = area.proof
        if proof is not None:
            size = {
                WeakAreaKind.LOCAL: area.local_part,
                WeakAreaKind.MIXED: area.shortfall,
                WeakAreaKind.COMMON: area.shortfall - area.norm,
            }[proof.kind]
            assert size == proof.size
            if size <= -proof.threshold and proof.p <= proof.limit:
                expected.append(proof.kind)
            if weak.rule.false_share is None:
                assert proof.limit == weak.rule.false_alarms / proof.tests
        assert list(area.kinds) == expected
        assert area.firm == (
            area.upper_limit < area.standard
            if expected[:1] == [WeakAreaKind.BELOW_STANDARD]
            else None
        )


def test_a_score_just_below_the_standard_never_prints_as_reaching_it():
    """79.96 is below 80, and the sentence says so."""
    (area, *_) = [a for a in _found(EXAMPLE) if a.firm is not None]
    close = attrs.evolve(area, mean=Fraction("79.96"))

    assert " 79.96 分" in close.reason("zh")
    assert "scores 79.96," in close.reason("en")


def test_the_strict_variant_names_no_more_than_it_may():
    """Benjamini and Hochberg, computed by statsmodels from the same p-values."""
    assessment = assess(EXAMPLE)
    evidence = CellEvidence.of(assessment.tally, assessment.rules, {})
    table = ItemTable.of(assessment)
    cells = [(s, i) for s in range(SUBJECTS) for i in range(ITEMS)]
    ps = [evidence.local(*cell).p for cell in cells]
    rejected, *_ = multipletests(ps, alpha=0.05, method="fdr_bh")
    expected = {
        (table.subject_ids[s], table.item_ids[i])
        for (s, i), kept in zip(cells, rejected, strict=True)
        if kept and table.local_part(s, i) <= -5
    }

    found = _found(EXAMPLE, WeakAreaRule(false_share="5%"))
    local = {(a.subject_id, a.item_id) for a in found if WeakAreaKind.LOCAL in a.kinds}

    assert local == expected != set()


def test_severity_of_a_voter_changes_no_local_evidence():
    """A voter who marks everything one option lower changes no double difference."""
    ballots = {g: list(EXAMPLE.box.ballots(g)) for g in EXAMPLE.form.group_ids}
    mild = [b for b in ballots["cadres"] if max(b) < 3]
    severe = [bytes(mark + 1 for mark in ballot) for ballot in mild]
    lenient = {**ballots, "cadres": mild}
    strict = {**ballots, "cadres": severe}
    one = ItemTable.of(assess(_with_ballots(lenient)))
    two = ItemTable.of(assess(_with_ballots(strict)))

    assert mild
    assert one.own == two.own


def test_counts_alone_are_judged_no_more_boldly_than_ballots():
    """A count sheet finds a subset, says that it was strict, and never a new cell."""
    counts = excel.read_review(example_path("long-march-street-2021", "counts.xlsx"))
    from_counts, from_ballots = _found(counts), _found(EXAMPLE)
    p_of = {(a.subject_id, a.item_id): a.p for a in from_ballots}

    assert _named(from_counts) <= _named(from_ballots)
    for area in from_counts:
        if area.p is not None:
            assert area.conservative
            assert area.p >= p_of[area.subject_id, area.item_id]


def test_an_expected_difference_is_no_news():
    """An item that is marked lower everywhere is not named once that is stated."""
    rule = WeakAreaRule(item_norm={"transmission": "-5"})

    kinds = {kind for area in _found(EXAMPLE, rule) for kind in area.kinds}
    assert WeakAreaKind.COMMON not in kinds


def test_a_shared_weakness_of_some_is_called_mixed():
    """Where half of the subjects share a weakness, nobody is left alone with it."""
    ballots = {g: list(EXAMPLE.box.ballots(g)) for g in EXAMPLE.form.group_ids}
    item = EXAMPLE.form.item_ids.index("political")
    shared = {}
    for group, heap in ballots.items():
        shared[group] = []
        for ballot in heap:
            marks = bytearray(ballot)
            for subject in range(0, SUBJECTS, 2):
                at = subject * ITEMS + item
                marks[at] = min(marks[at] + 1, 3) if marks[at] < 4 else marks[at]
            shared[group].append(bytes(marks))

    found = _found(_with_ballots(shared))
    cells = {
        area.subject_id: area.kinds for area in found if area.item_id == "political"
    }

    assert set(cells) >= set(EXAMPLE.form.subject_ids[::2])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_reason_is_one_sentence_with_its_numbers(lang):
    """Size, parts and ballots stand in the sentence."""
    for area in _found(EXAMPLE):
        text = area.reason(lang)
        assert text.endswith("。" if lang == "zh" else ".")
        assert area.item.text(lang) in text
        assert (str(area.ballots) in text) == (area.p is not None)


@given(reviews())
def test_tallies_alone_name_the_same_areas(review):
    """The short way for a nation and the way of one office give the same numbers."""
    assessment = assess(review)
    tally, rules = assessment.tally, assessment.rules

    assert ItemTable.of_tally(tally, rules).means == ItemTable.of(assessment).means

    long = find_weak_areas(assessment, on=ON)
    short = weak_areas_of_tally(tally, rules, on=ON)
    assert [a.reason() for a in short] == [a.reason() for a in long]
    assert [(a.subject_id, a.proof) for a in short] == [
        (a.subject_id, a.proof) for a in long
    ]
    assert short.findings == long.findings


def test_tallies_of_the_example_name_what_the_assessment_names():
    """With the sums of ballots, and with counts alone."""
    assessment = assess(EXAMPLE)
    for tally in (
        assessment.tally,
        attrs.evolve(assessment.tally, contrasts=None, moments=None),
    ):
        short = weak_areas_of_tally(tally, assessment.rules, on=ON)
        assert _named(short) == _named(_found(EXAMPLE))
