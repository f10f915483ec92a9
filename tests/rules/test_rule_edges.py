"""Numbers of rules at their edges: the first value that is taken, the last, none."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partybuild.errors import (
    InexactNumberError,
    ReviewRuleError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    REGULATIONS,
    UNDATED_PRACTICE,
    AllEqual,
    BallotMeasure,
    CheckEffect,
    Delegation,
    Distribution,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    Fill,
    GradeShare,
    OverallAgrees,
    Parameter,
    Part,
    PointScale,
    Quota,
    QuotaRounding,
    RankGrading,
    ReportRule,
    SumMeasure,
    TrimmedMean,
    UnitCeiling,
    rule_statements,
    settle,
)
from partybuild.rules._diff_words import value_label
from partybuild.rules._documents import party_constitution
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="规定", en="rule")


def _open(code="p", *, by=("city",), **limits):
    return Parameter(
        parameter_id=code, label=X, filled_by=list(by), basis=OWN, **limits
    )


def _fill(value, code="p"):
    return Fill(parameter_id=code, value=value, basis=OWN)


def _settled(*documents):
    """Settle a chain; each document speaks for the city."""
    return settle(
        Delegation(document_id=f"d{at}", authority="city", **parts)
        for at, parts in enumerate(documents)
    )


@pytest.mark.parametrize(
    ("limits", "value", "taken"),
    [
        ({"least": 1, "most": 3}, 1, True),
        ({"least": 1, "most": 3}, 3, True),
        ({"least": 1, "most": 3}, Fraction(99, 100), False),
        ({"least": 1, "most": 3}, Fraction(301, 100), False),
        ({"least": 1}, 100, True),
        ({"most": 3}, -100, True),
        ({}, 7, True),
        ({"least": 2, "most": 2}, 2, True),
    ],
)
def test_a_document_may_fill_in_the_least_and_the_most(limits, value, taken):
    """From 1 to 3 means 1 and 3 too, and nothing beyond."""
    made = _settled({"parameters": [_open(**limits)]}, {"fills": [_fill(value)]})

    assert made.values == {"p": value}
    assert [fault.at for fault in made.faults] == ([] if taken else [0])
    assert made.bases == {"p": (OWN, OWN)}
    assert made.unfilled == {}


def test_only_a_document_below_may_fill_in_what_is_left_open():
    """Nobody fills in what a lower document will leave open, or what is his own."""
    opens, fills = {"parameters": [_open()]}, {"fills": [_fill(1)]}

    assert not _settled(opens, fills).faults
    for chain in ([fills, opens], [{**opens, **fills}], [fills]):
        (fault,) = _settled(*chain).faults
        assert (fault.document_id, fault.attribute) == ("d0", "fills")
        assert "no document above leaves it open" in str(fault.error)
        assert _settled(*chain).values == {}
    assert set(_settled(fills, opens).unfilled) == {"p"}
    assert _settled(opens, {}, fills).values == {"p": 1}


def test_the_first_document_that_fills_in_counts_and_the_second_is_told():
    """Two values of one parameter are a fault, whichever comes first."""
    first, second = {"fills": [_fill(1)]}, {"fills": [_fill(2)]}
    made = _settled({"parameters": [_open()]}, first, second)

    assert made.values == {"p": 1}
    assert [fault.document_id for fault in made.faults] == ["d2"]
    again = _settled({"parameters": [_open()]}, {"parameters": [_open()]}, first)
    assert [(f.document_id, f.attribute) for f in again.faults] == [
        ("d1", "parameters")
    ]
    (wrong,) = _settled({"parameters": [_open(by=["town"])]}, first).faults
    assert "'city' speaks" in str(wrong.error)


def _line(**fields):
    return EventLine(line_id="l", label=X, basis=OWN, **fields)


def test_points_of_an_event_start_at_none_and_end_at_the_most():
    """Each missing meeting 5 points, 12 at most; praise from 2 to 10 points."""
    each, given = _line(each=5, most=12), _line(least=2, most=10)

    assert [each.points(Fraction(n)) for n in (0, 1, 2, 3)] == [0, 5, 10, 12]
    assert _line(each=5).points(Fraction(30)) == 150
    assert [given.points(Fraction(n)) for n in (0, 2, 10)] == [0, 2, 10]
    assert _line(least=0).points(Fraction(99)) == 99
    for line, entered in ((each, "-1"), (each, "1/2"), (given, "1.9"), (given, "10.1")):
        with pytest.raises(ValueRangeError, match="'l'"):
            line.points(Fraction(entered))
    assert _line(least=3, most=3).points(Fraction(3)) == 3
    for fields in ({}, {"each": 1, "least": 1}, {"least": 3, "most": 2}, {"each": -1}):
        with pytest.raises(ValueRangeError, match="'l'"):
            _line(**fields)
    for fields in ({"least": -1}, {"each": 1, "most": -1}, {"least": -2, "most": -1}):
        with pytest.raises(ValueRangeError, match="at least 0"):
            _line(**fields)


@pytest.mark.parametrize(
    ("share", "heads", "floor", "half_up", "ceiling"),
    [
        ("20%", 10, 2, 2, 2),
        ("20%", 12, 2, 2, 3),
        ("25%", 10, 2, 3, 3),
        ("20%", 14, 2, 3, 3),
        ("20%", 2, 0, 0, 1),
        ("0%", 9, 0, 0, 0),
        ("100%", 9, 9, 9, 9),
    ],
)
def test_a_share_of_heads_becomes_places(share, heads, floor, half_up, ceiling):
    """Within the share is the floor, and nothing else is."""
    by_rounding = {
        rounding: Quota(
            quota_id="q", grade_id="g", ceiling=share, rounding=rounding, basis=OWN
        ).places(heads)
        for rounding in QuotaRounding
    }

    assert by_rounding == {
        QuotaRounding.FLOOR: floor,
        QuotaRounding.HALF_UP: half_up,
        QuotaRounding.CEILING: ceiling,
    }


def _quota(**fields):
    return Quota(quota_id="q", grade_id="g", **{"basis": OWN, **fields})


def test_shares_of_a_quota_run_from_nobody_to_all():
    """0 and 1 are shares; a floor leaves its ceiling; approval only widens."""
    for share in (0, 1):
        assert _quota(ceiling=share).ceiling_of() == share
        assert _quota(worse_at_least=share).ceiling_of() == 1 - share
        assert _quota(ceiling=0, with_approval=share).ceiling_of(approved=True) == share
    assert _quota().ceiling == 1
    assert _quota(heads=0).places(50) == 0
    assert _quota(heads=3).places(50) == 3
    same = _quota(ceiling="1/5", with_approval="1/5")
    assert same.ceiling_of(approved=True) == Fraction(1, 5)
    wider = _quota(ceiling="1/5", with_approval="1/4")
    assert wider.ceiling_of() == Fraction(1, 5)
    assert wider.places(20, approved=True) == 5
    for wrong in (
        {"ceiling": Fraction(-1, 100)},
        {"ceiling": Fraction(101, 100)},
        {"worse_at_least": Fraction(-1, 100)},
        {"worse_at_least": Fraction(101, 100)},
        {"ceiling": "1/5", "with_approval": "19%"},
        {"with_approval": Fraction(101, 100)},
        {"heads": -1},
        {"heads": True},
    ):
        with pytest.raises(ValueRangeError):
            _quota(**wrong)
    with pytest.raises(ReviewRuleError, match="do not sum to 1"):
        _quota(ceiling="1/5", worse_at_least="1/5")


@pytest.mark.parametrize(
    ("fields", "plain"),
    [
        ({}, True),
        ({"scope": "unit"}, False),
        ({"base": "headcount"}, False),
        ({"with_approval": 1}, False),
        ({"ties": "include"}, False),
        ({"held_down_take_place": True}, False),
        ({"heads": 3, "rounding": "ceiling"}, True),
    ],
)
def test_what_decides_the_places_besides_the_number_of_those_assessed(fields, plain):
    """A quota is plain where nothing else does."""
    assert _quota(ceiling="1/3", **fields).plain is plain


def test_a_ceiling_by_the_grade_of_the_unit():
    """A good unit has more places, and a better share still with approval."""
    ceilings = [
        UnitCeiling(unit_grade=grade, ceiling=share, basis=OWN)
        for grade, share in (("fair", "15%"), ("good", "25%"))
    ]
    quota = _quota(
        ceiling="20%", scope="unit", by_unit_grade=ceilings, with_approval="20%"
    )

    assert quota.places(20, "good") == 5
    assert quota.places(20, "fair") == 3
    assert quota.places(20, "fair", approved=True) == 4
    assert quota.places(20, "good", approved=True) == 5
    least = attrs.evolve(quota, ceiling="15%", with_approval="15%")
    assert least.places(20, "fair", approved=True) == 3
    with pytest.raises(ReviewRuleError, match="record one of fair, good"):
        quota.places(20, "bad")


def _by_place(*shares):
    return RankGrading(
        grades=[
            GradeShare(grade_id=f"g{at}", label=X, share=share)
            for at, share in enumerate(shares)
        ],
        basis=OWN,
    )


def test_shares_of_places_may_be_none_and_may_be_all():
    """Nobody is last; or the rest is nobody."""
    assert _by_place("1/3", None, 0).rest == 1
    assert _by_place("1/2", None, "1/2").rest == 1
    for shares in (("1/2", None, Fraction(-1, 9)), ("1/2", None, "51%")):
        with pytest.raises(ValueRangeError, match="shares of the grades"):
            _by_place(*shares)
    for shares in (("1/2", "1/2"), (None, None)):
        with pytest.raises(ReviewRuleError, match="without a share"):
            _by_place(*shares)


@pytest.mark.parametrize(
    ("least", "most", "step", "marks"),
    [(0, 1, 1, 2), (0, 239, 1, 240), (1, 2, "0.5", 3), (-1, 1, 1, 3)],
)
def test_a_scale_of_points_has_two_marks_at_least(least, most, step, marks):
    """From one step on, up to what one byte can tell apart."""
    points = PointScale(scale_id="s", least=least, most=most, step=step, basis=OWN)
    values = [option.value for option in points.scale.options]

    assert len(values) == marks
    assert (values[0], values[-1]) == (most, least)


@pytest.mark.parametrize(
    ("least", "most", "step"),
    [(0, 0, 1), (0, 240, 1), (0, 10, 3), (0, 10, 0), (0, 10, -1), (5, 1, 1)],
)
def test_steps_that_do_not_lead_from_end_to_end_are_refused(least, most, step):
    """No step, too many, a remainder, and the wrong way round."""
    with pytest.raises(ValueRangeError, match="'s'"):
        PointScale(scale_id="s", least=least, most=most, step=step, basis=OWN)


def test_a_distribution_reaches_from_its_lower_end_to_below_its_upper():
    """From 80 to below 90: 80 is within, 90 is not."""
    fields = {"check_id": "c", "label": X, "effect": "flag", "basis": OWN}
    check = Distribution(lower=80, upper=90, **fields)

    assert [check.holds(Fraction(v)) for v in (79, 80, 89, 90)] == [
        False,
        True,
        True,
        False,
    ]
    assert Distribution(least=2, most=2, **fields).most == 2
    assert Distribution(**fields).holds(Fraction(-5))
    for wrong in (
        {"least": 3, "most": 2},
        {"lower": 90, "upper": 90},
        {"least": -1},
        {"least": True},
        {"most": -1},
    ):
        with pytest.raises(ValueRangeError):
            Distribution(**wrong, **fields)


def test_trimming_drops_a_count_or_a_share_below_one_half():
    """One mark, or just under half; never both and never none."""
    fields = {"least_raters": 0, "too_few": "error"}

    assert TrimmedMean(each=1, **fields).each == 1
    assert TrimmedMean(share="49%", **fields).share == Fraction(49, 100)
    for wrong in (
        {},
        {"each": 1, "share": "1%"},
        {"share": "1/2"},
        {"share": -1},
        {"each": -1},
        {"each": True},
    ):
        with pytest.raises(ValueRangeError):
            TrimmedMean(**wrong, **fields)


def test_a_report_has_a_length_of_at_least_one():
    """Parts are in the order of the form; a share of problems may be none or all."""
    rule = ReportRule(parts=["plans", "work"], most_characters=1, basis=OWN)

    assert [part.label.en for part in rule.parts] == ["duties performed", "next steps"]
    for share in (0, 1):
        assert ReportRule(least_problem_share=share, basis=OWN).least_problem_share == (
            share
        )
    for wrong in (
        {"most_characters": 0},
        {"most_characters": True},
        {"least_problem_share": Fraction(101, 100)},
        {"least_problem_share": Fraction(-1, 100)},
    ):
        with pytest.raises(ValueRangeError):
            ReportRule(**wrong, basis=OWN)


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("PB-FORM-51", "正式党员不足3名的单位，一般不超过5个"),
        ("PB-TERM-31", "一般不超过12个月"),
        ("PB-APPR-01", "1/3"),
        ("PB-APPR-03", "95%"),
    ],
)
def test_confirmed_numbers_are_told_as_the_documents_state_them(code, zh):
    """Joint branches, elections shifted, and shares that are short or are not."""
    (line,) = [line for line in REGULATIONS.lines if line.code == code]

    assert line.says.zh == zh
    summary = REGULATIONS.summary()
    assert summary.shown == len(summary.columns)


def test_the_constitution_is_that_of_the_nineteenth_congress():
    """It took the amended text on the congress's last day."""
    cited = party_constitution("第三十一条")

    assert cited.issued == date(2017, 10, 24)


