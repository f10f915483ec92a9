"""The gate on conferences made so that one known way to vote excuses a single voter.

Voter a alone is a group of weight w. A change of a's mark by one option moves an item
score by 20 w, and one mark of another group of n voters by 20/n of its weight: where
the two are equal, nothing that is printed of the item tells them apart, and where they
differ by a little, the places that are printed decide.
"""

from fractions import Fraction

import attrs

from partybuild.analysis import Disclosure
from partybuild.analysis.disclosure import Interval, Told, summary_roundings
from partybuild.assessment import assess
from partybuild.conference import NO_CHOICES, BallotBox, BallotForm
from partybuild.kernel import Rounding
from partybuild.testing.plain import FOUR_OPTIONS, plain_review, plain_rules

PLACES = [Rounding(places=n) for n in (2, 1, 0)]
CUT = Rounding(places=1, mode="down")


def _conference(groups, heaps, items=(1,), score=None, item=0, **others):
    """Ballots are written as digits; option values are moved so that an item scores so.

    What every option is worth more moves all scores alike and nothing else.
    """
    found = None
    moved = Fraction()
    for _ in range(2):
        options = {word: value + moved for word, value in FOUR_OPTIONS.items()}
        rules = plain_rules(items, groups, options, edges=[1], **others)
        form = BallotForm.of(rules, ["p"])
        box = BallotBox.from_bytes(
            form,
            {
                group: [bytes(map(int, ballot)) for ballot in ballots.split()]
                for group, ballots in heaps.items()
            },
        )
        found = assess(plain_review(rules, box))
        if score is None:
            break
        moved = Fraction(score) - found.standing("p").items[item].score
    return found


def _own(assessment, group_id, item=0):
    """The mean that a group gave for an item, told by somebody."""
    at = assessment.tally.form.group_ids.index(group_id)
    counts = assessment.tally.options(at, 0, item)
    values = [o.value for o in assessment.rules.scales[0].options]
    mean = sum((n * v for n, v in zip(counts, values, strict=True)), Fraction()) / sum(
        counts
    )
    meant = Interval(low=mean, high=mean + Fraction(1, 10**9))
    return Told(
        terms={(0, item): Fraction(1)}, value=mean, meant=meant, group_id=group_id
    )


MARKS = "0 1 1 2 1 2 1 0 3 2"


def _marks(number, text=MARKS):
    return " ".join(text.split()[:number])


def _near(difference, voters):
    """Weights of a and of a group b whose one mark makes up for a's but for so much."""
    # 20 w = 20 (1 - w) / voters + difference
    w = (Fraction(20, voters) + Fraction(difference)) / (20 + Fraction(20, voters))
    return {"a": w, "b": 1 - w}


def test_two_places_pass_alone_and_not_beside_the_one_place_of_a_report():
    """84.1505 and 84.1475 both read 84.15, but 84.2 and 84.1 in the report."""
    heaps = {"a": "0", "b": _marks(7)}
    assessment = _conference(_near("0.003", 7), heaps, score="84.1505")
    gate = Disclosure()

    finest = gate.clear(assessment, PLACES)
    assert finest.rounding == PLACES[2]
    assert [item.text for item in finest.items_of("p")] == ["84"]
    # Where one place is cut off nothing is told: the report itself prints none.
    assert gate.clear(assessment, [CUT, PLACES[2]]).rounding == CUT
    # With a score elsewhere the report says nothing that two places do not say.
    elsewhere = _conference(_near("0.003", 7), heaps, score="84.1705")
    found = gate.clear(elsewhere, PLACES)
    assert found.rounding == PLACES[0]
    assert [item.text for item in found.items_of("p")] == ["84.17"]
    report = gate.clear(elsewhere, PLACES[1:])
    assert [item.text for item in report.items_of("p")] == ["84.2"]


def test_a_place_that_is_cut_off_counts_beside_one_that_is_rounded():
    """Cut off, 84.1475 reads 84.1 like 84.1505, and 84.2105 does not.

    Rounded, 84.2105 reads 84.2, like 84.1505, and 84.1475 does not. Each table alone
    leaves a way to vote; who holds both knows that voter a chose the best.
    """
    # 20 w = 20 wb / 7 + 0.003 and 20 w = 20 wc / 5 - 0.06, together 1.
    w = (1 + 7 * Fraction("0.00015") - 5 * Fraction("0.003")) / 13
    weights = {
        "a": w,
        "b": 7 * (w - Fraction("0.00015")),
        "c": 5 * (w + Fraction("0.003")),
    }
    heaps = {"a": "0", "b": _marks(7), "c": _marks(5)}
    heaps = {g: " ".join("2" + m for m in marks.split()) for g, marks in heaps.items()}
    heaps["a"] = "10"
    gate = Disclosure()
    for score, passes in (("84.1505", False), ("84.1205", True)):
        assessment = _conference(weights, heaps, [1, 0], score, 1)
        assert gate.clear(assessment).rounding == PLACES[1]
        found = gate.clear(assessment, [CUT, PLACES[2]]).rounding
        assert found == (CUT if passes else PLACES[2])


