"""What was counted, as integer vectors that add up."""

from collections.abc import Iterable
from operator import add, sub
from typing import Self

import attrs

from partybuild.conference._form import BallotForm
from partybuild.conference._mark import NO_CHOICES
from partybuild.errors import InexactNumberError, TallyError
from partybuild.kernel import Document, to_document

Vectors = tuple[tuple[int, ...], ...]
"""One vector of integers per voter group of the form."""


def _combined(one: Vectors, other: Vectors, *, subtract: bool) -> Vectors:
    step = sub if subtract else add
    return tuple(tuple(map(step, a, b)) for a, b in zip(one, other, strict=True))


def _possible(_: object, field: "attrs.Attribute[Vectors]", vectors: Vectors) -> None:
    # No set of ballots has n < 0 or n*S2 < S1^2; taking out ballots that were
    # never in shows here even where every count of marks stays positive.
    for vector in vectors:
        sums: list[tuple[int, int, int]] = []
        if field.name == "singles":
            sums += zip(*(vector[at::3] for at in range(3)), strict=True)
        else:
            both, one, other, ones, others, _ = (vector[at::6] for at in range(6))
            sums += zip(both, one, ones, strict=True)
            sums += zip(both, other, others, strict=True)
        for ballots, total, squares in sums:
            impossible = ballots * squares < total * total
            if ballots < 0 or impossible or (ballots == 0 and squares):
                raise TallyError(
                    f"no ballots have the sums {(ballots, total, squares)}; what is "
                    "taken out of a tally must have been added before"
                )


@attrs.frozen(kw_only=True)
class Moments:
    """Sums of the integer composites of complete ballots (levels 1 and 2).

    A composite is what one ballot gives one subject: the weighted sum of its
    marks, in integers. A ballot counts for a subject when it marks all his
    items, and for a pair when it marks all items of both.

    Attributes:
        table: Worth of every option of every item, in integer composite units.
        denominator: Composite units in one point.
        singles: Per group, for each subject: ballots, sum, sum of squares.
        pairs: Per group, for each pair s < t: ballots, sum of s, sum of t,
            squares of s, squares of t, products.

    Shapes:
        ``len(singles[g]) == 3 S``; ``len(pairs[g]) == 6 S (S - 1) / 2``.
    """

    table: tuple[tuple[int, ...], ...]
    denominator: int
    singles: Vectors = attrs.field(validator=_possible)
    pairs: Vectors = attrs.field(validator=_possible)


@attrs.frozen(kw_only=True)
class Contrasts:
    """Sums of per-ballot contrasts over ballots without a missing mark (level 2b).

    Attributes:
        table: Worth of every option of every item, in integer units.
        denominator: Those units in one point.
        ballots: Per group: ballots without a missing mark.
        local: Per group and cell: sum and sum of squares of the double
            difference, times (S - 1)(I - 1).
        own: Per group and cell: sum and sum of squares of the item less the
            subject's other items, times (I - 1).
        common: Per group and item: sum and sum of squares of the item less the
            other items over all subjects, times S (I - 1).

    Shapes:
        ``len(local[g]) == len(own[g]) == 2 S I``; ``len(common[g]) == 2 I``.
    """

    table: tuple[tuple[int, ...], ...]
    denominator: int
    ballots: tuple[int, ...]
    local: Vectors
    own: Vectors
    common: Vectors


def _within(tally: "Tally", _: object, counts: Vectors) -> None:
    form, columns = tally.form, tally.columns
    if len(counts) != len(form.group_ids) or len(tally.ballots) != len(counts):
        raise TallyError("a tally holds exactly one vector per voter group")
    for group_id, ballots, vector in zip(
        form.group_ids, tally.ballots, counts, strict=True
    ):
        if len(vector) != form.width * columns:
            raise TallyError(
                f"the counts of group {group_id!r} have {len(vector)} cells; "
                f"this form has {form.width * columns}"
            )
        for number in (ballots, *vector):
            if type(number) is not int:
                raise InexactNumberError(number)
        if ballots < 0 or (vector and min(vector) < 0):
            raise TallyError(
                f"a count of group {group_id!r} would be negative; what is taken "
                "out of a tally must have been added before"
            )
        for line in range(form.width):
            marks = sum(vector[line * columns : (line + 1) * columns])
            if marks != ballots:
                subject, item = divmod(line, len(form.items))
                raise TallyError(
                    f"group {group_id!r}, subject {form.subject_ids[subject]!r}, item "
                    f"{form.item_ids[item]!r}: {marks} marks counted on {ballots} "
                    "ballots; options, blanks and spoilt marks must add up"
                )


def _moments_fit(tally: "Tally", _: object, moments: Moments | None) -> None:
    if moments is not None:
        subjects = len(tally.form.subject_ids)
        _refuse_lengths(tally.form, moments.singles, 3 * subjects)
        _refuse_lengths(tally.form, moments.pairs, 3 * subjects * (subjects - 1))


def _contrasts_fit(tally: "Tally", _: object, contrasts: Contrasts | None) -> None:
    if contrasts is not None:
        form = tally.form
        _refuse_lengths(form, contrasts.local, 2 * form.width)
        _refuse_lengths(form, contrasts.own, 2 * form.width)
        _refuse_lengths(form, contrasts.common, 2 * len(form.items))
        _refuse_lengths(form, (contrasts.ballots,), len(form.group_ids), groups=1)