@pytest.mark.parametrize(
    ("weights", "total", "said"),
    [
        ({"a": 60, "b": 40}, 100, ["60", "40"]),
        ({"a": 2, "b": 0}, 2, ["2", "0"]),
        ({"a": "3/5", "b": "2/5"}, 1, ["60%", "40%"]),
        ({"a": 1, "b": 0}, 1, ["100%", "0%"]),
    ],
)
def test_weights_are_told_against_their_total(weights, total, said):
    """Points of a hundred are points, shares of one are percentages."""
    stated = rule_statements(plain_rules(groups=weights, group_total=total))
    found = {s.path: s.said.zh for s in stated.statements if s.path.endswith("weight")}

    assert [found[f"voter_groups[{at}].weight"] for at in (0, 1)] == said
    assert found["items[0].weight"] == "100%"


def test_an_item_marked_on_a_scale_of_another_scheme_is_refused():
    """The scheme has one scale; the message names it."""
    rules = plain_rules()
    (item,) = rules.items
    other = attrs.evolve(item, scale_id="other")

    assert rules.scale_of(item).scale_id == "scale"
    with pytest.raises(UnknownIdError, match="'other'"):
        rules.scale_of(other)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({}, "any value"),
        ({"most": 3}, "at most 3"),
        ({"least": 1}, "1 or more"),
        ({"least": 1, "most": 3}, "1 to 3"),
    ],
)
def test_the_range_of_a_parameter_in_words(limits, words):
    """As whoever fills it in is told when he does not, and when he does wrong."""
    opened = _open(**limits)
    made = _settled({"parameters": [opened]}, {})

    assert opened.range_text == words
    assert made.known == {"p"}
    assert f"leaves it open ({words}) to city" in str(made.unfilled["p"].error)
    filled = _settled({"parameters": [opened, _open("q")]}, {"fills": [_fill(2)]})
    assert filled.known == {"p", "q"}


