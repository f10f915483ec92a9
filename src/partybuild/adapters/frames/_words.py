"""Words of a scheme, codes and labels alike, turned into codes inside the engine."""

from collections.abc import Iterable, Mapping
from typing import Self

import attrs
import narwhals as nw

from partybuild.conference import NO_CHOICES, BallotForm, NoChoice
from partybuild.errors import ReviewRuleError
from partybuild.rules import ReviewRules

_SPECIAL = tuple(choice.code for choice in NO_CHOICES)

Words = Mapping[str, str]
"""A word that may stand in a column, to the code it stands for."""


def _words(entries: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in entries:
        for word in (code, *words):
            found.setdefault(word, code)
    return found


@attrs.frozen
class SchemeWords:
    """What may stand in the columns of marks made under one scheme.

    Attributes:
        form: Form of the scheme, for one nameless subject.
        groups: Words of the voter groups.
        items: Words of the items.
        options: For each item, by code, the words of its options and of the marks
            that choose none.
        blank: Whether a null or an empty text is a blank line.
    """

    form: BallotForm
    groups: Words = attrs.field(hash=False)
    items: Words = attrs.field(hash=False)
    options: Mapping[str, Words] = attrs.field(hash=False)
    blank: bool

    @classmethod
    def of(cls, rules: ReviewRules) -> Self:
        """Collect the words of a scheme.

        Args:
            rules: Scheme.

        Returns:
            Its words.

        Raises:
            ReviewRuleError: If the scheme asks for no marks.
        """
        if not rules.items:
            raise ReviewRuleError(
                "a data frame of marks",
                "the scheme has no marks: all its values are entered by bodies",
                "assess each conference with assess(review)",
            )
        form = BallotForm.of(rules, ["-"])
        options: dict[str, Words] = {}
        for item in form.items:
            codes = [o.option_id for o in item.options]
            special = {int(choice): choice.code for choice in NO_CHOICES}
            options[item.item_id] = {
                word: special[byte] if byte in special else codes[byte]
                for word, byte in form.codes(item).items()
                if word is not None
            }
        return cls(
            form,
            _words((g.group_id, (g.label.zh, g.label.en)) for g in rules.voter_groups),
            _words((i.item_id, (i.label.zh, i.label.en)) for i in rules.items),
            options,
            None in form.codes(form.items[0]),
        )

    @property
    def columns(self) -> int:
        """Counts kept for one subject and item, as in a tally."""
        return self.form.most_options + len(NO_CHOICES)

    @property
    def cells(self) -> Mapping[tuple[str | None, str | None, str | None], int]:
        """Place of group, item and option, by code, in the marks of one subject."""
        columns = self.columns
        return {
            (group, item.item_id, code): (at * len(self.form.items) + line) * columns
            + (
                item_codes.index(code)
                if code in item_codes
                else self.form.most_options + _SPECIAL.index(code)
            )
            for at, group in enumerate(self.form.group_ids)
            for line, item in enumerate(self.form.items)
            for item_codes in ([option.option_id for option in item.options],)
            for code in self.options_of(item.item_id)
        }

    def code_of(
        self, group: str | None, item: str | None, option: str | None
    ) -> tuple[str | None, str | None, str | None]:
        """Return the codes of words; a word that nobody knows stays as it is."""
        item = self.items.get(item, item) if item is not None else None
        known = self.options.get(item or "", {})
        if option is None:
            option = NoChoice.BLANK.code if self.blank else None
        else:
            option = known.get(option, option)
        return None if group is None else self.groups.get(group, group), item, option

    def options_of(self, item_id: str) -> tuple[str, ...]:
        """Return the codes that a mark of an item may have, options first."""
        item = self.form.items[self.form.item_ids.index(item_id)]
        return (
            *(option.option_id for option in item.options),
            *(c.code for c in NO_CHOICES if self.blank or c is not NoChoice.BLANK),
        )

    def coded_group(self) -> nw.Expr:
        """Return the expression that turns words of groups into codes."""
        return _coded("group", self.groups)

    def coded_item(self) -> nw.Expr:
        """Return the expression that turns words of items into codes."""
        return _coded("item", self.items)

    def coded_option(self) -> nw.Expr:
        """Return the expression that turns words of options into codes.

        The column ``item`` must hold codes already. Unknown words stay as they
        are, for somebody to refuse them with their name.
        """
        tables: list[tuple[Words, list[str]]] = []
        for item_id, words in self.options.items():
            for known, item_ids in tables:
                if known == words:
                    item_ids.append(item_id)
                    break
            else:
                tables.append((words, [item_id]))
        coded = self._option(tables[-1][0])
        for words, item_ids in tables[:-1]:
            coded = (
                nw.when(nw.col("item").is_in(item_ids))
                .then(self._option(words))
                .otherwise(coded)
            )
        return coded.alias("option")

    def _option(self, words: Words) -> nw.Expr:
        coded = _coded("option", words)
        if not self.blank:
            return coded
        empty = nw.col("option").is_null()
        return nw.when(empty).then(nw.lit("blank")).otherwise(coded)


def _coded(column: str, words: Words) -> nw.Expr:
    spelled: dict[str, list[str]] = {}
    for word, code in words.items():
        if word != code:
            spelled.setdefault(code, []).append(word)
    coded = nw.col(column)
    for code, others in sorted(spelled.items()):
        coded = (
            nw.when(nw.col(column).is_in(others)).then(nw.lit(code)).otherwise(coded)
        )
    return coded.alias(column)
