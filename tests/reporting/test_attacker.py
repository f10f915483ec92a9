"""An attacker with every printed table, the scheme and unlimited patience."""

import random
from fractions import Fraction
from io import BytesIO
from itertools import combinations_with_replacement, product

import pytest
from python_calamine import CalamineWorkbook

from partybuild.adapters import excel
from partybuild.analysis import Disclosure, find_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example
from partybuild.reporting import Reason, Section, Table, build_report
from partybuild.testing.plain import plain_review, plain_rules

ITEM_SCORES = "Item scores of the secretaries"


def _rules(items, weights):
    total = sum(weights.values())
    return plain_rules(
        items=[Fraction(1, items)] * items,
        groups={group: Fraction(by, total) for group, by in weights.items()},
    )


def _review(seed, sizes, weights=None, items=3, subjects=2):
    """An invented conference whose ballots favor the best option."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    rules = _rules(items, weights or dict.fromkeys(sizes, 1))
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    heaps = {
        group: [
            bytes(chance.choices(range(4), [5, 3, 2, 1], k=items * subjects))
            for _ in range(size)
        ]
        for group, size in sizes.items()
    }
    return plain_review(rules, BallotBox.from_bytes(form, heaps))


def _report(assessment):
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    return build_report(assessment, weak, lang="en")


def _blocks(section):
    for block in section.blocks:
        yield from _blocks(block) if isinstance(block, Section) else [block]


def _table(report, caption):
    for section in report.sections:
        for block in _blocks(section):
            if isinstance(block, Table) and block.caption == caption:
                return [[cell.text for cell in row] for row in block.rows]
    return []


def _ranks(rows):
    """Reduce rows exactly; return them with their leading columns."""
    rows, leads = [list(row) for row in rows], []
    for column in range(len(rows[0])):
        at = len(leads)
        pivot = next((r for r in range(at, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        lead = rows[at][column]
        rows[at] = [x / lead for x in rows[at]]
        for other in range(len(rows)):
            by = rows[other][column]
            if other != at and by:
                rows[other] = [
                    x - by * y for x, y in zip(rows[other], rows[at], strict=True)
                ]
        leads.append(column)
    return rows[: len(leads)]


def _small_combinations(rows, columns, sizes, least=5):
    """Find every set of groups of fewer ballots that some combination is about.

    Written for the test alone: for each set of groups, the columns of all
    others come first; rows that lead behind them are about the set only.
    """
    groups = sorted(sizes)
    for mask in range(1, 2 ** len(groups)):
        inside = {g for at, g in enumerate(groups) if mask >> at & 1}
        if sum(sizes[g] for g in inside) >= least:
            continue
        order = sorted(range(len(columns)), key=lambda c: columns[c][0] in inside)
        outside = sum(columns[c][0] not in inside for c in order)
        for row in _ranks([[row[c] for c in order] for row in rows]):
            if not any(row[:outside]):
                yield inside


def _printed_rows(assessment, heads):
    """Write down what each printed column is, from the scheme alone."""
    rules = assessment.rules
    items = {i.label.text("en"): i for i in rules.items}
    weights = {g.group_id: rules.group_weight(g) for g in rules.voter_groups}
    columns = [(g, i.item_id) for g in weights for i in rules.items]
    rows = []
    for head in heads:
        if head in items:
            rows.append(
                [
                    w if items[head].item_id == i else Fraction()
                    for g, i in columns
                    for w in [weights[g]]
                ]
            )
        elif head == "score":
            by = {i.item_id: rules.item_weight(i) for i in rules.items}
            rows.append([weights[g] * by[i] for g, i in columns])
        else:
            named = [
                g for g in rules.voter_groups if head == f"{g.label.text('en')} score"
            ]
            if named:
                by = {i.item_id: rules.item_weight(i) for i in rules.items}
                own = named[0].group_id
                rows.append([by[i] * (g == own) for g, i in columns])
    return rows, columns


def _workbook_heads(assessment, **gate):
    content = excel.summary_workbook(assessment, lang="en", **gate)
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return book.get_sheet_by_index(0).to_python()[3]


SIZES = [
    {"a": 3, "b": 26, "c": 20},
    {"a": 1, "b": 4, "c": 12, "d": 30},
    {"a": 2, "b": 2, "c": 9},
    {"a": 3, "b": 40},
    {"a": 7, "b": 8},
    {"a": 3},
    {"a": 6},
]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_no_combination_of_printed_columns_is_about_few_voters(sizes):
    """All linear combinations of report and workbook together, read from the files."""
    assessment = assess(_review(1, sizes))
    report = _report(assessment)
    heads = ["score", *_workbook_heads(assessment)]
    for section in report.sections:
        for block in _blocks(section):
            if isinstance(block, Table) and block.caption == ITEM_SCORES:
                heads += block.columns
    rows, columns = _printed_rows(assessment, heads)

    told = list(_small_combinations(rows, columns, sizes))

    # One group of three has nothing to hide behind: its official result is its mean.
    assert bool(told) == (sum(sizes.values()) < 5)
    if sum(sizes.values()) < 5:
        assert not {"item 0", "a score"} & set(heads)


@pytest.mark.parametrize("seed", range(40))
def test_no_combination_is_about_few_voters_in_invented_conferences(seed):
    """Sizes and weights by chance, zero weights among them."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    groups = "abcde"[: chance.randint(2, 5)]
    sizes = {g: chance.choice([1, 2, 3, 4, 6, 9, 20]) for g in groups} | {"z": 12}
    weights = {g: chance.choice([0, 1, 2, 3]) for g in groups} | {"z": 2}
    assessment = assess(_review(seed, sizes, weights, items=2))
    heads = _workbook_heads(assessment)
    if _table(_report(assessment), ITEM_SCORES):
        heads += ["item 0", "item 1"]
    rows, columns = _printed_rows(assessment, heads)

    assert not list(_small_combinations(rows, columns, sizes))


