"""Examples in concrete numbers: so many marks for each option."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import lcm

from partybuild.kernel import Label, exact_text
from partybuild.rules._lint._scheme import Scheme
from partybuild.rules._lint._unknowns import Block, Values


def ballots_for(*shares: Values) -> int:
    """Return the fewest ballots that can have these shares."""
    return lcm(*(value.denominator for values in shares for value in values.values()))


def counts(
    scheme: Scheme, values: Values, ballots: int
) -> Mapping[str, Mapping[str, int]]:
    """Return how many of some ballots choose each option.

    Args:
        scheme: The scheme.
        values: Shares of the options.
        ballots: Number of ballots in every voter group.

    Returns:
        Item to option to number, for the items that the values tell of.
    """
    return {
        block.item_id: {
            option: int(share * ballots)
            for option, share in zip(block.options, _shares(block, values), strict=True)
        }
        for block in _blocks(scheme, values)
    }


def _blocks(scheme: Scheme, values: Values) -> Iterator[Block]:
    for block_id in scheme.unknowns.blocks_of(values):
        yield scheme.unknowns.blocks[block_id]


def _shares(block: Block, values: Values) -> list[Fraction]:
    found = [values.get(name, Fraction()) for name in block.names]
    return [*found, 1 - sum(found, Fraction())] if block.closed else found


def marks_text(scheme: Scheme, values: Values, ballots: int = 0) -> Label:
    """Return values as marks, such as "总体评价: 好 3, 差 2".

    Args:
        scheme: The scheme.
        values: Shares of options and other values.
        ballots: Number of ballots; 0: as few as can have the shares.

    Returns:
        The text, in the words of the ballot.
    """
    lone = scheme.unknowns.lones_of(values)
    marked = {n: v for n, v in values.items() if n not in lone}
    number = ballots or ballots_for(marked)
    items = {item.item_id: item for item in scheme.rules.items}
    zh: list[str] = []
    en: list[str] = []
    for item_id, chosen in counts(scheme, marked, number).items():
        item = items[item_id]
        words = {o.option_id: o.label for o in scheme.rules.options_of(item)}
        given = [(words[option], n) for option, n in chosen.items() if n]
        zh.append(f"{item.label.zh}：" + "、".join(f"{w.zh}{n}" for w, n in given))
        en.append(f"{item.label.en}: " + ", ".join(f"{w.en} {n}" for w, n in given))
    for name in lone:
        zh.append(f"{name}：{exact_text(values[name])}")
        en.append(f"{name}: {exact_text(values[name])}")
    return Label(zh="；".join(zh) or "任何票", en="; ".join(en) or "any marks")
