"""Ledgers as people read them: names instead of codes."""

import argparse
from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from partybuild.adapters._read import read
from partybuild.adapters.excel import LedgerEdits, LedgerNames
from partybuild.duties import WEAKNESSES
from partybuild.kernel import Label, Plain, Summary, day_text
from partybuild.ledgers import LedgerEntry, LedgerRates, RectificationLedger

_NAME = Label(zh="名称", en="name")
_AREAS = {weakness.code: weakness.label for weakness in WEAKNESSES}


def names_for(options: argparse.Namespace) -> LedgerNames:
    """Return the names of posts and organizations that are known.

    Args:
        options: Parsed arguments; --review names a review that knows them.

    Returns:
        The names; none where no review is named and it is no example.

    Raises:
        PartyBuildError: If the review is refused.
    """
    if options.review is not None:
        return LedgerNames.of(read(options.review))
    if getattr(options, "example", None) is None:
        return LedgerNames()
    from partybuild.datasets import EXAMPLES, load_example

    known = [LedgerNames.of(load_example(name)) for name in EXAMPLES]
    return LedgerNames(
        posts=[pair for names in known for pair in names.posts],
        organizations=[pair for names in known for pair in names.organizations],
    )


def shown_ledger(ledger: RectificationLedger, names: LedgerNames) -> Summary:
    """Return the lines of a ledger with the names of the organizations."""
    summary, places = ledger.summary(), dict(names.organizations)
    at = [column.en for column in summary.columns].index("organization")
    rows = [_named(row, {at: places}) for row in summary.rows]
    return attrs.evolve(summary, rows=rows)


def shown_rates(rates: LedgerRates, names: LedgerNames) -> Summary:
    """Return how rectification goes with the names of areas and organizations."""
    summary, known = rates.summary(), {**_AREAS, **dict(names.organizations)}
    at = [column.en for column in summary.columns].index("code")
    columns = [_NAME if n == at else one for n, one in enumerate(summary.columns)]
    rows = [_named(row, {at: known}) for row in summary.rows]
    return attrs.evolve(summary, columns=columns, rows=rows)


def shown_overdue(late: Iterable[LedgerEntry], names: LedgerNames, on: date) -> Summary:
    """Return overdue lines: who has to do what, since when."""
    posts, places = dict(names.posts), dict(names.organizations)
    rows: list[tuple[Plain, ...]] = []
    for entry in late:
        plan, days = entry.rectification, entry.overdue_by(on)
        place = entry.problem.organization_id
        post = "" if plan is None else plan.post_id
        rows.append(
            (
                entry.problem_id,
                entry.problem.text,
                places.get(place, place),
                _owner("" if plan is None else plan.responsible, posts.get(post, post)),
                None if entry.next_due is None else entry.next_due.isoformat(),
                None if days is None else days.days,
                entry.state.label,
            )
        )
    return Summary(
        caption=Label(
            zh=f"截至{day_text(on, 'zh')}逾期的事项",
            en=f"overdue as of {day_text(on, 'en')}",
        ),
        columns=(
            Label(zh="编号", en="problem"),
            Label(zh="问题", en="text"),
            Label(zh="党组织", en="organization"),
            Label(zh="责任人", en="responsible"),
            Label(zh="应完成", en="due"),
            Label(zh="逾期天数", en="days overdue"),
            Label(zh="状态", en="state"),
        ),
        rows=rows,
        shown=7,
    )


def shown_steps(edits: LedgerEdits) -> Summary:
    """Return the steps that a filled workbook came to."""
    count = len(edits.steps)
    title = edits.ledger.title
    return Summary(
        caption=Label(
            zh=f"{title.zh}：已记入 {count} 条记录，没有冲突",
            en=f"{title.en}: {count} steps taken, no conflicts",
        ),
        columns=(
            Label(zh="编号", en="problem"),
            Label(zh="记录", en="step"),
            Label(zh="日期", en="on"),
            Label(zh="填报人", en="by"),
            Label(zh="内容", en="says"),
        ),
        rows=[
            (
                step.problem_id,
                step.kind.label,
                step.on.isoformat(),
                step.by,
                step.note or (None if step.due_on is None else step.due_on.isoformat()),
            )
            for step in edits.steps
        ],
        shown=5,
    )


def _owner(person: str, post: str | Label) -> Label | str:
    """Return who is responsible: person and post, or the one of them that is known."""
    if isinstance(post, str):
        return " ".join(filter(None, [person, post]))
    if not person:
        return post
    return Label(zh=f"{person} {post.zh}", en=f"{person} {post.en}")


def _named(
    row: tuple[Plain, ...], names: Mapping[int, Mapping[str, Label]]
) -> tuple[Plain, ...]:
    return tuple(
        names[at].get(cell, cell) if at in names and isinstance(cell, str) else cell
        for at, cell in enumerate(row)
    )
