"""From one review to its assessment."""

from collections.abc import Mapping, Sequence

from partybuild.assessment._assessment import Assessment
from partybuild.assessment._derive import (
    BallotScore,
    derive_ballot_score,
    derive_total,
)
from partybuild.assessment._findings import assessment_findings
from partybuild.assessment._grade import GradeResult, competition_ranks, grade
from partybuild.assessment._reason import derive_grade
from partybuild.assessment._standing import GroupScore, ItemScore, Standing
from partybuild.conference import EnteredScore, Review
from partybuild.errors import MissingEntryError
from partybuild.kernel import Derivation
from partybuild.rules import Cap, ComponentKind, ReviewRules


def assess(review: Review) -> Assessment:
    """Assess one conference: exact scores, ranks and grades, each with its reason.

    Args:
        review: Everything that the assessment needs.

    Returns:
        Standings sorted by rank, then by subject id.

    Raises:
        EmptyVoterGroupError: If a weighted voter group has no valid mark for an
            item and the scheme says no more than "error".
        MissingEntryError: If a component of the total was not handed in.

    Source:
        The version of the rulebook in force on the day of the conference.
    """
    version = review.version
    rules = version.rules
    tally = review.tally()
    subjects = tally.form.subject_ids
    entered = _entered_by_subject(review, subjects)
    ballots = {
        subject: derive_ballot_score(tally, rules, at)
        for at, subject in enumerate(subjects)
    }
    totals = {
        subject: derive_total(ballots[subject].score, rules, entered[subject])
        for subject in subjects
    }
    scores = {subject: total.number for subject, total in totals.items()}
    ranks = competition_ranks(scores)
    results, quotas = grade(rules, scores, _caps_by_subject(review, rules))
    standings = [
        _standing(review, rules, result, ballots, totals, ranks) for result in results
    ]
    standings.sort(key=lambda standing: (standing.rank, standing.subject_id))
    return Assessment(
        review=review,
        tally=tally,
        standings=tuple(standings),
        quotas=quotas,
        findings=assessment_findings(review, tally, results, quotas),
    )


def _entered_by_subject(
    review: Review, subjects: Sequence[str]
) -> dict[str, list[EnteredScore]]:
    entered: dict[str, list[EnteredScore]] = {subject: [] for subject in subjects}
    for entry in review.entered:
        entered[entry.post_id].append(entry)
    for component in review.version.rules.components:
        if component.kind is ComponentKind.ENTERED:
            without = [
                subject
                for subject, entries in entered.items()
                if component.component_id not in {e.entry_id for e in entries}
            ]
            if without:
                raise MissingEntryError(component.component_id, tuple(without))
    return entered


def _caps_by_subject(review: Review, rules: ReviewRules) -> dict[str, list[Cap]]:
    by_id = {cap.cap_id: cap for cap in rules.caps}
    caps: dict[str, list[Cap]] = {}
    for fact in review.cap_facts:
        if fact.counts_on(review.conference.held_on):
            caps.setdefault(fact.post_id, []).append(by_id[fact.cap_id])
    return caps


def _standing(
    review: Review,
    rules: ReviewRules,
    result: GradeResult,
    ballots: Mapping[str, BallotScore],
    totals: Mapping[str, Derivation],
    ranks: Mapping[str, int],
) -> Standing:
    subject = result.subject_id
    parts, total = ballots[subject], totals[subject]
    band = rules.grading.get(result.grade_id)
    return Standing(
        subject_id=subject,
        name=review.post(subject).title,
        score=total.number,
        printed=rules.rounding.text_beside(total.number, rules.grading.edges),
        rank=ranks[subject],
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
            for item, node in zip(rules.items, parts.items, strict=True)
        ),
        groups=tuple(
            GroupScore(
                group_id=group.group_id,
                label=group.label,
                score=None if node is None else node.number,
            )
            for group, node in zip(rules.voter_groups, parts.groups, strict=True)
        ),
        derivation=derive_grade(review, rules, result, total),
    )
