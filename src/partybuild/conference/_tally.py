"""What was counted, as integer vectors that add up."""

from typing import Self

import attrs

from partybuild.conference._form import BallotForm
from partybuild.conference._levels import (
    Contrasts,
    Moments,
    Vectors,
    combined,
    combined_contrasts,
    combined_moments,
)
from partybuild.conference._mark import NO_CHOICES
from partybuild.errors import InexactNumberError, TallyError
from partybuild.kernel import Document, Label, Summary, Tabular, to_document


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
class Tally(Tabular):
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
        columns = self.columns
        at = (subject * len(self.form.items) + item) * columns
        return self.counts[group][at : at + columns]

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
            ballots=combined((self.ballots,), (other.ballots,), subtract=subtract)[0],
            counts=combined(self.counts, other.counts, subtract=subtract),
            moments=combined_moments(self.moments, other.moments, subtract=subtract),
            contrasts=combined_contrasts(
                self.contrasts, other.contrasts, subtract=subtract
            ),
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

    def summary(self) -> Summary:
        """Return sizes only, never a count of marks."""
        return Summary(
            caption=Label(zh="计票", en="tally"),
            columns=(
                Label(zh="参评主体", en="voter group"),
                Label(zh="票数", en="ballots"),
            ),
            rows=list(zip(self.form.group_ids, self.ballots, strict=True)),
            shown=2,
        )
