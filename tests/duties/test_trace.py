"""Responsibility transmission, made measurable."""

from collections import Counter
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import partybuild as pb
from partybuild.datasets._example_duties import load_example_duties
from partybuild.duties import (
    BreakKind,
    Coverage,
    Duty,
    DutyRecord,
    DutyState,
    Recurrence,
    ResponsibilityLevel,
    TransmissionChain,
    trace_transmission,
)
from partybuild.errors import UnknownIdError, ValueRangeError
from partybuild.kernel import Label, OwnDecision, Period
from partybuild.organization import (
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    TreeNode,
)

OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
ON = date(2022, 1, 25)
PARENTS = {"c": None, "g1": "c", "g2": "c", "b1": "g1", "b2": "g1", "b3": "g2"}
KINDS = {"c": "committee", "g": "general_branch", "b": "branch"}


def tree(parents=None, events=()):
    """Return a committee, two general branches and three branches."""
    return OrganizationTree(
        [
            TreeNode(
                organization=Organization(
                    organization_id=one,
                    name=Label.same(one),
                    kind=KINDS[one[0]],
                    sector="community",
                ),
                parent_id=parent,
            )
            for one, parent in (parents or PARENTS).items()
        ],
        events,
    )


def duty(organization_id, derived_from=None, **fields):
    """Return the duty of an organization, derived from that of another."""
    fields = {
        "duty_id": f"d@{organization_id}",
        "post_id": f"{organization_id}-s",
        "level": "first",
        "areas": ["fusion", "role"],
        "deadline": date(2021, 6, 30),
        "hand_down": derived_from is None,
    } | fields
    return Duty(
        title=Label(zh="落实清单", en="the list"),
        organization_id=organization_id,
        period=YEAR,
        derived_from=derived_from and f"d@{derived_from}",
        basis=OWN,
        **fields,
    )


def record(duty_id, kind="done", on=date(2021, 6, 1)):
    """Return a record."""
    return DutyRecord(
        record_id=f"{duty_id}-{kind}-{on}", duty_id=duty_id, kind=kind, on=on
    )


def handed_down(**changed):
    """Return the duties of all six, one changed, left out (None) or as they are."""
    found = []
    for one, parent in PARENTS.items():
        fields = changed.get(one, {})
        if fields is not None:
            found.append(
                duty(
                    one,
                    fields.get("above", parent),
                    **{key: value for key, value in fields.items() if key != "above"},
                )
            )
    return found


def trace(duties, records=None, on=ON, organizations=None):
    """Trace the one duty; everybody did it unless said otherwise."""
    if records is None:
        records = [record(one.duty_id) for one in duties]
    found = trace_transmission(duties, records, organizations or tree(), on)
    return found.transmissions[0]


def breaks(transmission):
    """Return the first breaks."""
    return [(one.from_id, one.to_id, one.broken) for one in transmission.first_breaks]


def test_a_duty_that_everybody_did_reaches_every_branch():
    """Five links, three chains, no break."""
    found = trace(handed_down())

    assert [(link.from_id, link.to_id) for link in found.links] == [
        ("c", "g1"),
        ("c", "g2"),
        ("g1", "b1"),
        ("g1", "b2"),
        ("g2", "b3"),
    ]
    assert [chain.organization_ids for chain in found.chains] == [
        ("c", "g1", "b1"),
        ("c", "g1", "b2"),
        ("c", "g2", "b3"),
    ]
    assert found.unbroken == Coverage(3, 3)
    assert breaks(found) == []
    assert {link.state for link in found.links} == {DutyState.ON_TIME}


def test_the_first_break_of_a_chain_hides_those_behind_it():
    """g1 never had it, so neither b1 nor b2 can: one break, two chains."""
    found = trace(handed_down(g1=None, b1=None, b2=None))

    assert breaks(found) == [("c", "g1", BreakKind.NOT_ASSIGNED)]
    assert found.unbroken == Coverage(1, 3)
    assert [link.broken for link in found.links if link.depth == 2] == [
        BreakKind.NOT_ASSIGNED,
        BreakKind.NOT_ASSIGNED,
        None,
    ]


def test_each_reason_for_a_break_has_its_name():
    """No post, not taken on, due and not done."""
    duties = handed_down(b1={"post_id": None})
    records = [record(one.duty_id) for one in duties]
    b2, b3 = "d@b2", "d@b3"
    records = [one for one in records if one.duty_id not in {b2, b3}]
    records.append(record(b3, "acknowledged"))

    assert breaks(trace(duties, records)) == [
        ("g1", "b1", BreakKind.NO_POST),
        ("g1", "b2", BreakKind.NOT_ACKNOWLEDGED),
        ("g2", "b3", BreakKind.MISSING),
    ]
    assert len({kind.label.zh for kind in BreakKind}) == len(BreakKind)