def test_whoever_fills_in_what_is_not_open_is_told_what_is():
    """Or that nothing is."""
    (nothing,) = _settled({}, {"fills": [_fill(1)]}).faults
    assert "fill in one of: none" in str(nothing.error)
    (other,) = _settled({"parameters": [_open("q")]}, {"fills": [_fill(1)]}).faults
    assert "fill in one of: q" in str(other.error)


def test_a_range_may_be_one_value():
    """The least is the most; the floor is the full."""
    fields = {"measure_id": "m", "label": X, "basis": OWN}

    assert EnteredMeasure(least=5, most=5, **fields).most == 5
    with pytest.raises(ValueRangeError, match="most of 'm' is 4; expected at least 5"):
        EnteredMeasure(least=5, most=4, **fields)
    assert EventMeasure(full=5, floor=5, lines=[_line(each=1)], **fields).floor == 5
    with pytest.raises(ValueRangeError, match="floor of 'm' is 6; expected at most 5"):
        EventMeasure(full=5, floor=6, lines=[_line(each=1)], **fields)


def test_points_out_of_range_are_told_the_range():
    """With its upper end, where it has one."""
    with pytest.raises(ValueRangeError, match="is 1; expected 2 to 10, or 0"):
        _line(least=2, most=10).points(Fraction(1))
    with pytest.raises(ValueRangeError, match="is 1; expected 2 or more, or 0"):
        _line(least=2).points(Fraction(1))


