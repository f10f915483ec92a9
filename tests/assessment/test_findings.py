"""What the review body is told beside the standings."""

import attrs

from partybuild.assessment import assess
from partybuild.conference import Attendance, SubjectRecord, UnitRecord, count
from partybuild.kernel import Label
from partybuild.rules import Cap, Quota
from partybuild.testing.plain import (
    OWN,
    counted_review,
    plain_fact,
    plain_rules,
)

X = Label.same("x")
VETO = Cap(
    cap_id="veto",
    label=Label(zh="重大事故", en="grave accident"),
    grade_id="grade-3",
    basis=OWN,
)
QUOTA = Quota(quota_id="q", grade_id="grade-0", ceiling="50%", basis=OWN)


def _review(*lines, rules=None, **others):
    rules = rules or plain_rules(caps=[VETO])
    return counted_review(rules, {"g": lines}, **others)


def test_no_place_is_told_with_the_heads_that_the_share_is_of():
    """Those assessed, or the heads of the unit on record."""
    by_heads = attrs.evolve(QUOTA, ceiling="10%", base="headcount")
    unit = UnitRecord(unit_id="u", heads=7, source=X)
    subject = SubjectRecord(post_id="p0", unit_id="u")

    def told(quota, **others):
        rules = plain_rules(quotas=[quota])
        (finding,) = assess(_review((1, 0, 0, 0), rules=rules, **others)).findings
        return finding.message

    assessed = told(attrs.evolve(QUOTA, ceiling="10%"))
    heads = told(by_heads, units=[unit], subjects=[subject])
    assert (assessed.zh, heads.zh) == (
        "参评 1 人，按比例没有名额",
        "单位 7 人，按比例没有名额",
    )
    assert (assessed.en, heads.en) == (
        "of 1 assessed the quota leaves no place",
        "of 7 heads the quota leaves no place",
    )


def _codes(review):
    return [finding.code for finding in assess(review).findings]


def test_findings_name_what_the_body_should_know():
    """No place, a capped grade, an empty group, too many ballots, counts only."""
    quota = attrs.evolve(QUOTA, ceiling="10%")
    no_place = _review((1, 0, 0, 0), rules=plain_rules(quotas=[quota]))
    capped = _review((1, 0, 0, 0), cap_facts=[plain_fact("p0", "veto")])
    sheet = attrs.evolve(capped, box=None, counted=count(capped.box), cap_facts=[])

    assert _codes(no_place) == ["PB-QUOTA-01"]
    assert _codes(capped) == ["PB-CAP-01"]
    assert _codes(sheet) == ["PB-LEVEL-01"]


def test_empty_group_is_found():
    """Where the rules let a group stay away, the review body is told."""
    rules = plain_rules(groups={"g": "50%", "h": "50%"}, empty_group="renormalize")
    assessment = assess(_review((1, 0, 0, 0), rules=rules))
    (finding,) = assessment.findings

    assert assessment.standings[0].score == 100
    assert [g.score for g in assessment.standings[0].groups] == [100, None]
    assert finding.code == "PB-GROUP-01"
    assert (finding.subject, finding.evidence) == (
        "h",
        (("empty_group", "renormalize"),),
    )


def test_more_ballots_than_people_present_are_found():
    """Issued to three, present two of the kinds that belong to the group."""
    rules = plain_rules()
    group = attrs.evolve(rules.voter_groups[0], kinds=["staff"])
    review = _review((3, 0, 0, 0), rules=attrs.evolve(rules, voter_groups=[group]))
    found = []
    for present in (2, 3):
        kinds = [Attendance(kind_id="staff", label=X, present=present)]
        conference = attrs.evolve(review.conference, attendance=kinds)
        found += assess(attrs.evolve(review, conference=conference)).findings
    (finding,) = found

    assert (finding.code, finding.message.en) == (
        "PB-ROLL-01",
        "3 ballots were issued to 2 present",
    )
