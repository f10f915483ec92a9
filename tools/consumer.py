"""A program of a user, with every type written down; tools/check_release.py checks it.

It is held against the wheel in an empty environment, by mypy and pyright at their
strictest, and then run.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

import partybuild as pb
from partybuild.conference import Review
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Finding, Label, Lang
from partybuild.ledgers import Problem, ProposedProblems, open_problems
from partybuild.rules import ReviewRules, VoterGroup


def standings(assessment: pb.Assessment, lang: Lang) -> Mapping[str, str]:
    """Return post to name, score and grade."""
    return {
        standing.subject_id: f"{standing.name.text(lang)} {standing.printed} "
        f"{standing.grade_id}"
        for standing in assessment.standings
    }


def best(assessment: pb.Assessment) -> tuple[Fraction, int]:
    """Return the highest score and its rank."""
    first: pb.Standing = assessment.standings[0]
    score: Fraction = first.score
    rank: int = first.rank
    return score, rank


def problems(assessment: pb.Assessment, on: date) -> Sequence[Problem]:
    """Return what a ledger could open with."""
    areas: pb.WeakAreas = pb.find_weak_areas(assessment, on=on)
    proposed: ProposedProblems = open_problems(assessment, areas, on=on)
    return proposed.problems


def weights(rules: ReviewRules) -> Mapping[str, Fraction]:
    """Return voter group to its exact share."""
    groups: Sequence[VoterGroup] = rules.voter_groups
    return {group.group_id: rules.group_weight(group) for group in groups}


def refused(text: str) -> Sequence[Mistake]:
    """Return what is wrong with a document."""
    try:
        pb.read(text)
    except InputError as error:
        return error.mistakes
    return ()


def main() -> None:
    """Use all of it once."""
    review: Review = pb.load_example("long-march-street-2021")
    assessment: pb.Assessment = pb.assess(review)
    findings: Sequence[Finding] = assessment.findings
    title: Label = review.conference.title
    receipt: str = pb.receipt_json(assessment)
    wrong: tuple[str, ...] = pb.verify_receipt(receipt)
    print(title.text("en"), len(findings), best(assessment), wrong)
    print(standings(assessment, "zh"), weights(review.version.rules))
    print(len(problems(assessment, review.conference.held_on)))


if __name__ == "__main__":
    main()
