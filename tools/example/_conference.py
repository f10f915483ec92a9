"""The record of the example conference, from conference.toml."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from example._rules import label
from partybuild.conference import (
    AgendaItem,
    Attendance,
    CapFact,
    Comment,
    Conference,
    DutyReport,
    GroupRoll,
    LastYearAnswer,
    Remark,
    ReportMode,
    ReportSection,
    Requirement,
    RollCall,
)
from partybuild.kernel import Label
from partybuild.organization import (
    DayTree,
    EventKind,
    Organization,
    OrganizationEvent,
    OrganizationTree,
    Post,
    TreeNode,
)

Table = Mapping[str, Any]

HOST = "street"


def post_id(organization_id: str) -> str:
    """Return the id of the secretary's post in an organization."""
    return f"{organization_id}-secretary"


def build_tree(table: Table, merged: Table | None = None) -> OrganizationTree:
    """Return the street with its communities, two of them merged where asked."""
    nodes = [_node(line) for line in table["organizations"]]
    if merged is None:
        return OrganizationTree(nodes)
    event = OrganizationEvent(
        kind=EventKind.MERGED,
        on=merged["on"],
        organization_ids=merged["organizations"],
        results=[_node(merged)],
        document=merged["document"],
    )
    return OrganizationTree(nodes, [event])


def _node(line: Table) -> TreeNode:
    is_host = line["id"] == HOST
    full, probationary = line.get("members", (None, None))
    return TreeNode(
        organization=Organization(
            organization_id=line["id"],
            name=label(line["name"]),
            kind=line["kind"],
            sector="subdistrict" if is_host else "community",
            full_members=full,
            probationary_members=probationary,
        ),
        parent_id=None if is_host else HOST,
    )


def build_posts(tree: DayTree) -> tuple[Post, ...]:
    """Return the secretary's post of every community."""
    return tuple(
        Post(
            post_id=post_id(organization.organization_id),
            organization_id=organization.organization_id,
            title=Label(
                zh=f"{organization.name.zh}书记",
                en=f"secretary, {organization.name.en}",
            ),
        )
        for organization in tree.children(HOST)
    )


def _remarks(lines: Iterable[Sequence[str]]) -> list[Remark]:
    return [Remark(area=area, text=Label(zh=zh, en=en)) for area, zh, en in lines]


_PARTS = ("work", "problems", "last_year", "plans")


def _report(table: Table, reporter: str, order: int | None) -> DutyReport:
    lengths = table.get("sections", {}).get(reporter, ())
    return DutyReport(
        post_id=post_id(reporter),
        mode=ReportMode.WRITTEN if order is None else ReportMode.ON_SITE,
        order=order,
        sections=[
            ReportSection(part=part, characters=length)
            for part, length in zip(_PARTS, lengths, strict=bool(lengths))
        ],
        answers=[
            LastYearAnswer(problem_id=problem, text=Label(zh=zh, en=en))
            for problem, zh, en in table.get("answers", {}).get(reporter, ())
        ],
    )


def _requirements(lines: Sequence[Any]) -> list[Requirement] | list[Remark]:
    if not isinstance(lines[0], Mapping):
        return _remarks(lines)
    return [
        Requirement(
            area=line["area"],
            text=label(line["text"]),
            addressees=[post_id(one) for one in line.get("addressees", ())],
            deadline=line.get("deadline"),
        )
        for line in lines
    ]


def build_conference(table: Table) -> Conference:
    """Return the record of the conference."""
    reports = [
        _report(table, reporter, order)
        for order, reporter in enumerate(table["on_site"], start=1)
    ] + [_report(table, reporter, None) for reporter in table["written"]]
    return Conference(
        conference_id=table["id"],
        title=label(table["title"]),
        host_id=table["host"],
        held_on=table["held_on"],
        year=table["year"],
        chair=label(table["chair"]),
        commenter=label(table["commenter"]),
        guidance=label(table["guidance"]),
        agenda=[
            AgendaItem(kind=kind, title=Label(zh=zh, en=en))
            for kind, zh, en in table["agenda"]
        ],
        attendance=[
            Attendance(kind_id=kind, label=Label(zh=zh, en=en), present=present)
            for kind, zh, en, present in table["attendance"]
        ],
        reports=reports,
        comments=[
            Comment(
                post_id=post_id(reporter),
                **{part: _remarks(lines) for part, lines in comment.items()},
            )
            for reporter, comment in table["comments"].items()
        ],
        strengths=_remarks(table["strengths"]),
        problems=_remarks(table["problems"]),
        requirements=_requirements(table["requirements"]),
        note=label(table["note"]),
    )


def build_roll_call(plan: Table) -> RollCall:
    """Return the scrutineers' record."""
    return RollCall(
        [
            GroupRoll(
                group_id=line["group"],
                entitled=line["entitled"],
                present=line["issued"],
                issued=line["issued"],
                returned=line["returned"],
                void=line["void"],
            )
            for line in plan["ballots"]
        ]
    )


def build_veto(table: Table) -> CapFact:
    """Return the fact that holds one grade down."""
    veto = table["veto"]
    return CapFact(
        post_id=post_id(veto["subject"]),
        cap_id=veto.get("cap", "safety"),
        decided_on=veto["decided_on"],
        decided_by=label(veto["decided_by"]),
        reason=label(veto["reason"]),
        expires_on=veto["expires_on"],
    )
