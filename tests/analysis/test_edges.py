"""Analyses where they have little to go by: no ballots, no weight, one of a kind."""

from fractions import Fraction

import attrs
import pytest

from partybuild import analysis
from partybuild.analysis import (
    CellEvidence,
    CriterionKind,
    Disclosure,
    EvidenceSource,
    LastYear,
    MarginWay,
    Polarity,
    Remarking,
    RemarkKind,
    Span,
    Stratum,
    WeakAreaRule,
    beta_cdf,
    beta_quantile,
    comonotone_sums,
    composite_refusal,
    composite_sums,
    fair_means,
    find_patterns,
    find_trend,
    find_weak_areas,
    published,
    rank_intervals,
    reliability,
    score_interval,
    stability,
    tag,
    tag_comments,
    weak_areas_of_tally,
)
from partybuild.analysis._ballot_search import joint
from partybuild.analysis._comonotone import comonotone_refusal
from partybuild.analysis._comparison import Comparison
from partybuild.analysis._criteria import criteria_refusal
from partybuild.analysis._falling import falls
from partybuild.analysis._item_scores import item_scores
from partybuild.analysis._plain_scheme import refuse_other_schemes
from partybuild.analysis._rank_interval import rank_refusal
from partybuild.analysis._score_interval import interval_refusal
from partybuild.analysis._tag_patterns import folded
from partybuild.analysis._wald import StratifiedMean
from partybuild.analysis._weak_words import chance
from partybuild.analysis.disclosure._joint import _completed, _Conference
from partybuild.analysis.disclosure._judged import Judged
from partybuild.analysis.disclosure._other_ways import HeapRow, other_ways
from partybuild.assessment import assess
from partybuild.conference import (
    NO_CHOICES,
    BallotBox,
    BallotForm,
    Comment,
    Remark,
)
from partybuild.datasets import load_example, load_example_duties
from partybuild.duties import trace_transmission
from partybuild.errors import EmptyVoterGroupError, ReviewRuleError, ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import Cap, Eligibility, Recorded, Ungraded
from partybuild.testing.plain import (
    DAY,
    OWN,
    plain_fact,
    plain_review,
    plain_rules,
)

NONE = int(next(iter(map(int, NO_CHOICES))))


def _review(rules, heaps, subjects=("p0", "p1")):
    """Ballots as digits; "-" is a mark that is missing."""
    form = BallotForm.of(rules, subjects)
    return plain_review(
        rules,
        BallotBox.from_bytes(
            form,
            {
                group: [
                    bytes(NONE if mark == "-" else int(mark) for mark in ballot)
                    for ballot in ballots.split()
                ]
                for group, ballots in heaps.items()
            },
        ),
    )


def _assessed(rules, heaps, subjects=("p0", "p1")):
    return assess(_review(rules, heaps, subjects))


# Schemes that an analysis does not hold for


@pytest.mark.parametrize(
    "refusal",
    [
        composite_refusal,
        interval_refusal,
        rank_refusal,
        lambda assessment: criteria_refusal(assessment, CriterionKind.ITEM),
    ],
)
def test_other_schemes_are_refused_with_what_is_needed(refusal):
    """Bands that do not decide a grade: what one mark changes is no fixed number."""
    plain = plain_rules(items=["1/2", "1/2"])
    other = attrs.evolve(plain, grading=Ungraded(basis=OWN))
    ballots = {"g": "0112 0011 1100 2101 0010 1111 " * 4}

    why = refusal(_assessed(other, ballots))
    assert "no fixed weighted sum" in why.en
    assert "固定加权和" in why.zh
    assert refusal(_assessed(plain, ballots)) is None


def test_a_margin_of_another_scheme_is_an_error_and_its_stability_a_note():
    """Who asks for a number is told why there is none."""
    rules = attrs.evolve(plain_rules(), grading=Ungraded(basis=OWN))
    assessment = _assessed(rules, {"g": "01 10 22"})

    with pytest.raises(ReviewRuleError, match="a margin"):
        Remarking.of(assessment)
    refuse_other_schemes(_assessed(plain_rules(), {"g": "01 10 22"}), "a margin")
    few = stability(_assessed(plain_rules(), {"g": "01 10 22"})).grades[0]
    assert few.firmness is None
    assert few.sentence().en.startswith("p0, grade")
    found = stability(assessment)
    assert (found.grades, found.orders, found.criteria) == ((), (), ())
    assert [finding.code for finding in found.findings] == ["PB-STAB-05"]


