"""How scores in whole units become grades: edges, caps and quotas."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Self

import attrs

from partybuild.assessment import Assessment
from partybuild.kernel import Record, Rounding, RoundingMode, ThresholdValue


def least_graded(rounding: Rounding, edge: Fraction) -> tuple[Fraction, bool]:
    """Return where the scores begin that a threshold counts as reaching it.

    Args:
        rounding: How scores are rounded, and what thresholds look at.
        edge: The threshold.

    Returns:
        The bound, and whether the bound itself reaches the threshold.
    """
    if rounding.thresholds is ThresholdValue.EXACT:
        return edge, True
    scale: int = 10**rounding.places
    whole = ceil(edge * scale)
    if rounding.mode is RoundingMode.DOWN:
        # Cutting off goes toward zero, so below zero it goes up.
        bound = Fraction(whole if whole > 0 else whole - 1, scale)
    else:
        bound = Fraction(2 * whole - 1, 2 * scale)
    return bound, rounding.apply(bound) >= edge


@attrs.frozen(kw_only=True)
class GradeLadder(Record):
    """Grades of one conference, from integer scores.

    Attributes:
        grade_ids: Codes of the grades, best first.
        edges: For every grade but the worst, the least score that earns it.
        held: Per subject, the best grade that caps leave, as a place from 0.
        places: Place of a grade to the heads that may have it or a better one.

    Units:
        Scores and edges in the whole units of the caller.
    """

    grade_ids: tuple[str, ...]
    edges: tuple[int, ...]
    held: tuple[int, ...]
    places: Mapping[int, int] = attrs.field(hash=False)

    @classmethod
    def of(cls, assessment: Assessment, unit: int) -> Self:
        """Compile the grading of an assessment.

        Args:
            assessment: The assessment.
            unit: Whole units in a point; a multiple of `bound_units`.

        Returns:
            The ladder; subjects in the order of the form.
        """
        rules, review = assessment.rules, assessment.review
        edges: list[int] = []
        for edge in rules.grading.edges:
            bound, reached = least_graded(rules.rounding, edge)
            # All scores are whole units, so "more than" is "at least one more".
            edges.append(int(bound * unit) + (not reached))
        subjects = assessment.tally.form.subject_ids
        held = dict.fromkeys(subjects, 0)
        caps = {cap.cap_id: rules.grading.place(cap.grade_id) for cap in rules.caps}
        for fact in review.cap_facts:
            if fact.counts_on(review.conference.held_on):
                held[fact.post_id] = max(held[fact.post_id], caps[fact.cap_id])
        places: dict[int, int] = {}
        for quota in rules.quotas:
            at = rules.grading.place(quota.grade_id)
            number = quota.places(len(subjects))
            # Of two quotas on one grade the tighter one decides.
            places[at] = min(number, places.get(at, number))
        return cls(
            grade_ids=rules.grading.grade_ids,
            edges=tuple(edges),
            held=tuple(held[subject] for subject in subjects),
            places=dict(sorted(places.items())),
        )

    def entitled(self, subject: int, score: int) -> int:
        """Return the place of the grade that score and caps leave, before quotas."""
        band = next(
            (at for at, edge in enumerate(self.edges) if score >= edge),
            len(self.edges),
        )
        return max(band, self.held[subject])

    def may_hold(self, subject: int, score: int, place: int) -> bool:
        """Return whether score and caps allow a grade or a better one."""
        return self.held[subject] <= place and (
            place == len(self.edges) or score >= self.edges[place]
        )

    def not_below(self, scores: Sequence[int], subject: int, place: int) -> int:
        """Return how many others may hold a grade and score no less."""
        own = scores[subject]
        return sum(
            score >= own and other != subject and self.may_hold(other, score, place)
            for other, score in enumerate(scores)
        )

    def final(self, scores: Sequence[int], subject: int) -> int:
        """Return the place of a subject's grade in the end."""
        place = self.entitled(subject, scores[subject])
        for limit, heads in self.places.items():
            # A tie across the boundary excludes all who tie.
            if place <= limit and self.not_below(scores, subject, limit) >= heads:
                place = limit + 1
        return place


def bound_units(assessment: Assessment) -> list[int]:
    """Return the denominators of all edges."""
    rules = assessment.rules
    return [
        least_graded(rules.rounding, edge)[0].denominator
        for edge in rules.grading.edges
    ]
