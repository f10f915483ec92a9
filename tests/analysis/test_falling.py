"""Falling since last year, and evidence of other sources beside the statistics."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from partybuild.analysis import (
    Crosswalk,
    EvidenceSource,
    LastYear,
    OverdueProblem,
    WeakAreaKind,
    WeakAreaRule,
    find_weak_areas,
)
from partybuild.analysis._falling import falls
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, Comment, Remark
from partybuild.datasets import load_example, load_example_duties
from partybuild.duties import trace_transmission
from partybuild.errors import TrendError, ValueRangeError
from partybuild.kernel import Label
from partybuild.testing.plain import plain_review, plain_rules

ON = date(2022, 1, 25)
RULES = plain_rules([1] * 3, {"g": "40%", "h": "60%"}, item_total=3)
SUBJECTS = ("p0", "p1", "p2", "p3")
ITEMS = 3
SIZES = {"g": 12, "h": 18}


def _year(heaps, rules=RULES, subjects=SUBJECTS, *, counts=False):
    form = BallotForm.of(rules, subjects)
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    review = plain_review(rules, box)
    if counts:
        review = attrs.evolve(review, box=None, counted=review.tally())
    return assess(review)


def _level(shift=(), subjects=SUBJECTS):
    """Ballots that alternate between the first two options; shifted cells drop."""
    return {
        group: [
            [
                (at + s + i) % 2 + (2 if (s, i) in shift else 0)
                for s in range(len(subjects))
                for i in range(ITEMS)
            ]
            for at in range(size)
        ]
        for group, size in SIZES.items()
    }


def _found(before, after, **more):
    year = LastYear(assessment=before)
    return find_weak_areas(after, on=ON, last_year=year, **more)


def _falling(weak):
    return {(a.subject_id, a.item_id) for a in weak if WeakAreaKind.FALLING in a.kinds}


@pytest.mark.parametrize("counts", [False, True])
def test_a_planted_fall_is_found_with_its_size(counts):
    """One cell drops by 40 points, the rest stays; 2/3 of others' fall is none."""
    before, after = (_year(_level(shift), counts=counts) for shift in ((), {(1, 2)}))

    weak = _found(before, after)
    ((area,), others) = (
        [a for a in weak if a.fall],
        [a for a in weak if not a.fall and WeakAreaKind.FALLING in a.kinds],
    )

    assert others == []
    assert (area.subject_id, area.item_id) == ("p1", "i2")
    assert (area.fall.change, area.fall.others, area.fall.proof.size) == (-40, 0, -40)
    assert area.fall.proof.tests == len(SUBJECTS) * ITEMS
    assert area.conservative is counts
    assert "比其他述职人多降 40.0 分（上年 30 张票，今年 30 张票" in area.reason("zh")
    assert "a fall of 40.0 beyond theirs (30 ballots last year" in area.reason("en")
    hidden = area.reason("zh", last_year=False)
    assert "上年数值从略" in hidden
    assert "40.0 分变为" not in hidden


def test_p_of_a_fall_is_welch_on_the_peer_contrasts():
    """One voter group: scipy's unequal-variance test on the same contrasts."""
    rules = plain_rules([1] * 3, {"g": 1}, item_total=3)
    early = [
        [(3 * b + s * i + b * s) % 3 for s in range(4) for i in range(3)]
        for b in range(25)
    ]
    late = [
        [
            (b + s + b * i) % 4 if (s, i) == (1, 2) else (b * s + i) % 2
            for s in range(4)
            for i in range(3)
        ]
        for b in range(31)
    ]
    value = (100, 80, 60, 40)

    def contrasts(ballots):
        rows = [[value[b[s * 3 + 2]] for s in (1, 0, 2, 3)] for b in ballots]
        return [row[0] - sum(row[1:]) / 3 for row in rows]

    expected = stats.ttest_ind(
        contrasts(late), contrasts(early), equal_var=False, alternative="less"
    )
    before, after = (_year({"g": h}, rules) for h in (early, late))
    # One group only is refused by the search; the evidence itself is not.
    year = LastYear(assessment=before)
    rule = WeakAreaRule(false_alarms=1000, falling_from="0.001")
    found = falls(after, year, year.trend(after), rule)

    fall = found["p1", "i2"]
    assert fall.proof.p == pytest.approx(expected.pvalue, rel=1e-10)
    assert float(fall.proof.size) == pytest.approx(
        sum(contrasts(late)) / 31 - sum(contrasts(early)) / 25, rel=1e-10
    )


MARKS = st.lists(
    st.lists(st.integers(0, 3), min_size=12, max_size=12), min_size=30, max_size=30
)


def _heaps(marks):
    return {"g": marks[:12], "h": marks[12:]}


@given(MARKS)
def test_law_63_the_same_data_in_both_years_fall_nowhere(marks):
    """Identical data: no change, no falling."""
    year = _year(_heaps(marks))

    weak = _found(year, year)

    assert _falling(weak) == set()


