"""What the linter proves holds for every review, and what it shows is so."""

from fractions import Fraction
from itertools import product
from random import Random

import attrs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import partybuild as pb
from partybuild.conference import BallotBox, BallotForm
from partybuild.kernel import Label, Severity, sorted_findings
from partybuild.rules import (
    LINT_CODES,
    TOTAL,
    Compared,
    Comparison,
    Component,
    Distribution,
    Monotone,
    Quota,
    QuotaRounding,
    RateMeasure,
    Step,
    StepMeasure,
    lint,
    prove_monotone,
)
from partybuild.rules._lint._ballot_checks import fitting_subjects
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._program import greatest, solution
from partybuild.rules._lint._scheme import told
from partybuild.testing.plain import (
    OWN,
    box_of_counts,
    plain_review,
    plain_rulebook,
    plain_rules,
)
from partybuild.testing.strategies import algebraic_reviews, algebraic_rules, rules

X = Label(zh="指标", en="measure")
SHARES = st.integers(0, 20).map(lambda part: Fraction(part, 20))
CODES = {code.code: code for code in LINT_CODES}


def _rate(code, *options, **others):
    return RateMeasure(
        measure_id=code,
        label=X,
        item_id="i0",
        options=options,
        **({"base": "valid_marks", "basis": OWN} | others),
    )


def _measured(measure_id, **others):
    return {
        "measure_id": measure_id,
        "component_id": measure_id,
        "label": X,
        "kind": "measure",
        "weight": 1,
        "basis": OWN,
    } | others


def _class_of(review, subject_id):
    return next(r.class_id for r in review.subjects if r.post_id == subject_id)


@settings(max_examples=25)
@given(algebraic_reviews())
def test_no_value_leaves_the_bounds_and_no_grade_out_of_reach_is_given(review):
    """Bounds and unreachable grades are proven, whatever is voted."""
    scheme = review.version.rules
    out_of_reach = {
        finding.subject.removeprefix("grading.")
        for finding in lint(scheme)
        if finding.code == "PB-LINT-01"
    }
    assessment = pb.assess(review)

    for standing in assessment.standings:
        case = told(scheme, _class_of(review, standing.subject_id))
        values = {m.measure_id: m.value for m in standing.measures}
        for code, value in (values | {TOTAL: standing.score}).items():
            low, high = case.reach(code)
            assert low is None or low <= value
            assert high is None or value <= high
        assert standing.grade_id not in out_of_reach