# Groups without a ballot, a mark or a weight


GROUPS = {"a": "1/2", "b": "1/2", "guests": 0}


def test_a_group_that_keeps_its_weight_without_a_ballot_leaves_no_interval():
    """From counts alone the spread of its ballots is open."""
    rules = plain_rules(items=["1/2", "1/2"], groups=GROUPS, empty_group="zero")
    lost = _assessed(rules, {"a": "0112 1011", "b": "", "guests": "0000"})
    unmarked = _assessed(rules, {"a": "01-2 10-1", "b": "0110 1120", "guests": ""})
    fine = _assessed(rules, {"a": "0112 1011", "b": "0110 1120", "guests": "--00"})

    assert "group 'b' has no ballot" in comonotone_refusal(lost).en
    assert "no valid mark for item 'i0'" in comonotone_refusal(unmarked).en
    assert comonotone_refusal(fine) is None
    assert [group.ballots for group in comonotone_sums(fine, 0)] == [2, 2]
    assert [group.ballots for group in composite_sums(fine, 0)] == [2, 2]


def test_an_item_without_weight_may_be_left_unmarked():
    """It has no part in any total."""
    rules = plain_rules(items=[1, 0], groups=GROUPS, empty_group="zero")
    found = _assessed(rules, {"a": "0-1- 1-0-", "b": "0-1- 1-2-", "guests": "0000"})

    assert comonotone_refusal(found) is None


@pytest.mark.parametrize("policy", ["error", "zero", "renormalize"])
def test_item_scores_of_cells_without_a_mark(policy):
    """The scheme says what counts then; an item of no weight counts for nothing."""
    rules = plain_rules(items=[1, 0], groups={"a": "1/2", "b": "1/2"})
    review = _review(rules, {"a": "0-1- 1-0-", "b": "-01- -10-"})
    rules = attrs.evolve(rules, empty_group=policy)
    tally = review.tally()

    if policy == "error":
        with pytest.raises(EmptyVoterGroupError, match="group 'b'"):
            item_scores(tally, rules)
        return
    ((first, second), (third, fourth)) = item_scores(tally, rules)
    assert first == second == (45 if policy == "zero" else 90)
    assert third == 90
    assert fourth == 0


def test_an_item_that_nobody_marked_has_no_score():
    """With a weight it would be missing in every total."""
    rules = plain_rules(items=[1, 0], empty_group="renormalize")
    review = _review(rules, {"g": "-01- -10-"})

    with pytest.raises(EmptyVoterGroupError, match="item 'i0'"):
        item_scores(review.tally(), rules)


def test_evidence_of_counts_needs_a_mark_in_every_cell():
    """Else no test is made; a group without a ballot is not missed."""
    rules = plain_rules(
        items=["1/2", "1/2"],
        groups={"a": "1/2", "b": "1/4", "c": "1/4"},
        empty_group="renormalize",
    )
    some = "0112 0011 1100 2101 0010 1111 " * 2
    whole = _review(rules, {"a": some, "b": some, "c": ""})
    lines = "-112 -011 -100 -101 -010 -111 " * 2
    missing = _review(rules, {"a": lines, "b": lines, "c": some})

    for review, tested in ((whole, True), (missing, False)):
        tally = attrs.evolve(review.tally(), contrasts=None)
        evidence = CellEvidence.of(tally, rules, Fraction())
        assert (evidence.counts is not None) is tested
        assert evidence.upper_limit(0, 0) >= 0
    # Most ballots leave a mark out: their contrasts stand for few of them.
    few = CellEvidence.of(missing.tally(), rules, Fraction())
    assert few.contrasts is None
    weak = weak_areas_of_tally(missing.tally(), rules, on=DAY)
    assert "PB-WEAK-03" in {finding.code for finding in weak.findings}