def test_coverage_keeps_its_numbers_level_by_level_and_kind_by_kind():
    """2 of 2 general branches, 2 of 3 branches; nothing is reduced."""
    duties = handed_down(b2=None)
    records = [record(one.duty_id) for one in duties]
    records[3] = record("d@b1", on=date(2021, 7, 1))
    found = trace(duties, records)
    first, second = found.by_depth
    general, branches = found.by_kind

    assert (first.depth, first.assigned) == (1, Coverage(2, 2))
    assert (second.depth, second.assigned) == (2, Coverage(2, 3))
    assert (general.kind, general.on_time) == (
        OrganizationKind.GENERAL_BRANCH,
        Coverage(2, 2),
    )
    assert branches.kind is OrganizationKind.BRANCH
    assert (branches.on_time, branches.late, branches.missing) == (
        Coverage(1, 2),
        Coverage(1, 2),
        Coverage(0, 2),
    )
    assert branches.assigned.share == Fraction(2, 3)
    assert branches.levels == ((ResponsibilityLevel.FIRST, 2),)


def test_wording_lost_on_the_way_is_areas_and_levels():
    """g2 leaves out an area, and b3 takes it as direct responsibility."""
    duties = handed_down(
        g2={"areas": ["role"]}, b3={"areas": ["role"], "level": "direct"}
    )
    found = trace(duties)
    by_id = {link.to_id: link for link in found.links}

    assert by_id["g2"].lost_areas == ("fusion",)
    assert by_id["b3"].lost_areas == ()
    assert by_id["b3"].level_changed
    assert not by_id["g2"].level_changed
    assert dict(found.by_depth[1].areas) == {
        "fusion": Coverage(2, 3),
        "role": Coverage(3, 3),
    }
    findings = trace_transmission(
        duties, [record(one.duty_id) for one in duties], tree(), ON
    ).findings
    assert [(one.code, one.subject) for one in findings] == [
        ("PB-DUTY-11", "b3"),
        ("PB-DUTY-11", "g2"),
    ]


def test_what_came_past_the_organization_above_is_told():
    """The committee hands it straight to b1, and g1 has nothing to do with it."""
    found = trace(handed_down(b1={"above": "c"}, g1=None, b2=None))
    by_id = {link.to_id: link for link in found.links}

    assert by_id["b1"].skipped
    assert by_id["b1"].broken is None
    assert not by_id["b3"].skipped


def test_what_was_assigned_after_the_day_has_not_arrived():
    """Nobody can have handed on what came later."""
    duties = handed_down()
    records = [record(one.duty_id) for one in duties]
    records.append(record("d@b1", "assigned", date(2022, 2, 1)))

    assert breaks(trace(duties, records)) == [("g1", "b1", BreakKind.NOT_ASSIGNED)]
    assert breaks(trace(duties, records, date(2022, 2, 1))) == []


def test_a_duty_is_expected_of_the_kinds_it_names_only():
    """For general branches: the branches below them owe nothing."""
    top = duty("c", kinds=["general_branch"])
    found = trace([top, duty("g1", "c")])

    assert [chain.organization_ids for chain in found.chains] == [
        ("c", "g1"),
        ("c", "g2"),
    ]
    assert breaks(found) == [("c", "g2", BreakKind.NOT_ASSIGNED)]


def test_two_duties_below_count_together():
    """Secretary and deputy of g1 share what the committee handed down."""
    second = duty("g1", "c", duty_id="x", areas=["role"], post_id="g1-d")
    duties = [*handed_down(g1={"areas": ["fusion"]}), second]
    link = trace(duties).links[0]

    assert link.derived_ids == ("d@g1", "x")
    assert link.lost_areas == ()
    assert (link.due, link.on_time) == (2, 2)


def test_recurring_duties_count_each_time():
    """Four quarters: three done, one not."""
    quarterly = {"deadline": None, "recurrence": Recurrence(frequency="quarterly")}
    duties = [duty("c", **quarterly), duty("g1", "c", **quarterly)]
    months = (2, 5, 8)
    records = [record("d@g1", on=date(2021, month, 1)) for month in months]
    found = trace(duties, records, organizations=tree({"c": None, "g1": "c"}))

    assert (found.links[0].due, found.links[0].missing) == (4, 1)
    assert found.links[0].broken is BreakKind.MISSING
    assert found.by_kind[0].on_time == Coverage(3, 4)


def test_only_the_topmost_duty_is_followed():
    """A general branch that marks its own part as to be handed down adds no trace."""
    duties = handed_down(g1={"hand_down": True})
    found = trace_transmission(duties, [], tree(), ON)

    assert [one.duty_id for one in found.transmissions] == ["d@c"]