def test_no_place_counts_beside_the_one_place_of_a_report():
    """84.5305 reads 84.5 like 84.4705, and 85 where that reads 84; 84.2705 does not."""
    # 20 w = 20 wb / 7 - 0.06 and 20 w = 20 wc / 5 + 0.2, together 1.
    w = (1 - 7 * Fraction("0.003") + 5 * Fraction("0.01")) / 13
    weights = {
        "a": w,
        "b": 7 * (w + Fraction("0.003")),
        "c": 5 * (w - Fraction("0.01")),
    }
    heaps = {"a": "0", "b": _marks(7), "c": _marks(5)}
    heaps = {g: " ".join("2" + m for m in marks.split()) for g, marks in heaps.items()}
    heaps["a"] = "10"
    none, gate = PLACES[2], Disclosure()
    for score, passes in (("84.4705", False), ("84.2805", True)):
        assessment = _conference(weights, heaps, [1, 0], score, 1, rounding=none)
        assert gate.clear(assessment).rounding == PLACES[1]
        found = gate.clear(assessment, summary_roundings(none))
        assert found.rounding == (none if passes else None)
        # The report prints them in any case, so they are audited in any case.
        names = [figure.name for figure in found.figures[0]]
        assert names == ["total", "item i0", "item i1"]


SHOWN = {"a": "1/12", "c": "5/12", "d": "6/12"}


def test_a_group_score_that_is_printed_takes_its_excuse_away():
    """Voter a may be excused by group c or by d; c is not printed, d is."""
    heaps = {"a": "1", "c": _marks(5), "d": _marks(6)}
    assessment = _conference(SHOWN, heaps)
    gate = Disclosure()
    cleared = gate.clear(assessment, PLACES)

    assert gate.clear(assessment, PLACES, with_groups=True).hidden_groups == {"a", "c"}
    assert gate.pass_together(assessment, cleared, [])
    assert not gate.pass_together(assessment, cleared, [_own(assessment, "c")])
    # Where no group score is in the table, the other group still is an excuse.
    assert gate.pass_together(assessment, cleared, [_own(assessment, "d")])


def test_where_only_a_printed_group_excuses_no_group_is_printed():
    """Hiding a and c protects a from the audit of means, and not from trial."""
    heaps = {"a": "1", "c": _marks(5), "d": _marks(6)}
    weights = {"a": "1/100", "c": "93/100", "d": "6/100"}
    assessment = _conference(weights, heaps)
    cleared = Disclosure().clear(assessment, PLACES, with_groups=True)

    assert cleared.hidden_groups == {"a", "c", "d"}
    assert cleared.rounding == PLACES[0]
    names = [figure.name for figure in cleared.figures[0]]
    assert names == ["total", "item i0"]


def test_group_scores_count_beside_the_one_place_of_a_report():
    """Group d is an excuse that is printed; the one by c reads 84.15, and 84.1."""
    w = (1 + 5 * Fraction("0.00015")) / 12
    weights = {"a": w, "c": 5 * (w - Fraction("0.00015")), "d": 6 * w}
    heaps = {"a": "0", "c": _marks(5), "d": _marks(6)}
    for score, hidden in (("84.1505", "acd"), ("84.1705", "ac")):
        assessment = _conference(weights, heaps, score=score)
        cleared = Disclosure().clear(assessment, PLACES, with_groups=True)
        assert cleared.rounding == PLACES[0]
        assert cleared.hidden_groups == set(hidden)


W = Fraction(1007, 13000)