def test_weak_areas_need_items_on_scales_with_the_same_ends():
    """80 of 100 and 8 of 10 are no difference."""
    rules = plain_rules(items=["1/2", "1/2"], groups={"a": "1/2", "b": "1/2"})
    (scale,) = rules.scales
    short = attrs.evolve(scale, scale_id="short", options=scale.options[:3])
    items = (rules.items[0], attrs.evolve(rules.items[1], scale_id="short"))
    rules = attrs.evolve(rules, scales=(scale, short), items=items)
    marks = "0112 0011 1100 2101 0010 1111 " * 4
    weak = find_weak_areas(_assessed(rules, {"a": marks, "b": marks}), on=DAY)

    assert "PB-WEAK-02" in {finding.code for finding in weak.findings}


@pytest.mark.parametrize("fields", [{"local_from": 0}, {"false_share": 1}])
def test_thresholds_of_the_search_are_above_nothing(fields):
    """Everything would be weak."""
    with pytest.raises(ValueRangeError, match=next(iter(fields))):
        WeakAreaRule(**fields)


def test_fair_means_leave_out_groups_without_a_part():
    """A guest's strictness moves nobody."""
    rules = plain_rules(groups=GROUPS, empty_group="renormalize")
    found = fair_means(
        _assessed(rules, {"a": "01 12 00", "b": "01 11 21", "guests": "33 30"})
    )

    assert [mean.subject_id for mean in found.means] == ["p0", "p1"]
    assert len(found.summary().rows) == 2


def test_no_ballot_has_no_pattern():
    """A group that did not come leaves nothing to be checked."""
    rules = plain_rules(groups=GROUPS, empty_group="renormalize")
    found = find_patterns(_assessed(rules, {"a": "00 00 00", "b": "", "guests": "01"}))

    assert found.ballots == 4
    summary = found.summary()
    assert [row[1] for row in summary.rows[:2]] == [4, found.straight]
    assert len(summary.rows) == 3 + len(found.findings)


def test_reliability_in_a_table():
    """Every figure with a word, or a dash where there is none."""
    rules = plain_rules(items=["1/2", "1/2"])
    ballots = {"g": "0112 0011 1100 2101 0010 1121 0020"}
    whole, one = _assessed(rules, ballots), _assessed(rules, {"g": "0112"})
    rows = reliability(whole).summary().rows
    assert len(rows) > 3
    banded = reliability(assess(load_example("long-march-street-2021")))
    assert banded.band is not None
    assert banded.band.label in {row[1] for row in banded.summary().rows}
    assert "—" in {row[1] for row in reliability(one).summary().rows}
    moments = attrs.evolve(whole.review, box=None, counted=whole.tally)
    assert reliability(assess(moments)).total == reliability(whole).total
    single = attrs.evolve(one.review, box=None, counted=one.tally)
    assert reliability(assess(single)).groups[0].consistency is None


def test_one_ballot_of_a_group_has_the_largest_spread():
    """There is nothing to estimate it from."""
    span = Span(Fraction(40), Fraction(100), Fraction(20))
    strata = [
        (Fraction(1, 2), Stratum(1, Fraction(20), Fraction(400))),
        (Fraction(1, 2), Stratum(2, Fraction(20), Fraction(400))),
    ]
    found = Comparison.of("p0", "p1", Fraction(15), strata, span)

    assert found.variance == Fraction(60**2, 4) + Fraction(200, 4) / 2


def test_where_every_group_agrees_the_interval_of_student_has_no_width():
    """That is why it is not the default."""
    found = StratifiedMean(Fraction(80), Fraction(), None)

    assert found.limits() == (80.0, 80.0)


def test_beta_at_its_ends():
    """A probability is asked for; quantiles beyond any float are 0 or 1."""
    with pytest.raises(ValueRangeError, match="a probability"):
        beta_quantile(1.5, 2, 3)
    assert (beta_quantile(0, 2, 3), beta_quantile(1, 2, 3)) == (0.0, 1.0)
    assert beta_quantile(0.5, 1e-4, 1.0) == 0.0
    assert beta_quantile(0.5, 1.0, 1e-4) == 1.0
    assert beta_cdf(0.5, 1e9, 1e9) == pytest.approx(0.5)
    assert beta_cdf(0.5, 3.0, 3.0) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("p", "limit", "text"),
    [
        (0.0213, "0.05", "0.021"),
        (0.0499999, "0.05", "0.050"),
        (0.0500001, "0.05", "0.0500001"),
        (0.5, "0.05", "0.50"),
    ],
)
def test_a_chance_prints_on_its_side_of_the_limit(p, limit, text):
    """With as many digits as that takes."""
    below, shown = chance(p, Fraction(limit))

    assert not below
    assert (Fraction(shown) <= Fraction(limit)) is (p <= Fraction(limit))
    assert shown == text


