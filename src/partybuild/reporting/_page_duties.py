"""Duties on their way down, for the screen."""

from collections.abc import Iterator, Mapping

from partybuild.duties import Transmission, TransmissionLink, TransmissionTrace
from partybuild.kernel import Label, Lang, listed
from partybuild.organization import DayTree
from partybuild.reporting._model import Paragraph, Table
from partybuild.reporting._page_model import (
    DutyNode,
    DutyTree,
    NodeState,
    PageBlock,
    PagePart,
)
from partybuild.reporting._words import day, ended, say


def transmission_part(
    trace: TransmissionTrace, tree: DayTree, areas: Mapping[str, Label], lang: Lang
) -> PagePart:
    """Return how the duties were handed down.

    Args:
        trace: The duties, followed on one day.
        tree: Organizations on that day.
        areas: Names of areas of work, by code; a code without one stands for itself.
        lang: "zh" or "en".

    Returns:
        A table over all duties, a tree for each, and what was broken or lost.

    Raises:
        UnknownIdError: If the tree lacks an organization of the trace.
    """
    on = day(lang, trace.on)
    blocks: list[PageBlock] = [_table(trace, lang)]
    blocks += [
        DutyTree(
            caption=_caption(one, lang),
            root=DutyNode(
                name=tree.get(one.from_id).name.text(lang),
                state=NodeState.START,
                text=say(lang, "起点", "start"),
                below=_below(one, tree, lang),
            ),
        )
        for one in trace.transmissions
    ]
    blocks += [
        Paragraph(ended(lang, text))
        for one in trace.transmissions
        for text in _sentences(one, tree, areas, lang)
    ]
    title = say(lang, f"责任传导（截至{on}）", f"Duties handed down (as of {on})")
    return PagePart(title=title, blocks=blocks)


def _table(trace: TransmissionTrace, lang: Lang) -> Table:
    return Table(
        caption=say(lang, "传导情况", "How far each duty reached"),
        columns=[
            say(lang, "责任", "duty"),
            say(lang, "未中断的链", "chains unbroken"),
            say(lang, "已下达", "assigned"),
            say(lang, "已认领", "acknowledged"),
            say(lang, "按时落实", "done on time"),
        ],
        rows=[
            (
                one.title.text(lang),
                str(one.unbroken),
                _share(link.assigned for link in one.links),
                _share(link.acknowledged for link in one.links),
                f"{sum(n.on_time for n in one.links)}/{sum(n.due for n in one.links)}",
            )
            for one in trace.transmissions
        ],
        note=say(
            lang,
            "前三项按链或组织计，最后一项按到期事项计。",
            "The first three count chains or organizations, the last one things due.",
        ),
    )


def _share(flags: Iterator[bool]) -> str:
    given = list(flags)
    return f"{sum(given)}/{len(given)}"


def _caption(one: Transmission, lang: Lang) -> str:
    whole = one.unbroken
    return say(
        lang,
        f"{one.title.zh}：{whole.of}条链中{whole.count}条未中断",
        f"{one.title.en}: {whole.count} of {whole.of} chains unbroken",
    )


def _sentences(
    one: Transmission, tree: DayTree, areas: Mapping[str, Label], lang: Lang
) -> Iterator[str]:
    """Yield every first break and every area lost, with names for ids."""
    for link in one.first_breaks:
        cut = sum(chain.first_break == link for chain in one.chains)
        name, how = tree.get(link.to_id).name, _text(link, lang, behind=False)
        yield say(
            lang,
            f"“{one.title.zh}”传导至{name.zh}中断：{how}，影响{cut}条链",
            f"“{one.title.en}” breaks at {name.en}: {how}; chains cut: {cut}",
        )
    for link in one.links:
        if link.lost_areas:
            name = tree.get(link.to_id).name
            lost = listed(
                lang, [areas.get(a, Label.same(a)).text(lang) for a in link.lost_areas]
            )
            yield say(
                lang,
                f"“{one.title.zh}”传导至{name.zh}时缺少工作方面：{lost}",
                f"“{one.title.en}” lost on the way to {name.en}: {lost}",
            )


def _below(one: Transmission, tree: DayTree, lang: Lang) -> tuple[DutyNode, ...]:
    made: dict[str, tuple[DutyNode, ...]] = {}
    broken_above = _behind(one)
    # From the bottom up: what is below a node is made before the node.
    for link in sorted(one.links, key=lambda link: -link.depth):
        node = DutyNode(
            name=tree.get(link.to_id).name.text(lang),
            state=_state(link, behind=link.to_id in broken_above),
            text=_text(link, lang, behind=link.to_id in broken_above),
            below=made.pop(link.to_id, ()),
        )
        made[link.from_id] = (*made.get(link.from_id, ()), node)
    return made.get(one.from_id, ())


def _behind(one: Transmission) -> set[str]:
    """Return the organizations that lie behind a break."""
    found: set[str] = set()
    for chain in one.chains:
        broken = False
        for link in chain.links:
            if broken:
                found.add(link.to_id)
            broken = broken or link.broken is not None
    return found


def _state(link: TransmissionLink, *, behind: bool) -> NodeState:
    if behind:
        return NodeState.BEHIND
    return NodeState.DONE if link.broken is None else NodeState.BROKEN


def _text(link: TransmissionLink, lang: Lang, *, behind: bool) -> str:
    if behind:
        return say(lang, "断点之后", "behind a break")
    if link.broken is not None:
        return link.broken.label.text(lang)
    text = say(lang, "已传导", "handed down")
    if link.due:
        text += say(
            lang,
            f"，到期{link.due}项，按时{link.on_time}项",
            f", {link.on_time} of {link.due} done on time",
        )
    return text
