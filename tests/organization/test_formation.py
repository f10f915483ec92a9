"""Formation rules at their edges, with the bundled rules and with one's own."""

from datetime import date

import pytest

from partybuild.errors import AmbiguousRuleError, RuleNotInForceError, ValueRangeError
from partybuild.kernel import (
    CitationStatus,
    Label,
    OwnDecision,
    Period,
    Severity,
)
from partybuild.organization import (
    Approval,
    FormationRule,
    FormationRules,
    MemberBand,
    Organization,
    OrganizationKind,
    OrganizationTree,
    PartyGroup,
    TreeNode,
    Workplace,
    check_formation,
)
from partybuild.rules import PracticeVariant, formation_rules

ON = date(2021, 12, 31)
OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))


def found(rules=None, **fields):
    """Return the findings on one organization of the day."""
    fields = {"kind": "branch", "sector": "office"} | fields
    one = Organization(organization_id="a", name=Label.same("a"), **fields)
    tree = OrganizationTree([TreeNode(organization=one)])
    return check_formation(tree, ON, rules or formation_rules(ON))


def codes(rules=None, **fields):
    """Return codes and rules of the findings."""
    return [
        (finding.code, dict(finding.evidence).get("rule"))
        for finding in found(rules, **fields)
    ]


def office(kind, members):
    """Return the findings on an office with that many full members."""
    return codes(kind=kind, full_members=members, probationary_members=0)


def test_100_members_in_an_office_satisfy_two_wordings_and_both_are_named():
    """Art. 5 says 100 or more, Art. 6 says 50 to 100: neither is wrong."""
    for kind in ("general_branch", "committee"):
        (finding,) = found(kind=kind, full_members=100, probationary_members=0)

        assert finding.code == "PB-ORG-04"
        assert "PB-FORM-11: 100 <= n" in finding.message.zh
        assert "PB-FORM-12: 50 <= n <= 100" in finding.message.en


@pytest.mark.parametrize(
    ("kind", "members", "expected"),
    [
        ("general_branch", 49, [("PB-ORG-01", "PB-FORM-12")]),
        ("general_branch", 51, []),
        ("general_branch", 99, []),
        ("general_branch", 101, [("PB-ORG-02", "PB-FORM-12")]),
        ("committee", 99, [("PB-ORG-01", "PB-FORM-11")]),
        ("committee", 101, []),
        ("branch", 2, [("PB-ORG-08", "PB-FORM-13")]),
        ("branch", 3, []),
        ("branch", 49, []),
        ("branch", 50, [("PB-ORG-04", "PB-FORM-12")]),
        ("branch", 51, [("PB-ORG-02", "PB-FORM-02")]),
    ],
)
def test_the_edges_of_offices(kind, members, expected):
    """Each edge, and the numbers on either side of it."""
    assert office(kind, members) == expected


@pytest.mark.parametrize(
    ("kind", "members", "expected"),
    [
        ("general_branch", 50, [("PB-ORG-01", "PB-FORM-22")]),
        ("general_branch", 51, []),
        ("committee", 99, [("PB-ORG-01", "PB-FORM-21")]),
        ("committee", 100, []),
        ("general_branch", 100, []),
        ("branch", 50, []),
    ],
)
def test_the_edges_of_villages(kind, members, expected):
    """More than 50 for a general branch, 100 or more for a committee."""
    members = {"full_members": members, "probationary_members": 0}

    assert codes(kind=kind, sector="village", **members) == expected


def test_what_is_in_use_leaves_100_in_no_band():
    """The wording "50 to below 100" together with "more than 100"."""
    rules = formation_rules(ON, PracticeVariant.FROM_50)
    members = {"full_members": 100, "probationary_members": 0}
    results = found(rules, kind="committee", sector="hospital", **members)

    assert [finding.code for finding in results] == ["PB-ORG-01", "PB-ORG-05"]
    assert {finding.basis.status for finding in results} == {CitationStatus.PRACTICE}
    other = formation_rules(ON, PracticeVariant.ABOVE_50)
    assert codes(other, kind="general_branch", sector="hospital", **members) == []


