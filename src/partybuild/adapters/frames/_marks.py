"""The marks of a ballot box as columns, for any data frame to be made of."""

from collections.abc import Iterator, Sequence

from partybuild.adapters.frames._columns import NAMES, MarkLayout
from partybuild.conference import NO_CHOICES, BallotBox, count
from partybuild.kernel import Lang

_SPECIAL = {int(choice): choice.code for choice in NO_CHOICES}


def mark_columns(
    box: BallotBox,
    layout: MarkLayout | str = MarkLayout.LONG,
    *,
    conference: str = "",
    lang: Lang = "en",
) -> dict[str, list[str | int]]:
    """Return the marks of a box as columns of codes.

    Args:
        box: Ballots.
        layout: Long, wide or counts.
        conference: What stands in the column of conferences.
        lang: Language of the names of the columns; items in wide form are named
            by code.

    Returns:
        Column to values. Ballot numbers count the sorted ballots of a group: they
        keep marks of one ballot together and tell nothing else.

    Examples:
        >>> from partybuild.testing.plain import box_of_counts, plain_rules
        >>> from partybuild.conference import BallotForm
        >>> form = BallotForm.of(plain_rules(), ["p"])
        >>> mark_columns(box_of_counts(form, {"g": [[2]]}), "counts")["count"]
        [2]
    """
    layout = MarkLayout(layout)
    roles = ["conference", "subject", "group"]
    if layout is MarkLayout.WIDE:
        names = [NAMES[r].text(lang) for r in (*roles, "ballot")]
        names += box.form.item_ids
        rows = _wide(box)
    else:
        last = "count" if layout is MarkLayout.COUNTS else "ballot"
        names = [NAMES[r].text(lang) for r in (*roles, "item", "option", last)]
        rows = _counts(box) if layout is MarkLayout.COUNTS else _long(box)
    columns: dict[str, list[str | int]] = {name: [] for name in names}
    for row in rows:
        for column, value in zip(columns.values(), (conference, *row), strict=True):
            column.append(value)
    return columns


def _ballots(box: BallotBox) -> Iterator[tuple[str, int, str, Sequence[str]]]:
    items = box.form.items
    for group in box.form.group_ids:
        for number, ballot in enumerate(box.ballots(group), start=1):
            for at, subject in enumerate(box.form.subject_ids):
                marks = ballot[at * len(items) : (at + 1) * len(items)]
                words = [
                    _SPECIAL.get(byte) or item.options[byte].option_id
                    for byte, item in zip(marks, items, strict=True)
                ]
                yield group, number, subject, words


def _wide(box: BallotBox) -> Iterator[tuple[str | int, ...]]:
    for group, number, subject, words in _ballots(box):
        yield (subject, group, number, *words)


def _long(box: BallotBox) -> Iterator[tuple[str | int, ...]]:
    for group, number, subject, words in _ballots(box):
        for item, word in zip(box.form.item_ids, words, strict=True):
            yield (subject, group, item, word, number)


def _counts(box: BallotBox) -> Iterator[tuple[str | int, ...]]:
    tally, form = count(box), box.form
    for group, group_id in enumerate(form.group_ids):
        for subject, subject_id in enumerate(form.subject_ids):
            for at, item in enumerate(form.items):
                cell = tally.cell(group, subject, at)
                codes = [option.option_id for option in item.options]
                codes += [""] * (form.most_options - len(codes))
                codes += [choice.code for choice in NO_CHOICES]
                for code, number in zip(codes, cell, strict=True):
                    if number:
                        yield (subject_id, group_id, item.item_id, code, number)