def test_a_duty_of_an_organization_that_is_no_more_is_a_finding():
    """It cannot be followed, and that is said."""
    gone = tree(
        events=[
            OrganizationEvent(
                kind="merged", on="2021-07-01", organization_ids=["g1"], into_id="g2"
            )
        ]
    )
    found = trace_transmission([duty("g1")], [], gone, ON)

    assert [one.code for one in found.findings] == ["PB-DUTY-12"]
    assert found.transmissions == ()
    assert found.unbroken == Coverage(0, 0)
    assert found.unbroken.share is None


def test_an_organization_with_none_below_has_no_chain():
    """Nothing is to be handed down."""
    found = trace([duty("b3")])

    assert (found.links, found.chains) == ((), ())
    assert TransmissionChain(duty_id="d", links=()).organization_ids == ()


def test_a_record_of_no_duty_is_refused():
    """Its id is named."""
    with pytest.raises(UnknownIdError, match="'x'"):
        trace(handed_down(), [record("x")])


def test_coverage_adds_counts_never_shares():
    """2 of 4 and 1 of 1 are 3 of 5."""
    assert Coverage(2, 4) + Coverage(1, 1) == Coverage(3, 5)
    assert Coverage(2, 4) != Coverage(1, 2)
    assert Coverage(2, 4).label.en == "2 of 4"
    with pytest.raises(ValueRangeError, match="3/2"):
        Coverage(3, 2)


@given(st.data())
def test_coverage_chains_and_links_agree_whatever_is_missing(data):
    """Levels and kinds sum to the same; a chain is whole when all its links are."""
    duties, records = [duty("c")], []
    for one, parent in list(PARENTS.items())[1:]:
        state = data.draw(st.sampled_from(["absent", "assigned", "taken on", "done"]))
        if state != "absent":
            above = parent if any(d.organization_id == parent for d in duties) else "c"
            duties.append(duty(one, above))
        if state == "taken on":
            records.append(record(f"d@{one}", "acknowledged"))
        if state == "done":
            late = data.draw(st.booleans())
            records.append(record(f"d@{one}", on=date(2021, 7 if late else 6, 1)))
    shuffled = data.draw(st.permutations(duties))
    found = trace(duties, records)

    assert trace(shuffled, records) == found
    for rows in (found.by_depth, found.by_kind):
        assert sum((row.assigned for row in rows), Coverage(0, 0)) == Coverage(
            sum(link.assigned for link in found.links), len(found.links)
        )
        for row in rows:
            parts = row.on_time.count + row.late.count + row.missing.count
            assert parts == row.on_time.of
    for chain in found.chains:
        broken = [link for link in chain.links if link.broken is not None]
        assert chain.first_break == (broken[0] if broken else None)
    behind = Counter(c.first_break.to_id for c in found.chains if c.first_break)
    assert sorted(behind) == sorted(link.to_id for link in found.first_breaks)
    assert found.unbroken.count == len(found.chains) - sum(behind.values())


def test_the_example_has_its_two_planted_breaks_and_no_other():
    """What was planted is found: b5 never took on the list, g2 never got the study."""
    review = pb.load_example("long-march-street-2021")
    book = load_example_duties("long-march-street-2021")
    found = trace_transmission(book.duties, book.records, review.tree, ON)

    assert found.unbroken == Coverage(34, 36)
    assert [(one.code, one.subject) for one in found.findings] == [
        ("PB-DUTY-10", "b5"),
        ("PB-DUTY-10", "g2"),
        ("PB-DUTY-11", "c3"),
    ]
    (b5,), (g2,) = found.breaks_at("b5"), found.breaks_at("g2")
    assert (b5.duty_id, b5.broken) == ("list", BreakKind.NOT_ACKNOWLEDGED)
    assert (g2.duty_id, g2.broken) == ("study", BreakKind.NOT_ASSIGNED)
    assert found.breaks_at("c1") == ()
    meeting = next(t for t in found.transmissions if t.duty_id == "meeting")
    assert [str(row.late) for row in meeting.by_kind] == ["0/12", "1/16", "0/20"]
    with pytest.raises(UnknownIdError, match="nowhere"):
        load_example_duties("nowhere")


def test_the_same_duty_is_compared_from_committee_to_branch():
    """Study reached all committees and branches, and 3 of 4 general branches."""
    review = pb.load_example("long-march-street-2021")
    book = load_example_duties("long-march-street-2021")
    found = trace_transmission(book.duties, book.records, review.tree, ON)
    study = next(one for one in found.transmissions if one.duty_id == "study")

    assert [(row.kind.label.zh, str(row.assigned)) for row in study.by_kind] == [
        ("党委", "3/3"),
        ("党总支", "3/4"),
        ("党支部", "5/5"),
    ]
    assert attrs.evolve(found, transmissions=()).unbroken == Coverage(0, 0)
