"""The walk over a scheme that puts everything it states into words."""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

import attrs

from partybuild.kernel import Basis, Label
from partybuild.rules._composition import Component, Composition
from partybuild.rules._condition import Condition
from partybuild.rules._conversion import SumMeasure
from partybuild.rules._diff_words import ATTRIBUTES, PARTS, value_label
from partybuild.rules._group_set import GroupSet
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._review_rules import ReviewRules
from partybuild.rules._rule_names import RuleNames
from partybuild.rules._statements import RuleStatement, RuleStatements

_SCHEME = Label(zh="办法", en="scheme")
_CODE = Label(zh="编号", en="code")
# What an attribute is called in one kind of part, where its common name misleads.
_OTHERWISE = {
    ("Cap", "grade_id"): Label(zh="最高可评等次", en="best grade left"),
    ("Quota", "grade_id"): Label(zh="受限等次（含以上）", en="grade, with all better"),
    ("ReportRule", "parts"): Label(zh="必备部分", en="required parts"),
}
_EMPTY = (None, "", ())
# They ask for nothing that a line of its own would have to say.
_INLINE = frozenset({"average"})


def rule_statements(rules: ReviewRules) -> RuleStatements:
    """Return everything that a scheme states, in words.

    Args:
        rules: The scheme.

    Returns:
        A statement for every attribute of every part that says something; what is
        empty, such as a limit that there is not, is left out.
    """
    walk = _Walk(rules, RuleNames.of(rules), None)
    return RuleStatements(title=rules.title, statements=walk.within(rules, ""))


@attrs.frozen
class _Walk:
    rules: ReviewRules
    names: RuleNames
    total: Fraction | None

    def within(self, value: object, path: str) -> Iterator[RuleStatement]:
        """Yield what a part states: its own attributes first, then its parts."""
        walk = attrs.evolve(self, total=self._total_of(value))
        part = PARTS.get(type(value).__name__, _SCHEME)
        name: Label | None = getattr(value, "label", None)
        basis: Basis | None = getattr(value, "basis", None)
        own = [
            (key, said) for key, said in _attributes(value) if not _nested(key, said)
        ]
        for key, said in own:
            yield RuleStatement(
                path=f"{path}.{key}" if path else key,
                part=part,
                name=name,
                what=_what(value, key),
                said=walk.said(value, key, said),
                basis=basis,
            )
        if not own:
            yield RuleStatement(path=path, part=part, name=name, basis=basis)
        for key, said in _attributes(value):
            at = f"{path}.{key}" if path else key
            if not _nested(key, said):
                continue
            if not isinstance(said, tuple):
                yield from walk.within(said, at)
                continue
            for number, one in enumerate(cast("tuple[object, ...]", said)):
                yield from walk.within(one, f"{at}[{number}]")

    def said(self, owner: object, key: str, said: object) -> Label:
        """Return what one attribute says."""
        if key in {"when", "conditions"}:
            return self.names.conditions(cast("tuple[Condition, ...]", said))
        if key == "weight" and isinstance(said, Fraction) and self.total != 1:
            return value_label("", said)
        if isinstance(said, str):
            plain = _own_code(owner, key) or type(owner).__name__ == "UnitCeiling"
            return Label.same(said) if plain else self.names.named(key, said)
        if key in _INLINE:
            return _inline(said)
        if isinstance(said, tuple):
            parts = cast("tuple[object, ...]", said)
            texts = [self.said(owner, key, one) for one in parts]
            return Label(
                zh="、".join(text.zh for text in texts),
                en=", ".join(text.en for text in texts),
            )
        return value_label(key, said)

    def _total_of(self, value: object) -> Fraction | None:
        """Return what the weight of a part is stated against; None: a factor."""
        match value:
            case Item():
                return self.rules.item_total
            case VoterGroup(within=within) | GroupSet(within=within):
                totals = {one.set_id: one.total for one in self.rules.group_sets}
                return totals.get(within, self.rules.group_total)
            case Component():
                weighted = self.rules.composition is Composition.WEIGHTED
                return Fraction(1) if weighted else None
            case SumMeasure(weight_total=total):
                return total
            case _:
                return self.total


def _attributes(value: object) -> Iterator[tuple[str, object]]:
    """Yield the attributes of a part that say something beside its name and basis."""
    kind = cast("type[attrs.AttrsInstance]", type(value))
    for field in attrs.fields(kind):
        said: object = getattr(value, field.name)
        if field.name not in {"label", "title", "basis"} and said not in _EMPTY:
            yield field.name, said


def _nested(key: str, said: object) -> bool:
    """Whether an attribute is told part by part, below the part that it is of."""
    if key in {"when", "conditions"} or key in _INLINE:
        return False
    one = cast("tuple[object, ...]", said)[0] if isinstance(said, tuple) else said
    return attrs.has(type(one)) and not isinstance(one, Label)


def _what(value: object, key: str) -> Label:
    if _own_code(value, key):
        return _CODE
    return _OTHERWISE.get((type(value).__name__, key), ATTRIBUTES[key])


def _own_code(value: object, key: str) -> bool:
    """Whether an attribute is the part's own code, under which others refer to it."""
    if not key.endswith("_id"):
        return False
    kind = cast("type[attrs.AttrsInstance]", type(value))
    codes = [field.name for field in attrs.fields(kind) if field.name.endswith("_id")]
    alone = codes == [key] and not hasattr(value, "label")
    return codes[0] == key and (not alone or key == "scale_id")


def _inline(value: object) -> Label:
    kind = cast("type[attrs.AttrsInstance]", type(value))
    name = PARTS[type(value).__name__]
    if not attrs.fields(kind):
        return name
    said = value_label("", value)
    return Label(zh=f"{name.zh}（{said.zh}）", en=f"{name.en} ({said.en})")