@given(MARKS, MARKS)
def test_law_63_exchanged_years_exchange_the_sign_of_every_fall(one, two):
    """What fell from the one to the other rises back by as much."""
    years = _year(_heaps(one)), _year(_heaps(two))
    rule = WeakAreaRule(falling_from="0.01", false_alarms=100)
    there, back = (
        {
            (a.subject_id, a.item_id): a.fall.proof
            for a in find_weak_areas(
                y, on=ON, last_year=LastYear(assessment=x), rule=rule
            )
            if a.fall
        }
        for x, y in (years, years[::-1])
    )

    assert not there.keys() & back.keys()
    trend = LastYear(assessment=years[0]).trend(years[1])
    for subject in trend.subjects:
        for item in subject.items:
            key = subject.subject_id, item.item_id
            if key in there:
                assert there[key].size == item.relative * 4 / 3 < 0
            if key in back:
                assert back[key].size == -item.relative * 4 / 3 < 0


@given(MARKS, st.integers(0, ITEMS - 1))
def test_law_63_a_street_wide_fall_is_nobodys_fall(marks, item):
    """All voters mark one item an option lower for everybody: no change of its own."""
    high = [[min(m, 2) for m in ballot] for ballot in marks]
    low = [[m + (at % ITEMS == item) for at, m in enumerate(ballot)] for ballot in high]

    weak = _found(_year(_heaps(high)), _year(_heaps(low)))

    assert _falling(weak) == set()


def test_only_common_items_and_subjects_of_both_years_are_judged():
    """A new item and a new subject have no last year."""
    before = _year(_level())
    rules = plain_rules([1] * 4, {"g": "40%", "h": "60%"}, item_total=4)
    subjects = (*SUBJECTS, "p4")
    heaps = {
        g: [
            [
                3 if (s, i) == (1, 2) else (at + s) % 2
                for s in range(5)
                for i in range(4)
            ]
            for at in range(size)
        ]
        for g, size in SIZES.items()
    }

    weak = _found(before, _year(heaps, rules, subjects))

    assert _falling(weak) == {("p1", "i2")}
    (fallen,) = [a for a in weak if a.fall]
    assert fallen.fall.proof.tests == 4 * 3


def test_changed_option_values_are_compared_by_percent_of_range():
    """40 to 100 last year, 0 to 100 this year: the same choices are no fall."""
    other = plain_rules(
        [1] * 3,
        {"g": "40%", "h": "60%"},
        {"好": 100, "较好": 67, "一般": 34, "差": 0},
        item_total=3,
    )
    same = _found(_year(_level()), _year(_level(), other))
    fell = _found(_year(_level()), _year(_level({(1, 2)}), other))

    assert _falling(same) == set()
    assert _falling(fell) == {("p1", "i2")}


def test_what_keeps_a_fall_from_being_judged_is_said():
    """Few ballots last year, one subject of both, changed options: what is needed."""
    few = {g: h[:6] for g, h in _level().items()}
    weak = _found(_year(few), _year(_level()))
    assert [f.code for f in weak.findings] == ["PB-WEAK-04"]
    assert "at least 20 are needed" in weak.findings[0].message.en

    one = _year(_level(subjects=("p0", "q")), subjects=("p0", "q"))
    weak = _found(one, _year(_level()))
    assert "two are needed" in weak.findings[0].message.en

    five = {"优": 100, "好": 85, "较好": 70, "一般": 55, "差": 40}
    rules = plain_rules([1] * 3, {"g": "40%", "h": "60%"}, five, item_total=3)
    with pytest.raises(TrendError, match="a Crosswalk must state"):
        _found(_year(_level()), _year(_level(), rules))
    walks = [Crosswalk(item_id=f"i{i}", before="o1", after="o2") for i in range(3)]
    year = LastYear(assessment=_year(_level()), crosswalks=walks)
    weak = find_weak_areas(_year(_level(), rules), on=ON, last_year=year)
    assert [f.code for f in weak.findings] == ["PB-WEAK-05"] * 3


EXAMPLE = load_example("long-march-street-2021")
FOUND = find_weak_areas(assess(EXAMPLE), on=ON)


def _evidence(weak, source):
    return {
        (a.subject_id, a.item_id): [e for e in a.evidence if e.source is source]
        for a in weak
        if any(e.source is source for e in a.evidence)
    }


def _numbers(weak):
    return [attrs.evolve(area, evidence=()) for area in weak]


def test_comments_of_the_example_stand_beside_its_weak_areas():
    """Each planted weakness was named in a comment; the words are attached."""
    said = _evidence(FOUND, EvidenceSource.COMMENT)

    assert len(said) == len(FOUND)
    assert said["", "transmission"][0].sentence() == "点评：责任传导不够有力"
    assert all(e.supports for es in said.values() for e in es)