def test_a_chance_that_no_digits_tell_from_its_limit_is_printed_with_all():
    """A limit below the least chance that is printed, and a chance below both."""
    below, shown = chance(1e-40, Fraction(1, 10**35))

    assert not below
    assert shown == "0." + "0" * 30


def test_nothing_that_has_to_be_met_needs_no_ballot():
    """No demand, no change."""
    margin = joint(3, [], 0, lambda _: True)

    assert (margin.changes, margin.least, margin.way) == (0, 0, MarginWay.QUOTA)


def test_a_search_for_other_marks_ends_with_its_trials():
    """What it has not found then counts as given away."""
    row = HeapRow.of([("a", Fraction(1), (Fraction(1), Fraction(0)), (1, 0))])
    rows = {(0, 0): row, (0, 1): row}
    found = _Conference.of(rows, [])
    change = {(0, 0): (row.heaps[0].ways[0],)}

    assert _completed(found, change, "a", 1, iter(())) is None
    assert _completed(found, change, "a", 1, iter(range(1))) is not None
    assert list(other_ways(HeapRow(1, ()), [], 1, 2)) == []
    assert list(other_ways(HeapRow(1, ()), [], 0, 1)) == [()]


# Words


def test_small_letters_keep_their_places():
    """The small letter of a dotted capital I is two characters."""
    assert folded("ABC") == "abc"
    assert folded("\u0130A") == "\u0130a"


def test_tags_in_a_table():
    """One row for each tag."""
    found = tag("党员教育管理不够严格")

    assert len(found.summary().rows) == len(found.tags) > 0


def test_a_fault_that_was_overcome_is_praise():
    """What blames elsewhere does not here."""
    (found,) = tag("克服了党员教育管理薄弱的问题").tags

    assert found.polarity is Polarity.STRENGTH


def test_comments_are_tagged_by_what_they_were_said_as():
    """Achievements, problems and what lies ahead; of one secretary or of all."""
    conference = load_example("long-march-street-2021").conference
    area = next(t.code for t in tag("党员教育管理不够严格").tags)
    said = {
        "achievements": [Remark(text=Label.same("党员教育管理不够严格"))],
        "problems": [
            Remark(text=Label.same("党员教育管理不够严格"), area=area),
            Remark(text=Label.same("天气晴")),
        ],
        "to_think_through": [Remark(text=Label.same("天气晴"))],
        "to_develop": [Remark(text=Label.same("党员教育管理扎实"))],
    }
    comment = Comment(post_id="b1-secretary", **said)
    found = tag_comments(attrs.evolve(conference, comments=[comment]))

    assert len(found) == len(list(found)) == len(found.summary().rows)
    mine = found.of("b1-secretary")
    assert [one.kind for one in mine] == [
        RemarkKind.ACHIEVEMENT,
        RemarkKind.PROBLEM,
        RemarkKind.PROBLEM,
        RemarkKind.TO_THINK_THROUGH,
        RemarkKind.TO_DEVELOP,
    ]
    assert found.of("b1-secretary", RemarkKind.PROBLEM) == mine[1:3]
    assert mine[1].codes == (area,)
    assert mine[0].codes == ()
    assert mine[4].codes
    assert {mine[0].kind.label.en} == {"achievement"}
    codes = [finding.code for finding in found.findings]
    assert {"PB-TAG-02", "PB-TAG-04"} <= set(codes)
    wrong = attrs.evolve(
        comment, problems=[Remark(text=said["problems"][0].text, area="other")]
    )
    again = tag_comments(attrs.evolve(conference, comments=[wrong]))
    assert "PB-TAG-03" in {finding.code for finding in again.findings}


# Two years, and what is published


