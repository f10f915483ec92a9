"""Results of conferences as rows of plain values."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from partybuild.adapters.frames._facts import FrameFacts
from partybuild.assessment import (
    GradeResult,
    ScoreTable,
    competition_ranks,
    derive_ballot_score,
    derive_total,
    grade,
)
from partybuild.conference import EnteredScore, Tally
from partybuild.errors import MissingEntryError, ReviewRuleError, UnknownIdError
from partybuild.kernel import Label, Lang
from partybuild.rules import Cap, ComponentKind, ReviewRules

Exactly = Literal["text", "integers"]
"""How an exact score is written: "175/2", or numerator and denominator."""

RESULT_NAMES: Mapping[str, Label] = {
    "conference": Label(zh="会议", en="conference"),
    "subject": Label(zh="述职人", en="subject"),
    "exact": Label(zh="精确得分", en="exact_score"),
    "numerator": Label(zh="分子", en="numerator"),
    "denominator": Label(zh="分母", en="denominator"),
    "printed": Label(zh="得分", en="score"),
    "rank": Label(zh="名次", en="rank"),
    "grade_by_score": Label(zh="得分等次", en="grade_by_score"),
    "grade": Label(zh="等次", en="grade"),
    "flags": Label(zh="标记", en="flags"),
}
"""Roles of the columns of results."""

_LARGEST = 2**63 - 1

ResultRow = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class FrameScheme:
    """Everything beside the marks that results depend on.

    Attributes:
        rules: Scheme.
        table: The scheme compiled to integers.
        entered: Scores and points given by bodies, by subject.
        caps: Caps whose facts count, by subject.
        exactly: How an exact score is written.
    """

    rules: ReviewRules
    table: ScoreTable
    entered: Mapping[str, tuple[EnteredScore, ...]] = attrs.field(hash=False)
    caps: Mapping[str, tuple[Cap, ...]] = attrs.field(hash=False)
    exactly: Exactly = "text"

    @classmethod
    def of(
        cls,
        rules: ReviewRules,
        facts: FrameFacts | None = None,
        exactly: Exactly = "text",
    ) -> "FrameScheme":
        """Collect entries and facts by subject.

        Args:
            rules: Scheme.
            facts: What beside the marks goes into the results.
            exactly: How an exact score is written.

        Returns:
            The scheme.

        Raises:
            ReviewRuleError: If the scheme looks at more than counts, points and
                facts.
            UnknownIdError: If a fact names a cap that the scheme does not have.
        """
        if not rules.plain:
            raise ReviewRuleError(
                "a data frame of marks",
                "the scheme takes measures, classes, units or conditions into account, "
                "which a frame does not hold",
                "assess each conference with assess(review)",
            )
        scores: dict[str, tuple[EnteredScore, ...]] = {}
        for entry in () if facts is None else facts.entered:
            scores[entry.post_id] = (*scores.get(entry.post_id, ()), entry)
        by_id = {cap.cap_id: cap for cap in rules.caps}
        caps: dict[str, tuple[Cap, ...]] = {}
        for fact in () if facts is None else facts.cap_facts:
            if fact.cap_id not in by_id:
                raise UnknownIdError("cap", fact.cap_id, tuple(by_id))
            if facts is not None and fact.counts_on(facts.on):
                known = caps.get(fact.post_id, ())
                caps[fact.post_id] = (*known, by_id[fact.cap_id])
        return cls(
            rules=rules,
            table=ScoreTable.of(rules),
            entered=scores,
            caps=caps,
            exactly=exactly,
        )

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of the columns of a row of results."""
        number = ("exact",) if self.exactly == "text" else ("numerator", "denominator")
        rest = ("printed", "rank", "grade_by_score", "grade", "flags")
        return ("conference", "subject", *number, *rest)

    def types(self, lang: Lang) -> dict[str, type]:
        """Return the names of the columns of results, with their types."""
        whole = {"numerator", "denominator", "rank"}
        return {
            RESULT_NAMES[role].text(lang): int if role in whole else str
            for role in self.roles
        }

    def totals(self, tally: Tally) -> dict[str, Fraction]:
        """Return the exact total of every subject of a tally.

        Args:
            tally: Counts of one conference.

        Returns:
            Subject to total.

        Raises:
            MissingEntryError: If a component of the total was not handed in.
        """
        rules, subjects = self.rules, tally.form.subject_ids
        if len(rules.components) == 1 and not rules.adjustments:
            return dict(zip(subjects, self.table.scores(tally), strict=True))
        for component in rules.components:
            if component.kind is ComponentKind.ENTERED:
                without = [
                    s
                    for s in subjects
                    if component.component_id
                    not in {e.entry_id for e in self.entered.get(s, ())}
                ]
                if without:
                    raise MissingEntryError(component.component_id, tuple(without))
        return {
            subject: derive_total(
                derive_ballot_score(tally, rules, at).score,
                rules,
                self.entered.get(subject, ()),
            ).number
            for at, subject in enumerate(subjects)
        }

    def rows(self, conference: str, tally: Tally) -> Iterator[ResultRow]:
        """Yield the results of one conference, sorted by subject.

        Args:
            conference: The conference.
            tally: Its counts.

        Yields:
            Values in the order of `roles`.
        """
        rules = self.rules
        totals = self.totals(tally)
        ranks = competition_ranks(totals)
        edges = rules.grading.edges
        for result in grade(rules, totals, self.caps)[0]:
            score = totals[result.subject_id]
            yield (
                conference,
                result.subject_id,
                *self._exact(score),
                rules.rounding.text_beside(score, edges),
                ranks[result.subject_id],
                result.band_grade_id,
                result.grade_id,
                _flags(result, tally),
            )

    def _exact(self, score: Fraction) -> tuple[str | int, ...]:
        if self.exactly == "text":
            return (str(score),)
        if max(abs(score.numerator), score.denominator) > _LARGEST:
            message = f"{score} does not fit 64-bit integers; say exactly='text'"
            raise OverflowError(message)
        return (score.numerator, score.denominator)


def _flags(result: GradeResult, tally: Tally) -> str:
    flags = [f"cap:{cap.cap_id}" for cap in result.caps]
    for quota in result.quotas:
        tied = result.subject_id in quota.tied
        flags.append(f"{'tied' if tied else 'quota'}:{quota.quota.quota_id}")
    flags += [
        f"no_ballot:{group}"
        for group, ballots in zip(tally.form.group_ids, tally.ballots, strict=True)
        if not ballots
    ]
    return ";".join(flags)
