"""Results of conferences as rows of plain values."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

import attrs

from partybuild.adapters.frames._facts import FrameFacts
from partybuild.adapters.frames._reviews import review_of_tally
from partybuild.assessment import (
    GradeResult,
    ScoreTable,
    assess,
    competition_ranks,
    derive_ballot_score,
    derive_total,
    grade,
)
from partybuild.conference import EnteredScore, Tally
from partybuild.errors import MissingEntryError, ReviewRuleError, UnknownIdError
from partybuild.kernel import SUPPRESSED, Label, Lang
from partybuild.rules import Cap, CheckEffect, ComponentKind, ReviewRules

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
    "suppressed": SUPPRESSED,
}
"""Roles of the columns of results."""

_LARGEST = 2**63 - 1

ResultRow = tuple[str | int | None, ...]


@attrs.frozen(kw_only=True)
class FrameScheme:
    """Everything beside the marks that results depend on.

    Attributes:
        rules: Scheme.
        by: The scheme compiled to integers; or what goes into the review of each
            conference, where totals are no fixed weighted sums of marks.
        entered: Scores and points given by bodies, by subject.
        caps: Caps whose facts count, by subject.
        exactly: How an exact score is written.
        public: Whether exact scores are kept back.
        lang: Language in which what is kept back is named.
    """

    rules: ReviewRules
    by: ScoreTable | FrameFacts
    entered: Mapping[str, tuple[EnteredScore, ...]] = attrs.field(hash=False)
    caps: Mapping[str, tuple[Cap, ...]] = attrs.field(hash=False)
    exactly: Exactly = "text"
    public: bool = False
    lang: Lang = "en"

    @classmethod
    def of(
        cls,
        rules: ReviewRules,
        facts: FrameFacts | None = None,
        exactly: Exactly = "text",
        *,
        public: bool = False,
        lang: Lang = "en",
    ) -> "FrameScheme":
        """Collect entries and facts by subject.

        Args:
            rules: Scheme.
            facts: What beside the marks goes into the results.
            exactly: How an exact score is written.
            public: Whether exact scores are kept back.
            lang: Language in which what is kept back is named.

        Returns:
            The scheme.

        Raises:
            ReviewRuleError: If the scheme looks at more than marks and no facts are
                given, or voids ballots that nobody has screened.
            UnknownIdError: If a fact names a cap that the scheme does not have.
        """
        refuse_unfit(rules, facts)
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
            by=ScoreTable.of(rules) if rules.plain or facts is None else facts,
            entered=scores,
            caps=caps,
            exactly=exactly,
            public=public,
            lang=lang,
        )

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of the columns of a row of results."""
        rest = ("printed", "rank", "grade_by_score", "grade", "flags")
        last = ("suppressed",) if self.public else ()
        return ("conference", "subject", *self._number, *rest, *last)

    @property
    def _number(self) -> tuple[str, ...]:
        return ("exact",) if self.exactly == "text" else ("numerator", "denominator")

    def types(self, lang: Lang) -> dict[str, type]:
        """Return the names of the columns of results, with their types."""
        # What is kept back is null in every row, which no engine's integers are.
        whole = {"rank"} if self.public else {"numerator", "denominator", "rank"}
        return {
            RESULT_NAMES[role].text(lang): int if role in whole else str
            for role in self.roles
        }

    def _totals(self, tally: Tally, table: ScoreTable) -> dict[str, Fraction]:
        """Return the exact total of every subject of a tally.

        Args:
            tally: Counts of one conference.
            table: The scheme compiled to integers.

        Returns:
            Subject to total.

        Raises:
            MissingEntryError: If a component of the total was not handed in.
        """
        rules, subjects = self.rules, tally.form.subject_ids
        if len(rules.components) == 1 and not rules.adjustments:
            return dict(zip(subjects, table.scores(tally), strict=True))
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
        if isinstance(self.by, FrameFacts):
            yield from self._assessed(conference, tally, self.by)
            return
        totals = self._totals(tally, self.by)
        ranks = competition_ranks(totals)
        for result in grade(self.rules, totals, self.caps)[0]:
            subject = result.subject_id
            score, rank = totals[subject], ranks[subject]
            yield self._row(conference, tally, result, score, rank)

    def _assessed(
        self, conference: str, tally: Tally, facts: FrameFacts
    ) -> Iterator[ResultRow]:
        assessment = assess(review_of_tally(conference, tally, self.rules, facts))
        rows = {
            standing.subject_id: self._row(
                conference, tally, standing.result, standing.score, standing.rank
            )
            for standing in assessment.standings
        }
        none: ResultRow = ("",) if self.exactly == "text" else (0, 0)
        if self.public:
            none = (None,) * len(self._number)
        for left_out in assessment.not_assessed:
            flag = f"not_assessed:{left_out.rule.rule_id}"
            row: ResultRow = (conference, left_out.subject_id, *none, "", 0, "", "")
            row = (*row, flag, *self._kept)
            rows[left_out.subject_id] = row
        yield from (row for _, row in sorted(rows.items()))

    def _row(
        self,
        conference: str,
        tally: Tally,
        result: GradeResult,
        score: Fraction,
        rank: int,
    ) -> ResultRow:
        return (
            conference,
            result.subject_id,
            *self._exact(score),
            self.rules.rounding.text_beside(score, self.rules.grading.edges),
            rank,
            result.band_grade_id,
            result.grade_id,
            _flags(result, tally),
            *self._kept,
        )

    @property
    def _kept(self) -> tuple[str, ...]:
        names = [RESULT_NAMES[role].text(self.lang) for role in self._number]
        return (";".join(names),) if self.public else ()

    def _exact(self, score: Fraction) -> ResultRow:
        if self.public:
            return (None,) * len(self._number)
        if self.exactly == "text":
            return (str(score),)
        if max(abs(score.numerator), score.denominator) > _LARGEST:
            message = f"{score} does not fit 64-bit integers; say exactly='text'"
            raise OverflowError(message)
        return (score.numerator, score.denominator)


def refuse_unfit(rules: ReviewRules, facts: FrameFacts | None) -> None:
    """Refuse schemes that ask for more than marks and facts say.

    Args:
        rules: Scheme.
        facts: What beside the marks is known.

    Raises:
        ReviewRuleError: Says what is needed.
    """
    what = "a data frame of marks"
    if facts is None and not rules.plain:
        raise ReviewRuleError(
            what,
            "the scheme takes measures, classes, units or conditions into account, "
            "which a frame does not hold",
            "say what the marks do not: facts=FrameFacts(on=..., entered=..., "
            "subjects=..., units=..., decisions=...)",
        )
    voiding = [
        c.check_id for c in rules.ballot_checks if c.effect is not CheckEffect.FLAG
    ]
    if voiding and (facts is None or not facts.screened):
        raise ReviewRuleError(
            what,
            f"by the checks {', '.join(voiding)} the scheme voids ballots or marks, "
            "and counts do not show which marks stood on one ballot",
            "take these ballots out before (screen_ballots) and say "
            "facts=FrameFacts(..., screened=True)",
        )


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
