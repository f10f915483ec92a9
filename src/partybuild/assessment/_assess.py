"""From one review to its assessment."""

from collections.abc import Sequence

from partybuild.assessment._assessment import Assessment
from partybuild.assessment._conditions import holds
from partybuild.assessment._consequences import consequences
from partybuild.assessment._derive import BallotScore, derive_ballot_score
from partybuild.assessment._eligibility import split_subjects
from partybuild.assessment._findings import assessment_findings
from partybuild.assessment._grade import GradeResult, grade
from partybuild.assessment._known import Known
from partybuild.assessment._measures import Entries, Measured, derive_measures
from partybuild.assessment._missing import missing_decisions
from partybuild.assessment._quota_scope import Units
from partybuild.assessment._ranks import competition_ranks
from partybuild.assessment._reason import derive_grade
from partybuild.assessment._standing import (
    GroupScore,
    ItemScore,
    MeasureScore,
    Standing,
)
from partybuild.assessment._total import TOTAL_SCORE, derive_total
from partybuild.conference import (
    DecisionKind,
    EnteredScore,
    Review,
    Tally,
    failed_ballots,
)
from partybuild.errors import MissingEntryError, UnscreenedBallotsError
from partybuild.kernel import Derivation
from partybuild.rules import TOTAL, Cap, CheckEffect, ComponentKind, ReviewRules


def assess(review: Review) -> Assessment:
    """Assess one conference: exact scores, ranks and grades, each with its reason.

    Args:
        review: Everything that the assessment needs.

    Returns:
        Standings sorted by rank, then by subject id.

    Raises:
        EmptyVoterGroupError: If a weighted voter group has no valid mark for an
            item and the scheme says no more than "error".
        MissingDecisionError: If a score or a case depends on a fact for which an
            answer is missing. Where only a grade does, it is undecided.
        MissingEntryError: If a component of the total, a required value, or the
            grade of a unit was not handed in.
        UnscreenedBallotsError: If ballots fail a check of the scheme that voids
            them; `screen_ballots` does it.

    Source:
        The version of the rulebook in force on the day of the conference.
    """
    _refuse_unscreened(review)
    rules = review.version.rules
    tally = review.tally()
    entries = _entries(review)
    known = _known_before(review)
    subjects, not_assessed = split_subjects(review, tally, entries, known)
    _refuse_missing(rules, subjects, entries)
    ballots = _ballot_scores(review, tally, subjects)
    measured = derive_measures(review, tally, subjects, entries, known)
    totals = {
        subject: derive_total(
            ballots[subject].score if rules.items else None,
            rules,
            tuple(entries.get(subject, {}).values()),
            measured.of(subject),
        )
        for subject in subjects
    }
    scores = {subject: total.number for subject, total in totals.items()}
    known = measured.known.with_values(TOTAL, TOTAL_SCORE, scores)
    ranks = competition_ranks(scores)
    results, quotas = grade(
        rules,
        scores,
        _caps_by_subject(rules, subjects, known),
        known=known,
        units=Units.of_review(review),
    )
    known = known.with_grades(
        {result.subject_id: result.grade_id for result in results},
        {band.grade_id: band.label for band in rules.grading.in_order()},
    )
    standings = [
        _standing(
            review,
            result,
            totals[result.subject_id],
            ranks[result.subject_id],
            ballots.get(result.subject_id),
            measured,
            known,
        )
        for result in results
    ]
    standings.sort(key=lambda standing: (standing.rank, standing.subject_id))
    return Assessment(
        review=review,
        tally=tally,
        standings=tuple(standings),
        not_assessed=not_assessed,
        quotas=quotas,
        missing=missing_decisions(results, quotas),
        findings=assessment_findings(review, tally, results, quotas, not_assessed),
    )


def _refuse_unscreened(review: Review) -> None:
    for check, failed in failed_ballots(review):
        if check.effect is not CheckEffect.FLAG:
            raise UnscreenedBallotsError(check.check_id, failed)


def _entries(review: Review) -> Entries:
    entries: dict[str, dict[str, EnteredScore]] = {}
    for entry in review.entered:
        entries.setdefault(entry.post_id, {})[entry.entry_id] = entry
    return entries


