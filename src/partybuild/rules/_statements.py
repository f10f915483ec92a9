"""Everything that a scheme states, one attribute after the other, in words."""

from collections.abc import Iterable, Iterator

import attrs

from partybuild.kernel import Basis, Label, Lang, Record, Summary, headed, labeled
from partybuild.rules._diff_words import ATTRIBUTES, basis_label

_INDENT = "  "


@attrs.frozen(kw_only=True)
class RuleStatement(Record):
    """One thing that a scheme states.

    Attributes:
        path: Keys that lead to it, as in a rulebook file, such as
            "quotas[0].ceiling".
        part: Kind of the part that states it, such as a quota.
        name: Name of the part; None where it has none.
        what: Which of its attributes; None where the part has none of its own.
        said: What it says; None where the part has none of its own.
        basis: Article or decision it rests on; None where the part states none.
    """

    path: str
    part: Label
    name: Label | None = None
    what: Label | None = None
    said: Label | None = None
    basis: Basis | None = None

    @property
    def owner(self) -> str:
        """Path of the part."""
        return self.path.rpartition(".")[0] if self.what else self.path

    def name_text(self, lang: Lang, *, alone: bool) -> str:
        """Return what the part is called, its kind where it is needed.

        Args:
            lang: Language.
            alone: Whether all parts of its list are of one kind.

        Returns:
            The words.
        """
        if self.name is None:
            return self.part.text(lang)
        name = self.name.text(lang)
        if alone:
            return name
        kind = self.part.text(lang)
        return f"{kind}“{name}”" if lang == "zh" else f"{kind} {name!r}"


def _tuple(statements: Iterable[RuleStatement]) -> tuple[RuleStatement, ...]:
    return tuple(statements)


@attrs.frozen(kw_only=True, repr=False)
class RuleStatements(Record):
    """All that a scheme states; what stands nowhere in it is not stated.

    Attributes:
        title: Name of the scheme.
        statements: Statements, in the order of the scheme.
    """

    title: Label
    statements: tuple[RuleStatement, ...] = attrs.field(converter=_tuple)

    def text_lines(self, lang: Lang) -> Iterator[str]:
        """Yield the statements as lines, one part a line, the sources at the end.

        Args:
            lang: Language.

        Yields:
            Lines without a line break.
        """
        sources: dict[str, int] = {}
        kinds: dict[str, set[Label]] = {}
        for one in self.statements:
            kinds.setdefault(_list_of(one.owner), set()).add(one.part)
        section = ""
        for owner, said in _by_owner(self.statements):
            first, list_name = said[0], owner.partition("[")[0].partition(".")[0]
            listed = owner.startswith(f"{list_name}[")
            if list_name != section:
                section = list_name
                yield ""
                if listed:
                    yield headed(lang, ATTRIBUTES[list_name].text(lang))
            line = _INDENT * owner.count("[")
            name = first.name_text(lang, alone=len(kinds[_list_of(owner)]) == 1)
            line += _named(name, said, lang)
            if first.basis is not None:
                source = first.basis.text(lang)
                line += f" [{sources.setdefault(source, len(sources) + 1)}]"
            yield line
        yield ""
        yield headed(lang, ATTRIBUTES["basis"].text(lang))
        yield from (f"{_INDENT}[{at}] {source}" for source, at in sources.items())

    def summary(self) -> Summary:
        """Return the statements as a table."""
        return Summary(
            caption=self.title,
            columns=(
                Label(zh="部分", en="part"),
                Label(zh="名称", en="name"),
                Label(zh="内容", en="what"),
                Label(zh="规定", en="says"),
                Label(zh="依据", en="basis"),
                Label(zh="位置", en="path"),
            ),
            rows=[
                (
                    one.part,
                    one.name,
                    one.what,
                    one.said,
                    None if one.basis is None else basis_label(one.basis),
                    one.path,
                )
                for one in self.statements
            ],
            shown=5,
        )


def _list_of(owner: str) -> str:
    return owner.rpartition("[")[0] or owner


def _named(name: str, statements: Iterable[RuleStatement], lang: Lang) -> str:
    texts = [
        f"{one.what.text(lang)} {one.said.text(lang)}"
        for one in statements
        if one.what is not None and one.said is not None
    ]
    said = ("，" if lang == "zh" else ", ").join(texts)
    return labeled(lang, name, said) if said else name


def _by_owner(
    statements: Iterable[RuleStatement],
) -> Iterator[tuple[str, list[RuleStatement]]]:
    found: dict[str, list[RuleStatement]] = {}
    for one in statements:
        found.setdefault(one.owner, []).append(one)
    yield from found.items()