def test_the_lexicon_reads_remarks_that_nobody_sorted():
    """Without recorded codes the words alone attach the same remarks."""
    conference = EXAMPLE.conference
    comments = [
        attrs.evolve(
            comment,
            problems=[Remark(text=remark.text) for remark in comment.problems],
        )
        for comment in conference.comments
    ]
    review = attrs.evolve(
        EXAMPLE, conference=attrs.evolve(conference, comments=comments)
    )

    weak = find_weak_areas(assess(review), on=ON)

    assert _evidence(weak, EvidenceSource.COMMENT) == _evidence(
        FOUND, EvidenceSource.COMMENT
    )


def test_praise_is_attached_as_evidence_against():
    """The ballots stand; that the comment says otherwise is told."""
    area = next(a for a in FOUND if a.subject_id)
    praise = Label(zh="党建融合深入、学习教育扎实、作用发挥明显", en="well done")
    comment = Comment(post_id=area.subject_id, achievements=[Remark(text=praise)])
    review = attrs.evolve(
        EXAMPLE,
        conference=attrs.evolve(EXAMPLE.conference, comments=[comment]),
    )

    weak = find_weak_areas(assess(review), on=ON)
    (said,) = _evidence(weak, EvidenceSource.COMMENT)[area.subject_id, area.item_id]

    assert not said.supports
    assert said.sentence().startswith("点评（与票决情况不一致）：")
    assert "at odds with the ballots" in said.sentence("en")
    assert _numbers(weak) == _numbers(FOUND)


def test_the_duty_chain_stands_beside_the_weak_area_of_its_name():
    """Broken chains of the street, and the break on the way to one community."""
    book = load_example_duties("long-march-street-2021")
    trace = trace_transmission(
        book.duties, book.records, EXAMPLE.tree, date(2021, 12, 31)
    )
    weak = find_weak_areas(assess(EXAMPLE), on=ON, trace=trace)
    chain = _evidence(weak, EvidenceSource.DUTY_CHAIN)

    assert "12 条链中 11 条未中断" in chain["", "transmission"][0].text.zh
    assert _numbers(weak) == _numbers(FOUND)
    for (subject, _), said in chain.items():
        if subject:
            place = EXAMPLE.post(subject).organization_id
            assert all(
                any(
                    link.to_id == place and (link.broken or link.late)
                    for one in trace.transmissions
                    for link in one.links
                    if one.duty_id == e.reference
                )
                for e in said
            )


def test_overdue_rectification_is_attached_by_subject_and_area():
    """Code, area of work or item may name it; another subject's stays away."""
    area = next(a for a in FOUND if a.subject_id)
    due, on = date(2021, 6, 30), date(2021, 12, 31)
    problems = [
        OverdueProblem(
            problem_id=f"w-{at}",
            subject_id=subject,
            area=named,
            title=Label(zh="整改融合不深", en="merge better"),
            due=due,
            overdue_on=on,
        )
        for at, (subject, named) in enumerate(
            [
                (area.subject_id, area.area),
                (area.subject_id, area.item_id),
                (area.subject_id, "MGMT-3"),
                ("", area.area),
                (area.subject_id, ""),
            ]
        )
    ]

    weak = find_weak_areas(assess(EXAMPLE), on=ON, overdue=reversed(problems))
    said = _evidence(weak, EvidenceSource.RECTIFICATION)

    assert [e.reference for e in said.pop((area.subject_id, area.item_id))] == [
        "w-0",
        "w-1",
    ]
    assert said == {}
    assert "逾期 184 天" in problems[0].evidence.text.zh
    assert _numbers(weak) == _numbers(FOUND)


def test_a_problem_that_is_not_yet_due_is_no_evidence():
    """Overdue on its last day is refused."""
    with pytest.raises(ValueRangeError, match="a day after it was due"):
        OverdueProblem(
            problem_id="w",
            area="RESP-1",
            title=Label.same("x"),
            due=ON,
            overdue_on=ON,
        )


def test_weak_areas_of_last_year_are_named_without_their_figures():
    """The example compared with itself: everything was weak last year already."""
    year = LastYear(assessment=assess(EXAMPLE))
    weak = find_weak_areas(assess(EXAMPLE), on=ON, last_year=year)
    said = _evidence(weak, EvidenceSource.LAST_YEAR)

    assert len(said) == len(FOUND) == len(weak)
    assert said["", "transmission"][0].text.zh == "上年已列为薄弱环节（共性短板）"
    assert not any(c.isdigit() for es in said.values() for e in es for c in e.text.zh)
    assert _numbers(weak) == _numbers(FOUND)


def test_documents_hold_proofs_falls_and_evidence():
    """Plain JSON data, floats as text, and no field lost."""
    before, after = _year(_level()), _year(_level({(1, 2)}))
    area = next(a for a in _found(before, after) if a.fall)
    document = area.document()

    assert document["fall"]["proof"]["kind"] == "falling"
    assert Fraction(document["fall"]["proof"]["limit"]) == area.fall.proof.limit
    assert isinstance(document["fall"]["proof"]["p"], str)
    assert FOUND.areas[0].document()["evidence"][0]["source"] == "comment"
