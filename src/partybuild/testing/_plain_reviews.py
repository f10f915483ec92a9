"""Small reviews and records in one line each; see `partybuild.testing.plain`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from partybuild.conference import (
    BallotBox,
    BallotForm,
    CapFact,
    Conference,
    Decision,
    DutyReport,
    GroupRoll,
    Review,
    RollCall,
)
from partybuild.kernel import Label, Period
from partybuild.organization import (
    Organization,
    OrganizationKind,
    OrganizationTree,
    Post,
    Sector,
    TreeNode,
)
from partybuild.rules import ReviewRules, Rulebook, RulebookVersion
from partybuild.testing._plain_rules import OWN

DAY = date(2022, 1, 25)
"""Day of the conferences made here."""

BODY = Label(zh="组织部", en="organization department")
"""Who finds facts and decides, and gives no other reason."""


def box_of_counts(
    form: BallotForm, counts: Mapping[str, Sequence[Sequence[int]]]
) -> BallotBox:
    """Return ballots with these counts of options, line by line.

    Args:
        form: Form of the ballots.
        counts: Voter group to its lines, in the order of the ballot; each line
            says how many ballots chose each option.

    Returns:
        One of the boxes that have these counts.
    """
    heaps: dict[str, list[bytes]] = {}
    for group_id, lines in counts.items():
        columns = [
            [option for option, number in enumerate(line) for _ in range(number)]
            for line in lines
        ]
        heaps[group_id] = [bytes(marks) for marks in zip(*columns, strict=True)]
    return BallotBox.from_bytes(form, heaps)


def plain_review(
    rules: ReviewRules,
    box: BallotBox,
    **others: Any,  # noqa: ANN401 - whatever else `Review` takes
) -> Review:
    """Return a review of ballots that were all issued, returned and valid.

    Args:
        rules: Scheme.
        box: Ballots.
        others: Other fields of `Review`.

    Returns:
        The review.
    """
    subjects = box.form.subject_ids
    fields: dict[str, Any] = {
        "tree": plain_tree(),
        "posts": [
            Post(post_id=subject, organization_id="street", title=Label.same(subject))
            for subject in subjects
        ],
        "rulebook": plain_rulebook(rules),
        "conference": Conference(
            conference_id="test-2021",
            title=Label(zh="述职评议会", en="review conference"),
            host_id="street",
            held_on=DAY,
            year=2021,
            chair=Label(zh="副书记", en="deputy secretary"),
            commenter=Label(zh="书记", en="secretary"),
            reports=[DutyReport(post_id=subject) for subject in subjects],
        ),
        "roll_call": RollCall(
            [
                GroupRoll(group_id=group_id, issued=valid, returned=valid)
                for group_id, valid in zip(box.form.group_ids, box.sizes, strict=True)
            ]
        ),
        "box": box,
    }
    return Review(**(fields | others))


def counted_review(
    rules: ReviewRules,
    counts: Mapping[str, Sequence[Sequence[int]]],
    post_ids: Sequence[str] = (),
    **others: Any,  # noqa: ANN401 - whatever else `Review` takes
) -> Review:
    """Return a review of ballots with these counts of options; see `box_of_counts`.

    Args:
        rules: Scheme.
        counts: Voter group to its lines, in the order of the ballot.
        post_ids: Who is reviewed; without it p0, p1..., as many as the lines are for.
        others: Other fields of `Review`.

    Returns:
        The review.
    """
    lines = max(map(len, counts.values()), default=0)
    subjects = post_ids or [f"p{at}" for at in range(lines // max(1, len(rules.items)))]
    form = BallotForm.of(rules, subjects)
    return plain_review(rules, box_of_counts(form, counts), **others)


def plain_fact(
    post_id: str,
    cap_id: str,
    **others: Any,  # noqa: ANN401 - whatever else `CapFact` takes
) -> CapFact:
    """Return a fact, found on the day of the conference, that holds a grade down.

    Args:
        post_id: Whom it concerns.
        cap_id: The cap that it brings about.
        others: Other fields of `CapFact`.

    Returns:
        The fact.
    """
    fields: dict[str, Any] = {"decided_on": DAY, "decided_by": BODY, "reason": BODY}
    return CapFact(post_id=post_id, cap_id=cap_id, **(fields | others))


def plain_decision(
    about: str,
    rule_id: str,
    post_id: str,
    outcome: str,
    **others: Any,  # noqa: ANN401 - whatever else `Decision` takes
) -> Decision:
    """Return what a body decided on the day of the conference.

    Args:
        about: A `DecisionKind`, or its value.
        rule_id: The rule that leaves it to the body.
        post_id: Whom it concerns.
        outcome: What was decided.
        others: Other fields of `Decision`.

    Returns:
        The decision.
    """
    fields: dict[str, Any] = {
        "about": about,
        "rule_id": rule_id,
        "post_id": post_id,
        "outcome": outcome,
        "decided_on": DAY,
        "decided_by": BODY,
        "article": "1",
        "reason": BODY,
    }
    return Decision(**(fields | others))


def plain_rulebook(rules: ReviewRules) -> Rulebook:
    """Return a rulebook that has been in force since the day of the conference."""
    return Rulebook(
        rulebook_id="test",
        title=Label(zh="测试办法", en="test rulebook"),
        versions=[
            RulebookVersion(version="1", period=Period(DAY), rules=rules, basis=OWN)
        ],
    )


def plain_tree() -> OrganizationTree:
    """Return a tree of one working committee, called "street"."""
    street = Organization(
        organization_id="street",
        name=Label(zh="街道党工委", en="Street Working Committee"),
        kind=OrganizationKind.WORKING_COMMITTEE,
        sector=next(iter(Sector)),
    )
    return OrganizationTree([TreeNode(organization=street)])
