"""A review around each tally of a frame, for what asks more than scores."""

from partybuild.adapters.frames._facts import FrameFacts
from partybuild.conference import (
    Conference,
    DutyReport,
    GroupRoll,
    Review,
    RollCall,
    Tally,
)
from partybuild.kernel import Label, OwnDecision, Period
from partybuild.organization import (
    Organization,
    OrganizationKind,
    OrganizationTree,
    Post,
    Sector,
    TreeNode,
)
from partybuild.rules import ReviewRules, Rulebook, RulebookVersion


def review_of_tally(
    conference: str,
    tally: Tally,
    rules: ReviewRules,
    facts: FrameFacts,
) -> Review:
    """Return a review that holds the counts and no more than a frame says.

    Args:
        conference: What it is called; empty text where the frame names none.
        tally: Counts.
        rules: Scheme.
        facts: Day, entries and facts; those of other subjects are left out.

    Returns:
        The review: names are ids, every returned ballot is a counted one.
    """
    subjects = frozenset(tally.form.subject_ids)
    records = [r for r in facts.subjects if r.post_id in subjects]
    units = {record.unit_id for record in records}
    name = Label.same(conference or "frame")
    host = Organization(
        organization_id="host",
        name=name,
        kind=OrganizationKind.COMMITTEE,
        sector=next(iter(Sector)),
    )
    basis = OwnDecision(
        decision=Label(zh="随数据表给出的方案", en="the scheme given with the frame")
    )
    return Review(
        tree=OrganizationTree([TreeNode(organization=host)]),
        posts=[
            Post(post_id=s, organization_id="host", title=Label.same(s))
            for s in tally.form.subject_ids
        ],
        rulebook=Rulebook(
            rulebook_id="frame",
            title=rules.title,
            versions=[
                RulebookVersion(
                    version="1", period=Period(facts.on), rules=rules, basis=basis
                )
            ],
        ),
        conference=Conference(
            conference_id="frame",
            title=name,
            host_id="host",
            held_on=facts.on,
            year=facts.on.year,
            chair=Label(zh="未记录", en="not recorded"),
            commenter=Label(zh="未记录", en="not recorded"),
            reports=[DutyReport(post_id=subject) for subject in tally.form.subject_ids],
        ),
        roll_call=_roll_call(conference, tally, facts),
        counted=tally,
        entered=[e for e in facts.entered if e.post_id in subjects],
        cap_facts=[f for f in facts.cap_facts if f.post_id in subjects],
        subjects=records,
        units=[u for u in facts.units if u.unit_id in units],
        approvals=[a for a in facts.approvals if a.unit_id in {"", *units}],
        decisions=[d for d in facts.decisions if d.post_id in subjects],
    )


def _roll_call(conference: str, tally: Tally, facts: FrameFacts) -> RollCall:
    known = dict(facts.roll_calls).get(conference)
    if known is not None:
        return known
    return RollCall(
        [
            GroupRoll(group_id=group, issued=ballots, returned=ballots)
            for group, ballots in zip(tally.form.group_ids, tally.ballots, strict=True)
        ]
    )