def test_a_fall_is_judged_by_the_cells_that_both_years_have():
    """A share of false alarms looks at every cell."""
    rules = plain_rules(
        [1] * 3, {"g": "40%", "h": "60%"}, item_total=3, empty_group="renormalize"
    )
    subjects = ("p0", "p1", "p2")

    def year(drop, g=12):
        ballots = {
            group: " ".join(
                "".join(
                    str((at + s + i) % 2 + 2 * ((s, i) in drop))
                    for s in range(3)
                    for i in range(3)
                )
                for at in range(size)
            )
            for group, size in (("g", g), ("h", 18))
        }
        return _assessed(rules, ballots, subjects)

    before, after = year(()), year({(1, 2)})
    last = LastYear(assessment=before)
    rule = WeakAreaRule(false_share="1/10")
    found = falls(after, last, last.trend(after), rule)
    assert set(found) == {("p1", "i2")}
    one = year({(1, 2)}, g=1)
    assert isinstance(falls(one, last, last.trend(one), rule), dict)
    counted = attrs.evolve(
        one.review, box=None, counted=attrs.evolve(one.tally, contrasts=None)
    )
    single = assess(counted)
    assert falls(single, last, last.trend(single), rule) is not None
    assert len(find_trend(before, after).summary().rows) == 3


def test_a_year_of_incomplete_ballots_is_told_from_the_counts():
    """Ballots that miss a mark tell little; a cell of none tells nothing."""
    shares = {"g": "1/2", "h": "1/2"}
    rules = plain_rules([1] * 3, shares, item_total=3, empty_group="renormalize")
    subjects = ("p0", "p1", "p2")

    def year(drop, missing):
        def mark(group, at, cell):
            if (group, cell) in missing and at >= missing[group, cell]:
                return "-"
            return str((at + cell) % 2 + 2 * (cell in drop))

        return _assessed(
            rules,
            {
                group: " ".join(
                    "".join(mark(group, at, cell) for cell in range(9))
                    for at in range(14)
                )
                for group in "gh"
            },
            subjects,
        )

    rule = WeakAreaRule(false_share="1/10")
    before = year((), {})
    for missing in ({("g", 5): 12}, {("g", 5): 3}, {("g", 5): 0}, {("h", 2): 13}):
        after = year({5}, missing)
        last = LastYear(assessment=before)
        assert ("p1", "i2") in falls(after, last, last.trend(after), rule)
    # One voter group last year, the other one this year: nothing can be compared.
    early, late = year((), {("g", 5): 0}), year({5}, {("h", 5): 0})
    last = LastYear(assessment=early)
    assert ("p1", "i2") not in falls(late, last, last.trend(late), rule)


def test_who_is_not_assessed_has_no_total_that_tells():
    """Marks of the others keep their places."""
    word = Label(zh="决定", en="decision")
    rules = plain_rules(
        caps=[Cap(cap_id="absent", label=word, grade_id="grade-3", basis=OWN)],
        eligibility=[
            Eligibility(
                rule_id="r", label=word, when=[Recorded(cap_id="absent")], basis=OWN
            )
        ],
    )
    review = _review(rules, {"g": "01 10 22 10 02"})
    fact = plain_fact("p0", "absent")
    judged = Judged.of(assess(attrs.evolve(review, cap_facts=[fact])), 5)

    assert set(judged.rows) == {(1, 0)}
    assert [set(told.terms) for told in judged.told] == [{(1, 0)}]


def test_where_a_lost_group_keeps_its_weight_a_trend_is_judged_by_it():
    """Nothing is added to the others' shares."""
    rules = plain_rules(["1/2", "1/2"], {"g": "40%", "h": "60%"}, empty_group="zero")
    marks = "0112 0011 1100 2101 0010 1111 " * 2
    before, after = (
        _assessed(rules, {"g": marks, "h": h}) for h in (marks, marks + "0110")
    )
    found = find_trend(before, after)

    assert published.trend_leaks_nothing(found, before, after)


@pytest.mark.parametrize(
    ("few", "items", "told"),
    [
        ("0112 1021", ("1/2", "1/2"), True),
        ("0112 1021", ("1/4", "3/4"), False),
        ("0112 1021 1100 2101 0010", ("1/4", "3/4"), True),
        ("0000 0000 0000 0000 0000", ("1/4", "3/4"), False),
    ],
    ids=["the official totals", "two voters", "five voters", "of one mind"],
)
def test_a_trend_beside_few_voters_is_told_only_if_it_is_official(few, items, told):
    """The digits of another number would tell which of the few ways they voted."""
    groups = {"few": "1/2", "g": "1/2"}
    heaps = {"few": few, "g": "0112 0011 1100 2101 0010 1111 " * 2}
    before = _assessed(plain_rules(["1/2", "1/2"], groups), heaps)
    after = _assessed(plain_rules(items, groups), heaps)
    found = find_trend(before, after)

    assert published.trend_leaks_nothing(found, before, after) == told