@st.composite
def _raised(draw, review):
    """Raise one mark of one ballot, where there is one that can be raised."""
    box = review.box
    heaps = {g: list(box.ballots(g)) for g in box.form.group_ids}
    places = [
        (group, ballot, at)
        for group, heap in heaps.items()
        for ballot, marks in enumerate(heap)
        for at, mark in enumerate(marks)
        if 0 < mark < 200
    ]
    assume(places)
    group, ballot, at = draw(st.sampled_from(places))
    marks = bytearray(heaps[group][ballot])
    marks[at] = draw(st.integers(0, marks[at] - 1))
    heaps[group][ballot] = bytes(marks)
    subject = box.form.subject_ids[at // len(box.form.items)]
    return subject, attrs.evolve(review, box=BallotBox.from_bytes(box.form, heaps))


def _outcome(review, subject):
    """Return the total, and the place of the grade before quotas."""
    standings = {s.subject_id: s for s in pb.assess(review).standings}
    assume(subject in standings)
    result, grading = standings[subject].result, review.version.rules.grading
    grades = [result.band_grade_id, *(cap.grade_id for cap in result.caps)]
    return standings[subject].score, max(map(grading.place, grades))


@settings(max_examples=25)
@given(st.data())
def test_law_13_what_is_proven_monotone_never_falls(data):
    """A raised mark lowers no total and no grade that the linter vouches for."""
    review = data.draw(algebraic_reviews())
    proof = prove_monotone(review.version.rules)
    subject, better = data.draw(_raised(review))
    total, place = _outcome(review, subject)
    new_total, new_place = _outcome(better, subject)

    if proof.total is Monotone.PROVEN:
        assert new_total >= total
    if proof.grade is Monotone.PROVEN:
        assert new_place <= place


@st.composite
def _stepped(draw):
    """Draw schemes whose total is made by steps over rates of one item."""
    options = ["o0", "o1", "o2", "o3"]
    rates = [
        _rate(
            f"r{at}", *draw(st.lists(st.sampled_from(options), min_size=1, unique=True))
        )
        for at in range(2)
    ]
    steps = [
        Step(
            when=[
                Compared(
                    measure_id=f"r{draw(st.integers(0, 1))}",
                    comparison=draw(st.sampled_from(Comparison)),
                    threshold=draw(SHARES),
                )
                for _ in range(draw(st.integers(1, 2)))
            ],
            points=draw(st.integers(0, 100)),
            basis=OWN,
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    points = StepMeasure(
        measure_id="points", label=X, steps=steps, otherwise=50, basis=OWN
    )
    scheme = plain_rules(["1/2", "1/2"], {"g": "1/4", "h": "3/4"})
    ballots = attrs.evolve(scheme.components[0], weight=draw(SHARES))
    return attrs.evolve(
        scheme,
        measures=[*rates, points],
        components=[ballots, Component(**_measured("points"))],
        composition="added",
    )


def _review_of(scheme, ballots, told_marks):
    form = BallotForm.of(scheme, ["p"])
    marks = {item: [0] * 4 for item in form.item_ids}
    for item, option, number in told_marks:
        marks[item][int(option[1:])] = number
    for line in marks.values():
        if not any(line):
            line[0] = ballots
    counts = {group: list(marks.values()) for group in form.group_ids}
    return plain_review(scheme, box_of_counts(form, counts))


@settings(max_examples=30)
@given(_stepped())
def test_every_example_of_a_fall_falls_when_it_is_voted(scheme):
    """Marks that are shown as an example are better, and the result is worse."""
    proof = prove_monotone(scheme)

    # Everything here is told in shares, so nothing stays open.
    assert Monotone.OPEN not in {proof.total, proof.grade}
    assert (proof.example is None) == ({proof.total, proof.grade} == {Monotone.PROVEN})
    if proof.example is not None:
        before, after = (
            _outcome(_review_of(scheme, proof.example.ballots, marks), "p")
            for marks in (proof.example.before, proof.example.after)
        )
        _assert_better(proof.example)
        if proof.total is Monotone.REFUTED:
            assert after[0] < before[0]
        else:
            assert after[1] > before[1]


def _assert_better(example):
    """Of the first so many options, never fewer marks after than before."""
    gained = dict.fromkeys((item for item, _, _ in example.before), 0)
    for was, becomes in zip(example.before, example.after, strict=True):
        assert was[:2] == becomes[:2]
        gained[was[0]] += becomes[2] - was[2]
        assert gained[was[0]] >= 0
    assert set(gained.values()) <= {0}


@settings(max_examples=30)
@given(_stepped(), st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_steps_that_are_said_never_to_decide_never_do(scheme, marks):
    """Dead steps, hidden steps and comparisons that always hold are proven."""
    findings = lint(scheme)
    dead = {
        int(f.subject.removeprefix("measures.points.steps."))
        for f in findings
        if f.code in {"PB-LINT-02", "PB-LINT-04"}
    }
    counts = [("i0", f"o{at}", marks.count(at)) for at in range(4)]
    standing = pb.assess(_review_of(scheme, len(marks), counts)).standings[0]
    values = {m.measure_id: m.value for m in standing.measures}
    (points,) = (m for m in scheme.measures if m.measure_id == "points")
    decides = [
        all(c.comparison.holds(values[c.measure_id], c.threshold) for c in step.when)
        for step in points.steps
    ]

    first = decides.index(True) + 1 if any(decides) else 0
    assert first not in dead


@given(st.fractions(0, 1, max_denominator=40), st.sampled_from(QuotaRounding))
def test_law_42_numbers_of_heads_are_those_that_counting_finds(share, rounding):
    """The first heads with a place, and heads that exceed the share."""
    quota = Quota(
        quota_id="q", grade_id="grade-0", ceiling=share, rounding=rounding, basis=OWN
    )
    facts = {f.code: dict(f.evidence) for f in lint(plain_rules(quotas=[quota]))}
    heads = range(1, 200)
    with_place = [n for n in heads if quota.places(n)]
    beyond = [n for n in heads if quota.places(n) > share * n]

    if with_place and with_place[0] > 1:
        assert facts["PB-LINT-40"]["first_heads"] == str(with_place[0])
    else:
        assert "PB-LINT-40" not in facts
    assert ("PB-LINT-41" in facts) == bool(beyond)
    if beyond:
        said = facts["PB-LINT-41"]["heads"].removesuffix(", …").split(", ")
        assert [int(n) for n in said] == beyond[: len(said)]
    assert ("PB-LINT-01" in facts) == (not with_place)


@given(
    st.lists(SHARES, min_size=2, max_size=2),
    st.lists(st.sampled_from(QuotaRounding), min_size=2, max_size=2),
)
def test_limits_that_are_tighter_on_more_grades_are_named_with_their_heads(
    shares, ways
):
    """Where more grades have fewer places, the narrow limit cannot be filled."""
    quotas = [
        Quota(
            quota_id=f"q{at}",
            grade_id=f"grade-{at}",
            ceiling=share,
            rounding=way,
            basis=OWN,
        )
        for at, (share, way) in enumerate(zip(shares, ways, strict=True))
    ]
    facts = {f.code: dict(f.evidence) for f in lint(plain_rules(quotas=quotas))}
    short = [n for n in range(1, 100) if quotas[1].places(n) < quotas[0].places(n)]

    assert ("PB-LINT-42" in facts) == bool(short)
    if short:
        assert facts["PB-LINT-42"]["heads"].split(", ")[0] == str(short[0])


LIMITS = st.tuples(
    st.integers(0, 3),
    st.integers(1, 4),
    st.integers(0, 2),
    st.none() | st.integers(0, 3),
)


@settings(max_examples=40)
@given(st.lists(LIMITS, min_size=1, max_size=3))
def test_limits_on_a_ballot_fit_those_numbers_that_trying_finds(limits):
    """Shortest ways and trying all spreads over four values agree."""
    checks = [
        Distribution(
            check_id=f"c{at}",
            label=X,
            lower=low,
            upper=max(high, low + 1),
            least=least,
            most=None if more is None else least + more,
            effect="flag",
            basis=OWN,
        )
        for at, (low, high, least, more) in enumerate(limits)
    ]
    values = [Fraction(value) for value in range(4)]
    fits = set()
    for spread in product(range(6), repeat=4):
        held = [
            sum(n for n, v in zip(spread, values, strict=True) if check.holds(v))
            for check in checks
        ]
        if all(
            check.least <= number and (check.most is None or number <= check.most)
            for check, number in zip(checks, held, strict=True)
        ):
            fits.add(sum(spread))
    fits -= {0}
    found = fitting_subjects(values, checks)

    if found is None or found[1] == 0:
        assert fits == set()
    else:
        fewest, most = found
        assert min(fits) == fewest
        assert set(range(fewest, min(6, most or 6))) <= fits
        assert most is None or max(fits) <= most


SMALL = st.integers(-3, 3).map(Fraction)
FORMS = st.builds(lambda a, b, c: Form({"x": a, "y": b}, c), SMALL, SMALL, SMALL)


@given(st.lists(st.builds(Bound, FORMS, st.booleans()), min_size=1, max_size=4), FORMS)
def test_programs_are_solved_exactly(bounds, goal):
    """A solution keeps all bounds; where there is none, no point of a grid does."""
    box = [Bound(Form({name: Fraction(-1)}, Fraction(4))) for name in "xy"]
    found = solution([*bounds, *box])
    grid = [Fraction(at, 2) for at in range(9)]
    points = [
        {"x": x, "y": y}
        for x, y in product(grid, grid)
        if all(bound.holds({"x": x, "y": y}) for bound in bounds)
    ]

    if found is None:
        assert points == []
        return
    assert all(bound.holds(found) for bound in [*bounds, *box])
    most = greatest(goal, [*bounds, *box])
    assert most is not None
    assert all(goal.at(point) <= most for point in [found, *points])


def test_a_form_without_end_has_no_greatest_value():
    """What nothing holds back is unbounded, below 0 as well."""
    x = Form({"x": Fraction(1)})

    assert greatest(x, []) is None
    assert greatest(x.negative(), []) == 0
    assert greatest(x.negative(), [], ["x"]) is None
    assert greatest(x, [Bound(x.less(Fraction(1)))]) is None
    assert solution([Bound(x.negative(), strict=True)], ["x"]) == {"x": -1}


@settings(max_examples=20)
@given(algebraic_rules(), st.integers(0, 1000))
def test_findings_are_sorted_known_and_the_same_in_any_order_of_lists(scheme, seed):
    """Every finding has a known code, its severity, and what to do."""
    found = lint(scheme)
    shuffle = Random(seed).sample  # noqa: S311 - only the order of a test
    other = attrs.evolve(
        scheme,
        measures=shuffle(scheme.measures, len(scheme.measures)),
        scales=shuffle(scheme.scales, len(scheme.scales)),
    )

    assert found == sorted_findings(found)
    assert lint(other) == found
    for finding in found:
        code = CODES[finding.code]
        assert finding.severity is code.severity
        assert code.remedy.zh in finding.message.zh
        assert code.remedy.en in finding.message.en


@settings(max_examples=40)
@given(rules())
def test_plain_schemes_are_proven_and_have_no_error_beyond_reach(scheme):
    """Weighted means of marks are monotone, whatever the weights."""
    proof = prove_monotone(scheme)

    assert (proof.total, proof.grade) == (Monotone.PROVEN, Monotone.PROVEN)
    errors = {f.code for f in lint(scheme) if f.severity is Severity.ERROR}
    assert errors <= {"PB-LINT-01"}


def test_a_rulebook_is_linted_version_by_version():
    """With several versions every subject says which one it is about."""
    scheme = plain_rules(edges=(90, 20))
    book = plain_rulebook(scheme)
    one = book.versions[0]
    day = one.period.first
    two = attrs.evolve(
        book,
        versions=[
            attrs.evolve(one, period=pb.kernel.Period(day, day)),
            attrs.evolve(
                one,
                version="2",
                period=pb.kernel.Period(day.replace(day=day.day + 1)),
                rules=plain_rules(),
            ),
        ],
    )

    assert lint(book) == lint(scheme)
    errors = [f.subject for f in lint(two) if f.severity is Severity.ERROR]
    assert errors == ["1: grading.grade-2"]
