"""Scales and grade bands refuse what nobody could mark or grade."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given

from partybuild.errors import (
    BandError,
    DuplicateIdError,
    InexactNumberError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    MOST_OPTIONS,
    GradeBand,
    Grading,
    Option,
    Quota,
    Scale,
)
from partybuild.testing.plain import OWN, plain_grading
from partybuild.testing.strategies import exact_numbers, gradings, scales

X = Label.same("x")


def _options(*values):
    return [
        Option(option_id=f"o{at}", label=Label.same(f"词{at}"), value=value)
        for at, value in enumerate(values)
    ]


@given(scales())
def test_scale_runs_from_the_best_to_the_worst(scale):
    """Ends and largest step follow from the options."""
    values = [option.value for option in scale.options]

    assert (scale.top, scale.bottom) == (max(values), min(values))
    assert scale.step == max(a - b for a, b in pairwise(values))
    if len(values) > 2 or values[0] != values[-1]:
        with pytest.raises(ValueRangeError, match="best first"):
            attrs.evolve(scale, options=scale.options[::-1])


def test_the_step_of_a_scale_is_its_largest():
    """From 100 to 80 and from 60 to 0."""
    scale = Scale(scale_id="s", options=_options(100, 80, 60, 0), basis=OWN)

    assert (scale.top, scale.bottom, scale.step) == (100, 0, 60)


def test_scale_refuses_what_nobody_can_mark():
    """One option, too many, an id twice, or two options worth the same."""
    with pytest.raises(ValueRangeError) as few:
        Scale(scale_id="s", options=_options(100), basis=OWN)
    with pytest.raises(ValueRangeError, match="is 241; expected 2 to 240"):
        Scale(scale_id="s", options=_options(*range(MOST_OPTIONS, -1, -1)), basis=OWN)
    with pytest.raises(DuplicateIdError, match="option id 'o0' occurs twice"):
        Scale(scale_id="s", options=_options(100) + _options(80), basis=OWN)
    with pytest.raises(ValueRangeError) as level:
        Scale(scale_id="s", options=_options(100, 80, 80), basis=OWN)
    with pytest.raises(InexactNumberError):
        _options(87.5)

    assert str(few.value) == "number of options of scale 's' is 1; expected 2 to 240"
    assert str(level.value) == (
        "option 'o2' of scale 's' is 80; expected less than the 80 of the option "
        "before it (best first)"
    )


@given(gradings(), exact_numbers(-200, 200))
def test_every_score_lies_in_exactly_one_band(grading, score):
    """Bands are half-open: the lower edge belongs to the band above it."""
    hits = [band for band in grading.bands if score in band]

    assert hits == [grading.band_of(score)]
    place = grading.place(hits[0].grade_id)
    assert sum(score < edge for edge in grading.edges) == place
    for edge in grading.edges:
        assert edge in grading.bands[grading.edges.index(edge)]


def _bands(*edges):
    return [
        GradeBand(grade_id=f"b{at}", label=X, lower=lower, upper=upper)
        for at, (lower, upper) in enumerate(edges)
    ]


@pytest.mark.parametrize(
    ("edges", "problem"),
    [
        ([(None, None)], "fewer than two bands are given"),
        (
            [(90, None), (None, 89)],
            "scores from 89 to below 90, between 'b1' and 'b0', have no band",
        ),
        (
            [(90, None), (None, 91)],
            "scores from 90 to below 91, between 'b1' and 'b0', have two",
        ),
        ([(90, None), (None, None)], "an edge between 'b1' and 'b0' is missing"),
        ([(None, None), (None, 90)], "an edge between 'b1' and 'b0' is missing"),
        (
            [(90, 100), (None, 90)],
            (
                "band 'b0', the best, ends at 100; leave its upper edge open so that "
                "the top mark belongs to it"
            ),
        ),
        (
            [(90, None), (0, 90)],
            "band 'b1', the worst, begins at 0; leave its lower edge open",
        ),
        (
            [("89.5", None), (60, 89), (None, 60)],
            "scores from 89 to below 179/2, between 'b1' and 'b0', have no band",
        ),
    ],
)
def test_bands_with_a_gap_or_an_overlap_are_refused(edges, problem):
    """The message names the scores that have no band, or two."""
    with pytest.raises(BandError) as caught:
        Grading(bands=_bands(*edges), basis=OWN)

    assert (
        str(caught.value) == f"the grade bands do not cover the scale once: {problem}"
    )


def test_grades_are_known_by_their_ids():
    """A grade twice, or one that does not exist, is refused."""
    twice = [*_bands((90, None))] * 2
    with pytest.raises(DuplicateIdError, match="grade id 'b0' occurs twice"):
        Grading(bands=twice, basis=OWN)
    with pytest.raises(UnknownIdError, match="no grade with id 'best'"):
        plain_grading([90]).get("best")


@pytest.mark.parametrize("ceiling", ["-1%", "101%"])
def test_quota_is_a_share(ceiling):
    """A ceiling lies between nobody and everybody."""
    with pytest.raises(ValueRangeError, match=r"ceiling is .*a share from 0 to 1"):
        Quota(quota_id="q", grade_id="g", ceiling=ceiling, basis=OWN)