def test_fewer_with_approval_is_a_recorded_exception_not_an_error():
    """The approval must hold on the day, and the rule must allow it."""
    approval = Approval(
        kind="fewer_members",
        granted_on=date(2020, 1, 1),
        granted_by=Label(zh="机关工委", en="offices working committee"),
        document="2020-1",
        until=date(2022, 12, 31),
    )
    expired = Approval(
        kind="fewer_members",
        granted_on=date(2020, 1, 1),
        granted_by=Label(zh="机关工委", en="offices working committee"),
        until=date(2021, 12, 30),
    )
    few = {"full_members": 40, "probationary_members": 2, "kind": "general_branch"}
    (finding,) = found(**few, approvals=[approval])

    assert (finding.code, finding.severity) == ("PB-ORG-03", Severity.INFO)
    assert dict(finding.evidence)["approval"] == "2020-1"
    assert codes(**few, approvals=[expired]) == [("PB-ORG-01", "PB-FORM-12")]
    # No document allows a branch of two, whoever approves.
    two = {"full_members": 2, "probationary_members": 0, "approvals": [approval]}
    assert codes(**two) == [("PB-ORG-08", "PB-FORM-13")]


def test_more_with_approval_is_recorded_too():
    """A branch of 60 that the higher level left as it is."""
    approval = Approval(
        kind="more_members",
        granted_on=date(2020, 1, 1),
        granted_by=Label(zh="机关工委", en="offices working committee"),
    )
    many = {"full_members": 60, "probationary_members": 0}
    (first, *_) = found(**many)

    assert (first.code, first.severity) == ("PB-ORG-02", Severity.WARNING)
    assert ("PB-ORG-03", "PB-FORM-02") in codes(**many, approvals=[approval])


def test_a_branch_committee_from_7_full_members():
    """With 7 there is a committee of 3 to 7; with 6 there is none."""

    def of(full, size):
        members = {"full_members": full, "probationary_members": 0}
        return codes(**members, sector="community", committee_members=size)

    assert of(6, 0) == of(7, 3) == of(7, 5) == of(49, 7) == []
    assert of(7, None) == []
    assert of(7, 0) == [("PB-ORG-06", "PB-FORM-41")]
    assert of(6, 3) == [("PB-ORG-06", "PB-FORM-41")]
    assert of(7, 2) == of(49, 8) == [("PB-ORG-07", "PB-FORM-41")]


def test_committee_sizes_by_sector_and_by_approval():
    """A township has 7 to 9; what the higher level approved is recorded."""
    approval = Approval(
        kind="committee_size",
        granted_on=date(2020, 1, 1),
        granted_by=Label(zh="县委", en="county committee"),
    )
    township = {"kind": "committee", "sector": "township", "committee_members": 11}

    assert codes(**township) == [("PB-ORG-07", "PB-FORM-42")]
    (finding,) = found(**township, approvals=[approval])
    assert finding.severity is Severity.INFO
    rules = formation_rules(ON, PracticeVariant.ABOVE_50)
    sizes = {"full_members": 120, "probationary_members": 0, "committee_members": 4}
    assert codes(rules, kind="committee", sector="hospital", **sizes) == [
        ("PB-ORG-07", "PB-FORM-95")
    ]


def test_a_committee_without_a_recorded_number_of_members_is_left_alone():
    """Nothing can be said of a committee where nobody recorded the members."""
    assert [code for code, _ in codes(committee_members=0)] == ["PB-ORG-09"]


def places(*full):
    """Return workplaces with so many full members each."""
    return [
        Workplace(workplace_id=f"w{at}", name=Label.same(f"w{at}"), full_members=number)
        for at, number in enumerate(full)
    ]


def test_a_joint_branch_covers_at_most_5_workplaces_with_fewer_than_3():
    """Five are enough, and who has three members has a branch of its own."""
    members = {"full_members": 10, "probationary_members": 0, "form": "joint"}
    approval = Approval(
        kind="more_workplaces",
        granted_on=date(2020, 1, 1),
        granted_by=Label(zh="街道党工委", en="street"),
    )

    assert codes(**members, workplaces=places(2, 2, 2, 2, 2)) == []
    assert codes(**members, workplaces=places(2, 2, 2, 2, 1, 1)) == [
        ("PB-ORG-10", "PB-FORM-51")
    ]
    (info,) = found(
        **members, workplaces=places(2, 2, 2, 2, 1, None), approvals=[approval]
    )
    assert (info.code, info.severity) == ("PB-ORG-10", Severity.INFO)
    (own,) = found(**members, workplaces=places(3, 2))
    assert own.code == "PB-ORG-11"
    assert dict(own.evidence)["workplace"] == "w0"