def _known_before(review: Review) -> Known:
    recorded: dict[str, set[str]] = {}
    for fact in review.cap_facts:
        if fact.counts_on(review.conference.held_on):
            recorded.setdefault(fact.post_id, set()).add(fact.cap_id)
    grades = {unit.unit_id: unit.grade for unit in review.units}
    return Known(
        classes={record.post_id: record.class_id for record in review.subjects},
        unit_grades={
            record.post_id: grades.get(record.unit_id, "") for record in review.subjects
        },
        recorded={subject: frozenset(caps) for subject, caps in recorded.items()},
        unanswered=_unanswered(review),
        decisions={decision.place: decision for decision in review.decisions},
    )


def _unanswered(review: Review) -> dict[str, frozenset[str]]:
    required = [c.cap_id for c in review.version.rules.caps if c.answer_required]
    if not required:
        return {}
    answered = {(fact.post_id, fact.cap_id) for fact in review.cap_facts} | {
        (decision.post_id, decision.rule_id)
        for decision in review.decisions
        if decision.about is DecisionKind.FACT
    }
    return {
        subject: frozenset(cap for cap in required if (subject, cap) not in answered)
        for subject in review.form.subject_ids
    }


def _refuse_missing(
    rules: ReviewRules, subjects: Sequence[str], entries: Entries
) -> None:
    for component in rules.components:
        if component.kind is ComponentKind.ENTERED:
            without = [
                subject
                for subject in subjects
                if component.component_id not in entries.get(subject, {})
            ]
            if without:
                raise MissingEntryError(component.component_id, tuple(without))


def _ballot_scores(
    review: Review, tally: Tally, subjects: Sequence[str]
) -> dict[str, BallotScore]:
    if not review.version.rules.items:
        return {}
    by_class = review.rules_by_class()
    places = {subject: at for at, subject in enumerate(tally.form.subject_ids)}
    # Where no component takes the ballots' score, it is shown and decides nothing.
    strict = any(
        c.kind is ComponentKind.BALLOTS for c in review.version.rules.components
    )
    return {
        subject: derive_ballot_score(
            tally, by_class[review.class_of(subject)], places[subject], strict=strict
        )
        for subject in subjects
    }


def _caps_by_subject(
    rules: ReviewRules, subjects: Sequence[str], known: Known
) -> dict[str, list[Cap]]:
    return {
        subject: [
            cap
            for cap in rules.caps
            if cap.cap_id in known.recorded.get(subject, frozenset())
            or (cap.when and holds(cap.when, subject, known))
        ]
        for subject in subjects
    }


def _standing(
    review: Review,
    result: GradeResult,
    total: Derivation,
    rank: int,
    parts: BallotScore | None,
    measured: Measured,
    known: Known,
) -> Standing:
    rules, subject = review.version.rules, result.subject_id
    items, groups = (parts.items, parts.groups) if parts else ((), ())
    band = rules.grading.get(result.grade_id)
    following, waiting = consequences(rules, result, known)
    return Standing(
        subject_id=subject,
        name=review.post(subject).title,
        score=total.number,
        printed=rules.rounding.text_beside(total.number, rules.grading.edges),
        rank=rank,
        grade=band.label,
        result=result,
        items=tuple(
            ItemScore(
                item_id=item.item_id,
                label=item.label,
                area=item.area,
                score=node.number,
                derivation=node,
            )
            for item, node in zip(rules.items, items, strict=True)
        ),
        groups=tuple(
            GroupScore(
                group_id=group.group_id,
                label=group.label,
                score=None if node is None else node.number,
            )
            for group, node in zip(rules.voter_groups, groups, strict=True)
        ),
        derivation=derive_grade(review, rules, result, total, known),
        measures=tuple(
            MeasureScore(
                measure_id=measure.measure_id,
                label=measure.label,
                value=measured.nodes[measure.measure_id][subject].number,
                derivation=measured.nodes[measure.measure_id][subject],
            )
            for measure in rules.measures
        ),
        consequences=following,
        open_consequences=waiting,
    )