def test_a_finer_summary_table_counts_beside_a_coarse_report():
    """An excuse by c keeps all places, one by b the first only; the rest is told."""
    heaps = {"a": "11", "b": _marks(7), "c": _marks(5)}
    heaps = {g: " ".join(2 * m for m in marks.split()) for g, marks in heaps.items()}
    heaps["a"] = "11"
    weights = {"a": W, "b": 1 - 6 * W, "c": 5 * W}
    assessment = _conference(weights, heaps, items=[1, 0])
    gate = Disclosure()
    report = gate.clear(assessment)
    table = gate.clear(assessment, PLACES)

    assert (report.rounding, table.rounding) == (PLACES[1], PLACES[0])
    assert gate.pass_together(assessment, report, [])
    assert gate.pass_together(assessment, table, [])
    # Only the excuse by b is left, which two places of the second item exclude.
    more = [_own(assessment, "c", item=1)]
    assert not gate.pass_together(assessment, report, more)
    assert not gate.pass_together(assessment, table, more)
    coarse = _conference(weights, heaps, items=[1, 0], rounding=Rounding(places=1))
    assert gate.pass_together(coarse, gate.clear(coarse), [_own(coarse, "c", item=1)])


def test_a_summary_table_is_judged_beside_the_one_place_of_a_report():
    """So it stays at no place where one would tell; then more may be told."""
    # 20 w = 20 wb / 7 + 0.003 and 20 w = 20 wc / 5 + 0.2, together 1.
    w = (1 + 7 * Fraction("0.00015") + 5 * Fraction("0.01")) / 13
    weights = {
        "a": w,
        "b": 7 * (w - Fraction("0.00015")),
        "c": 5 * (w - Fraction("0.01")),
    }
    heaps = {"a": "10", "b": _marks(7), "c": _marks(5)}
    heaps = {
        g: " ".join("1" + m[-1] for m in marks.split()) for g, marks in heaps.items()
    }
    fields = {"items": [1, 0], "item": 1, "score": "84.1505"}
    assessment = _conference(weights, heaps, **fields)
    gate = Disclosure()

    assert gate.clear(assessment, PLACES).rounding == PLACES[2]
    more = [_own(assessment, "b", item=1)]
    assert gate.pass_together(assessment, gate.clear(assessment), more)


def test_one_subject_whose_scores_tell_of_few_keeps_the_items_of_all_back():
    """The second was marked by the four of group b alone."""
    rules = plain_rules(
        items=["1/2", "1/2"], groups={"a": "1/2", "b": "1/2"}, empty_group="renormalize"
    )
    form = BallotForm.of(rules, ["p", "q"])
    none = [*map(int, NO_CHOICES)][:1] * 2
    heaps = {
        "a": [bytes([n % 3, 1, *none]) for n in range(8)],
        "b": [bytes([0, 1, 1, 2]), bytes([2, 1, 2, 1])] * 2,
    }
    assessment = assess(plain_review(rules, BallotBox.from_bytes(form, heaps)))
    cleared = Disclosure().clear(assessment)

    assert cleared.exposed == ("b",)
    assert cleared.rounding is None
    assert cleared.items == ()
    first = attrs.evolve(rules, empty_group="zero")
    form = BallotForm.of(first, ["p"])
    heaps = {group: [ballot[:2] for ballot in heap] for group, heap in heaps.items()}
    alone = assess(plain_review(first, BallotBox.from_bytes(form, heaps)))
    assert Disclosure().clear(alone).rounding is not None


def _of_two(rules, subjects, heaps):
    """Ballots are written as digits; a dash chooses nothing."""
    form = BallotForm.of(rules, subjects)
    ballots = {
        group: [
            bytes(NO_CHOICES[0] if mark == "-" else int(mark) for mark in ballot)
            for ballot in marks.split()
        ]
        for group, marks in heaps.items()
    }
    return assess(plain_review(rules, BallotBox.from_bytes(form, ballots)))


def test_a_mean_of_four_is_kept_back_even_where_rounding_would_hide_it():
    """Whole numbers of options 1 to 4 leave several means of four voters open."""
    rules = plain_rules(
        groups={"a": "1/2", "b": "1/2"},
        options={"好": 4, "较好": 3, "一般": 2, "差": 1},
        edges=[1],
        empty_group="renormalize",
        rounding=Rounding(places=0),
    )
    heaps = {"a": "0- 1- 2- 1- 1- 2- 0- 1-", "b": "01 21 12 11"}
    cleared = Disclosure().clear(_of_two(rules, ["p", "q"], heaps))

    assert (cleared.exposed, cleared.rounding) == (("b",), None)


def _half_marked(number, first, others):
    """Ballots whose second mark is there or is not."""
    marks = MARKS.split()
    return " ".join(
        marks[(at + first) % 10] + (marks[(3 * at + first + 1) % 10] if others else "-")
        for at in range(number)
    )