def test_temporary_and_project_branches_end_with_their_task():
    """A project of six months has a branch, one of less has not."""

    def of(form, first, last):
        members = {"full_members": 5, "probationary_members": 0}
        return [
            code for code, _ in codes(**members, form=form, task=Period(first, last))
        ]

    new_year = date(2022, 1, 1)
    assert of("temporary", date(2021, 12, 1), ON) == []
    assert of("temporary", date(2021, 12, 1), date(2021, 12, 30)) == ["PB-ORG-12"]
    assert of("project", new_year, date(2022, 6, 30)) == []
    assert of("project", new_year, date(2022, 6, 29)) == ["PB-ORG-12"]
    assert of("project", date(2021, 1, 1), None) == []


def test_party_groups_have_no_more_members_than_their_branch():
    """The groups are parts of it."""

    def of(*full):
        groups = [
            PartyGroup(
                group_id=f"g{at}",
                name=Label.same("g"),
                full_members=number,
                probationary_members=0,
            )
            for at, number in enumerate(full)
        ]
        return codes(full_members=9, probationary_members=0, party_groups=groups)

    assert of(4, 5) == of(4, None) == []
    assert of(5, 5) == [("PB-ORG-13", None)]


def test_a_working_committee_is_in_no_rule():
    """It is dispatched, and has no members of its own."""
    assert codes(kind="working_committee", sector="subdistrict") == []


def test_every_finding_of_a_band_cites_its_article():
    """An office sees where it is written."""
    (finding,) = found(kind="committee", full_members=90, probationary_members=0)

    assert finding.basis.locator == "第五条"
    assert "机关基层组织工作条例" in finding.basis.text("zh")
    assert finding.basis.status is CitationStatus.CONFIRMED


def test_rules_come_into_force_with_their_documents():
    """Before the regulations of 2018 there is none here; each has its own day."""
    with pytest.raises(RuleNotInForceError, match="PB-FORM"):
        formation_rules(date(2018, 10, 27))

    def known(on):
        return {rule.code for rule in formation_rules(on).formation}

    assert known(date(2018, 10, 28)) == {"PB-FORM-01", "PB-FORM-02"}
    assert "PB-FORM-21" in known(date(2019, 1, 10)) - known(date(2019, 1, 9))
    assert "PB-FORM-31" in known(date(2019, 12, 30)) - known(date(2019, 12, 29))


def test_two_rules_for_one_edge_are_refused_with_their_codes():
    """Which one counts is for the office to say."""
    rule = FormationRule(
        code="A", kind=OrganizationKind.BRANCH, band=MemberBand(least=3), basis=OWN
    )
    other = FormationRule(
        code="B", kind=OrganizationKind.BRANCH, band=MemberBand(least=5), basis=OWN
    )

    with pytest.raises(AmbiguousRuleError, match="A, B"):
        found(FormationRules(formation=(other, rule)), full_members=4)


@pytest.mark.parametrize(
    ("band", "inside", "outside"),
    [
        (MemberBand(least=50, most=100), (50, 100), (49, 101)),
        (
            MemberBand(least=50, most=100, most_included=False),
            (50, 99),
            (49, 100),
        ),
        (MemberBand(least=50, least_included=False), (51, 10**6), (0, 50)),
        (MemberBand(most=50), (0, 50), (51, 52)),
        (MemberBand(), (0, 10**6), ()),
    ],
)
def test_a_band_says_of_each_edge_whether_it_is_included(band, inside, outside):
    """Each number lies below, in, or above the band, and only one of the three."""
    for number in (*inside, *outside):
        states = [band.below(number), band.holds(number), band.above(number)]
        assert states.count(True) == 1
        assert band.holds(number) is (number in inside)


def test_an_empty_band_is_refused():
    """Nothing lies above 50 and below 51."""
    with pytest.raises(ValueRangeError, match="room for a number"):
        MemberBand(least=50, most=51, least_included=False, most_included=False)