def test_ends_and_limits_of_a_distribution_are_exact():
    """Text is read, and a float refused; a limit below none is no count."""
    fields = {"check_id": "c", "label": X, "effect": "flag", "basis": OWN}
    check = Distribution(lower="80.5", upper="90", **fields)

    assert (check.lower, check.upper) == (Fraction(161, 2), 90)
    assert check.effect is CheckEffect.FLAG
    for wrong in ({"lower": 0.5}, {"upper": 0.5}):
        with pytest.raises(InexactNumberError):
            Distribution(**wrong, **fields)
    with pytest.raises(ValueRangeError, match="most is -1; expected a count"):
        Distribution(most=-1, **fields)
    for check in (
        AllEqual(**fields),
        OverallAgrees(overall="a", items=iter(["b"]), most_apart="1/2", **fields),
    ):
        assert check.effect is CheckEffect.FLAG
    assert check.items == ("b",)
    assert check.most_apart == Fraction(1, 2)


@pytest.mark.parametrize(
    ("number", "words"),
    [("0", "0%"), ("1", "100%"), ("1/3", "1/3"), ("3/2", "1.5"), ("-1/2", "-0.5")],
)
def test_a_weight_is_a_percentage_only_within_one(number, words):
    """Factors above 1 and below 0 are no shares."""
    assert value_label("weight", Fraction(number)).en == words