def test_the_attacker_is_no_fool():
    """With the gate set too low, the same attack finds the small group."""
    sizes = {"a": 3, "b": 26, "c": 20}
    assessment = assess(_review(1, sizes))
    low = Disclosure(means_from=3)
    rows, columns = _printed_rows(
        assessment, _workbook_heads(assessment, disclosure=low)
    )

    assert {"a"} in list(_small_combinations(rows, columns, sizes))


def test_a_small_group_without_a_companion_in_the_total():
    """A hidden group of weight zero hides nobody; the workbook knows."""
    sizes = {"a": 3, "b": 6, "c": 40, "d": 50}
    weights = {"a": 3, "b": 0, "c": 3, "d": 4}
    assessment = assess(_review(2, sizes, weights))
    heads = _workbook_heads(assessment)
    rows, columns = _printed_rows(assessment, heads)

    assert "d score" in heads
    assert "c score" not in heads
    assert not list(_small_combinations(rows, columns, sizes))


UNEVEN = {"a": 61, "b": 29, "c": 10}


@pytest.mark.parametrize("seed", range(20))
def test_no_printed_item_score_leaves_one_way_to_vote(seed):
    """Whoever tries every ballot of one voter finds at least two that fit."""
    sizes, shares = {"a": 1, "b": 2, "c": 6}, UNEVEN
    assessment = assess(_review(seed, sizes, shares))
    tally = assessment.tally
    table = {row[0]: row[1:] for row in _table(_report(assessment), ITEM_SCORES)}
    means = {
        group: {
            Fraction(sum(marks), size)
            for marks in combinations_with_replacement((100, 80, 60, 40), size)
        }
        for group, size in sizes.items()
    }
    for standing in assessment.standings if table else ():
        for text in table[standing.name.text("en")]:
            fits = {
                a
                for a, b, c in product(*means.values())
                if _fits(text, (61 * a + 29 * b + 10 * c) / 100)
            }
            assert len(fits) > 1, text
    assert tally.ballots == (1, 2, 6)


def _fits(text, mean):
    text = text.rstrip("*")
    if text[0] in "≤≥":
        bound = Fraction(text[1:])
        return mean <= bound if text[0] == "≤" else mean >= bound
    half = Fraction(1, 2 * 10 ** len(text.partition(".")[2]))
    return Fraction(text) - half <= mean < Fraction(text) + half


def test_the_tables_attacked_are_printed_as_finely_as_may_be():
    """The test above looked at tables, not at their absence."""
    sizes, shares = {"a": 1, "b": 2, "c": 6}, {"a": 30, "b": 30, "c": 40}
    tables = [
        _table(_report(assess(_review(seed, sizes, weights))), ITEM_SCORES)
        for weights in (UNEVEN, shares)
        for seed in range(20)
    ]
    fine = [any("." in c for row in table for c in row[1:]) for table in tables]

    assert 0 < sum(fine) < sum(map(bool, tables)) < len(tables)


def test_unanimous_marks_print_as_a_bound():
    """Everybody chose the worst option, or the best one: neither can be read."""
    sizes = {"a": 9, "b": 26, "c": 20}
    rules = _rules(2, dict.fromkeys(sizes, 1))
    form = BallotForm.of(rules, ["p0"])
    heaps = {group: [bytes([0, 3])] * size for group, size in sizes.items()}
    assessment = assess(plain_review(rules, BallotBox.from_bytes(form, heaps)))

    ((_, best, worst),) = _table(_report(assessment), ITEM_SCORES)

    assert best == "≥99.2"
    assert worst == "≤45"


def test_reasons_stay_inside_where_item_scores_do():
    """A sentence to one place would undo what the table left out."""
    sizes = {"a": 1, "b": 26, "c": 20}
    weights = {"a": 8, "b": 1, "c": 1}
    assessment = assess(_review(3, sizes, weights, items=4, subjects=3))
    report = _report(assessment)
    if _table(report, ITEM_SCORES):
        cells = [c for row in _table(report, ITEM_SCORES) for c in row[1:]]
        assert not [c for c in cells if "." in c]
    weak = next(s for s in report.sections if s.title == "Weak areas")

    for block in _blocks(weak):
        if isinstance(block, Reason):
            assert block.steps == ()
        if isinstance(block, Table):
            assert len(block.columns) == 1


def test_the_example_prints_item_scores_to_one_place():
    """At two places the nine leaders' marks on one item would be known."""
    assessment = assess(load_example("long-march-street-2021"))
    gate = Disclosure()
    two = [assessment.rules.rounding]

    assert gate.clear(assessment).rounding.places == 1
    assert gate.clear(assessment, two).rounding is None