def _refuse_lengths(
    form: BallotForm, vectors: Vectors, length: int, *, groups: int | None = None
) -> None:
    expected = len(form.group_ids) if groups is None else groups
    if len(vectors) != expected or any(len(v) != length for v in vectors):
        raise TallyError(
            f"the sums of a tally do not fit its form: expected {expected} vectors "
            f"of {length} numbers"
        )


@attrs.frozen(kw_only=True, repr=False)
class Tally:
    """Counts of one vote; a commutative monoid under ``+`` that ``-`` undoes.

    Attributes:
        form: What was marked.
        ballots: Valid ballots of each group of the form.
        counts: Per group, for each subject and item in form order: marks per
            option (as many columns as the longest scale has options), then
            blank, spoilt, abstained, unknown, recused.
        moments: Levels 1 and 2, where ballots were counted for them.
        contrasts: Level 2b, where ballots were counted for it.

    Shapes:
        ``len(counts[g]) == S * I * columns``.
    """

    form: BallotForm
    ballots: tuple[int, ...]
    counts: Vectors = attrs.field(validator=_within)
    moments: Moments | None = attrs.field(default=None, validator=_moments_fit)
    contrasts: Contrasts | None = attrs.field(default=None, validator=_contrasts_fit)

    def __repr__(self) -> str:
        """Tell sizes only, never a count of marks."""
        sizes = ", ".join(
            f"{group_id}={size}"
            for group_id, size in zip(self.form.group_ids, self.ballots, strict=True)
        )
        levels = "0" + ", 1, 2" * (self.moments is not None)
        levels += ", 2b" * (self.contrasts is not None)
        return (
            f"Tally({len(self.form.subject_ids)} subjects, {len(self.form.items)} "
            f"items, ballots: {sizes}, levels: {levels})"
        )

    @property
    def columns(self) -> int:
        """Counts kept for one subject and item."""
        return self.form.most_options + len(NO_CHOICES)

    @classmethod
    def empty(cls, form: BallotForm) -> Self:
        """Return the tally of no ballots, at level 0."""
        cells = form.width * (form.most_options + len(NO_CHOICES))
        groups = len(form.group_ids)
        return cls(form=form, ballots=(0,) * groups, counts=((0,) * cells,) * groups)

    def cell(self, group: int, subject: int, item: int) -> tuple[int, ...]:
        """Return the counts of one group, subject and item, by their places."""
        at = (subject * len(self.form.items) + item) * self.columns
        return self.counts[group][at : at + self.columns]

    def options(self, group: int, subject: int, item: int) -> tuple[int, ...]:
        """Return the counts per option of the item, without the missing marks."""
        return self.cell(group, subject, item)[: len(self.form.items[item].options)]

    def __add__(self, other: "Tally") -> "Tally":
        """Return the counts of both, level by level; what one lacks, both lack."""
        return self._with(other, subtract=False)

    def __sub__(self, other: "Tally") -> "Tally":
        """Take *other* out again; raises when a count would become negative."""
        return self._with(other, subtract=True)

    def _with(self, other: "Tally", *, subtract: bool) -> "Tally":
        if self.form != other.form:
            raise TallyError("tallies of two different forms cannot be combined")
        return Tally(
            form=self.form,
            ballots=_combined((self.ballots,), (other.ballots,), subtract=subtract)[0],
            counts=_combined(self.counts, other.counts, subtract=subtract),
            moments=_moments(self.moments, other.moments, subtract=subtract),
            contrasts=_contrasts(self.contrasts, other.contrasts, subtract=subtract),
        )

    def document(self) -> Document:
        """Return the counts as nested data without the form."""
        return {
            "ballots": dict(zip(self.form.group_ids, self.ballots, strict=True)),
            "counts": {
                group_id: self._lines(vector)
                for group_id, vector in zip(
                    self.form.group_ids, self.counts, strict=True
                )
            },
            **{
                name: to_document(level)
                for name, level in (
                    ("moments", self.moments),
                    ("contrasts", self.contrasts),
                )
                if level is not None
            },
        }

    def _lines(self, vector: tuple[int, ...]) -> Document:
        items, columns = len(self.form.items), self.columns
        lines = [list(vector[a : a + columns]) for a in range(0, len(vector), columns)]
        return {
            subject: to_document(lines[at * items : (at + 1) * items])
            for at, subject in enumerate(self.form.subject_ids)
        }


def _refuse_other_units(same: Iterable[bool]) -> None:
    if not all(same):
        raise TallyError(
            "the tallies were made with different weights or option values; "
            "count both with the same rules"
        )


def _moments(
    one: Moments | None, other: Moments | None, *, subtract: bool
) -> Moments | None:
    if one is None or other is None:
        return None
    _refuse_other_units(
        (one.table == other.table, one.denominator == other.denominator)
    )
    return attrs.evolve(
        one,
        singles=_combined(one.singles, other.singles, subtract=subtract),
        pairs=_combined(one.pairs, other.pairs, subtract=subtract),
    )


def _contrasts(
    one: Contrasts | None, other: Contrasts | None, *, subtract: bool
) -> Contrasts | None:
    if one is None or other is None:
        return None
    _refuse_other_units(
        (one.table == other.table, one.denominator == other.denominator)
    )
    return attrs.evolve(
        one,
        ballots=_combined((one.ballots,), (other.ballots,), subtract=subtract)[0],
        local=_combined(one.local, other.local, subtract=subtract),
        own=_combined(one.own, other.own, subtract=subtract),
        common=_combined(one.common, other.common, subtract=subtract),
    )