def test_weights_of_parts_are_factors_where_nothing_is_declared():
    """Shares of 1 in percent, points of 100 as points, factors as numbers."""
    entered = EnteredMeasure(measure_id="m", label=X, basis=OWN)
    sums = {
        "a": (None, ["1/2", 2]),
        "b": (1, ["1/4", "3/4"]),
        "c": (100, [40, 60]),
    }
    measures = [
        SumMeasure(
            measure_id=code,
            label=X,
            parts=[Part(measure_id="m", weight=w, basis=OWN) for w in weights],
            weight_total=total,
            basis=OWN,
        )
        for code, (total, weights) in sums.items()
    ]
    rules = plain_rules(measures=[entered, *measures])
    half = [attrs.evolve(rules.components[0], weight="1/2")]
    added = attrs.evolve(rules, components=half, composition="added")

    def weights(rules, start):
        return [
            statement.said.en
            for statement in rule_statements(rules).statements
            if statement.path.startswith(start) and statement.path.endswith("weight")
        ]

    assert weights(rules, "measures") == ["0.5", "2", "25%", "75%", "40", "60"]
    assert weights(rules, "components") == ["100%"]
    assert weights(added, "components") == ["0.5"]


def test_a_scale_is_told_by_its_code_and_a_mean_by_its_name():
    """A plain mean asks for nothing more."""
    measure = BallotMeasure(measure_id="b", label=X, basis=OWN)
    stated = rule_statements(plain_rules(measures=[measure])).statements
    found = {statement.path: statement for statement in stated}

    assert found["scales[0].scale_id"].what.en == "code"
    assert found["items[0].scale_id"].what.en == "scale"
    assert found["measures[0].average"].said.en == "mean"


def test_the_period_of_a_regulation_is_told_where_it_is_known():
    """First day and last day, or nothing where practice bears no date."""
    dated = {line.code: str(line.period) for line in REGULATIONS.lines}

    assert {row[1]: row[4] for row in REGULATIONS.summary().rows} == dated
    assert dated["PB-FORM-01"] == "2018-10-28.."
    assert {row[4] for row in UNDATED_PRACTICE.summary().rows} == {None}