def test_a_group_that_one_subject_hides_stays_out_for_all():
    """The second has no mark of b, so that it takes c to protect a there."""
    rules = plain_rules(
        groups=dict.fromkeys("abcd", "1/4"), edges=[1], empty_group="renormalize"
    )
    sizes = {"a": 3, "b": 6, "c": 8, "d": 9}
    heaps = {
        group: _half_marked(number, at, group != "b")
        for at, (group, number) in enumerate(sizes.items())
    }
    cleared = Disclosure().clear(_of_two(rules, ["p", "q"], heaps), with_groups=True)

    assert cleared.hidden_groups == {"a", "b", "c"}
    assert cleared.rounding is not None


def test_group_scores_may_be_printed_where_item_scores_may_not():
    """Only the three of a marked the second item; their group stays out with b."""
    rules = plain_rules(
        ["1/2", "1/2"],
        dict.fromkeys("abc", "1/3"),
        edges=[1],
        empty_group="renormalize",
    )
    heaps = {
        group: _half_marked(number, at, group == "a")
        for at, (group, number) in enumerate({"a": 3, "b": 6, "c": 9}.items())
    }
    cleared = Disclosure().clear(_of_two(rules, ["p"], heaps), with_groups=True)

    assert (cleared.exposed, cleared.rounding, cleared.items) == ((), None, ())
    assert cleared.hidden_groups == {"a", "b"}


def test_a_summary_is_as_wide_as_the_items():
    """Its columns are the subject and the items."""
    assessment = _conference({"g": 1}, {"g": "01 12 20 11 02"}, items=["1/2", "1/2"])

    assert Disclosure().clear(assessment).summary().shown == 3


def test_a_gate_that_remembers_answers_as_one_that_does_not():
    """And it answers once: what it is asked again is the same object."""
    heaps = {"a": "1", "c": _marks(5), "d": _marks(6)}
    one, other = _conference(SHOWN, heaps), _conference(SHOWN, heaps, score="84.1705")
    plain, gate = Disclosure(), Disclosure().remembering()
    cleared = {}
    for _ in range(2):
        for at, assessment in enumerate((one, other)):
            for places in (PLACES, PLACES[1:]):
                for groups in (False, True):
                    found = gate.clear(assessment, places, with_groups=groups)
                    key = at, places[0], groups
                    assert found == plain.clear(assessment, places, with_groups=groups)
                    assert cleared.setdefault(key, found) is found
    report = gate.clear(one, PLACES)
    again = attrs.evolve(report)
    for _ in range(2):
        assert gate.pass_together(one, report, []) is True
        assert gate.pass_together(one, report, [_own(one, "c")]) is False
        assert gate.pass_together(one, again, [_own(one, "d")]) is True
        assert gate.pass_together(one, again, [_own(one, "c")]) is False
    assert gate.remembering() is gate
    assert gate == gate.remembering()
    assert Disclosure(means_from=7).remembering().means_from == 7


def test_a_gate_with_another_number_remembers_nothing_of_the_first():
    """The six of group d may be told to those who ask for five, and not for seven."""
    heaps = {"a": "1", "c": _marks(5), "d": _marks(6)}
    assessment = _conference(SHOWN, heaps)
    gate = Disclosure().remembering()
    cleared = gate.clear(assessment, PLACES, with_groups=True)
    report = gate.clear(assessment, PLACES)
    more = [_own(assessment, "d")]
    assert gate.pass_together(assessment, report, more)

    other = attrs.evolve(gate, means_from=7)
    assert not other.pass_together(assessment, report, more)
    found = other.clear(assessment, PLACES, with_groups=True)
    assert found == Disclosure(means_from=7).clear(assessment, PLACES, with_groups=True)
    assert found != cleared


def test_a_gate_that_remembers_judges_what_may_stand_together_once(monkeypatch):
    """Asked again, it does not work the answer out again."""
    heaps = {"a": "1", "c": _marks(5), "d": _marks(6)}
    assessment = _conference(SHOWN, heaps)
    gate = Disclosure().remembering()
    cleared = gate.clear(assessment, PLACES)
    asked = []
    judge = Disclosure.pass_together

    def _counted(self, *those):
        asked.append(those)
        return judge(self, *those)

    monkeypatch.setattr(Disclosure, "pass_together", _counted)
    for _ in range(2):
        gate.pass_together(assessment, cleared, [_own(assessment, "c")])
        gate.pass_together(assessment, cleared, [])
    assert len(asked) == 2