def test_a_trend_that_leaves_a_new_group_alone_is_not_told():
    """The total less the common measure is what the new group gave."""
    many = "0112 0011 1100 2101 0010 1111 " * 2
    before = _assessed(plain_rules(["1/2", "1/2"], {"g": 1}), {"g": many})
    rules = plain_rules(["1/2", "1/2"], {"few": "1/2", "g": "1/2"})
    after = _assessed(rules, {"few": "0112 1021", "g": many})

    assert not published.trend_leaks_nothing(find_trend(before, after), before, after)


def test_what_may_be_published_of_the_example():
    """Weak areas and intervals, one by one and in a table."""
    assessment = assess(load_example("long-march-street-2021"))
    weak = find_weak_areas(assessment, on=DAY)
    cleared = published.clear_weak_areas(assessment, weak)

    assert len(cleared) == len(list(cleared)) == len(weak) == len(list(weak))
    assert len(cleared.summary().rows) == len(weak.summary().rows) == len(weak)
    assert len(weak.published().rows) == len(weak)
    assert repr(weak).startswith("<WeakAreas on 2022-01-25")
    rule = WeakAreaRule(item_norm={"transmission": "-2.5"})
    expected = find_weak_areas(assessment, on=DAY, rule=rule)
    sizes = [area.printed for area in expected if "size" in area.printed]
    assert sizes
    for area in weak:
        assert area.title("zh") in area._repr_html_()
        assert area in weak.of(area.subject_id)
        assert cleared.of(area.subject_id)
    for area in cleared:
        assert set(area.suppressed) <= {"reason", "score"}
    strict = Disclosure(means_from=1000, distributions_from=1000)
    kept = published.clear_weak_areas(assessment, weak, strict)
    assert {"reason"} <= {name for area in kept for name in area.suppressed}
    assert any(
        area.suppressed == ("reason", "score") for area in kept if area.subject_id
    )
    assert kept.summary().rows[0][-1] is not None
    assert published.clear_intervals(assessment, strict) == ()
    intervals = published.clear_intervals(assessment)
    assert all("–" in interval.text for interval in intervals)
    assert "clear_intervals" in dir(published)
    assert "stability" in dir(analysis)
    few = _assessed(plain_rules(), {"g": "01 10"})
    assert published.clear_intervals(few) == ()
    assert score_interval(few, "p0") is None
    assert rank_intervals(few) == ()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, None),
        ({"late": 2}, "2 times done late"),
        ({"lost_areas": ("transmission",)}, "came down without this area"),
    ],
)
def test_a_duty_that_arrived_is_evidence_where_it_came_late_or_without_the_area(
    fields, told
):
    """Where all chains are whole and nothing is late there is nothing to tell."""
    example = load_example("long-march-street-2021")
    book = load_example_duties("long-march-street-2021")
    trace = trace_transmission(book.duties, book.records, example.tree, DAY)
    arrived = {"derived_ids": ("d",), "has_post": True, "acknowledged": True}
    whole = arrived | {"missing": 0, "late": 0, "lost_areas": ()} | fields

    def other(links):
        return tuple(attrs.evolve(link, **whole) for link in links)

    transmissions = tuple(
        attrs.evolve(
            one,
            links=other(one.links),
            chains=tuple(attrs.evolve(c, links=other(c.links)) for c in one.chains),
        )
        for one in trace.transmissions
    )
    found = find_weak_areas(
        assess(example),
        on=DAY,
        rule=WeakAreaRule(local_from=1, false_alarms=1000),
        trace=attrs.evolve(trace, transmissions=transmissions),
    )
    texts = {
        (area.item_id, said.text.en)
        for area in found
        for said in area.evidence
        if said.source is EvidenceSource.DUTY_CHAIN
    }
    assert bool(texts) is (told is not None)
    assert all(text.endswith(told) for _, text in texts)
