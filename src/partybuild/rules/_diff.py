"""What changed between two versions of a scheme, or between two rulebooks, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import cast

import attrs

from partybuild.kernel import Basis, Label, Lang, Period, Record, Summary, day_text
from partybuild.rules._condition import Condition
from partybuild.rules._diff_words import (
    ATTRIBUTES,
    PARTS,
    basis_label,
    value_label,
)
from partybuild.rules._review_rules import ReviewRules
from partybuild.rules._rule_names import RuleNames
from partybuild.rules._rulebook import Rulebook, RulebookVersion

_NONE = Label(zh="无", en="none")
# Conditions name other parts; they have no codes of their own.
_ASKED = frozenset({"when", "conditions"})


@attrs.frozen(kw_only=True)
class RuleChange(Record):
    """One change of a rule.

    Attributes:
        part: Part of the scheme, such as the quota on the grade 好.
        what: What of it changed.
        before: What it said before; None where it is new.
        after: What it says now; None where it was taken out.
        since: First day of the new version; None where it is not known.
        basis: What the new number rests on; of what was taken out, what it rested on.
    """

    part: Label
    what: Label
    before: Label | None
    after: Label | None
    since: date | None = None
    basis: Basis | None = None

    def text(self, lang: Lang) -> str:
        """Return the change as one sentence without a full stop."""
        old, new = (
            (_NONE if side is None else side).text(lang)
            for side in (self.before, self.after)
        )
        space, comma = (" ", ", ") if lang == "en" else ("", "，")
        said = f"{self.part.text(lang)}{space or '：'}{self.what.text(lang)}"
        said += f" {old} → {new}"
        if self.since is not None:
            day = day_text(self.since, lang)
            said += f"{comma}from {day}" if lang == "en" else f"{comma}自{day}起"
        if self.basis is not None:
            said += comma + self.basis.text(lang)
        return said


def _changes(changes: Iterable[RuleChange]) -> tuple[RuleChange, ...]:
    return tuple(changes)


@attrs.frozen(kw_only=True, repr=False)
class RuleChanges(Record):
    """All changes between two versions or two rulebooks.

    Attributes:
        before: Name of the older one.
        after: Name of the newer one.
        changes: Changes, in the order of the scheme.
    """

    before: Label
    after: Label
    changes: tuple[RuleChange, ...] = attrs.field(converter=_changes)

    def __len__(self) -> int:
        """Return how many changes there are."""
        return len(self.changes)

    def __iter__(self) -> Iterator[RuleChange]:
        """Go through the changes in order."""
        return iter(self.changes)

    def text(self, lang: Lang) -> str:
        """Return one line for each change."""
        return "\n".join(change.text(lang) for change in self.changes)

    def summary(self) -> Summary:
        """Return part, what changed, before and after, and the basis."""
        return Summary(
            caption=Label(
                zh=f"{self.before.zh} → {self.after.zh}",
                en=f"{self.before.en} → {self.after.en}",
            ),
            columns=(
                Label(zh="部分", en="part"),
                Label(zh="内容", en="what"),
                Label(zh="原", en="before"),
                Label(zh="现", en="after"),
                Label(zh="起", en="from"),
                Label(zh="依据", en="basis"),
            ),
            rows=[
                (
                    change.part,
                    change.what,
                    change.before,
                    change.after,
                    None if change.since is None else change.since.isoformat(),
                    None if change.basis is None else basis_label(change.basis),
                )
                for change in self.changes
            ],
            shown=6,
        )


def diff_rules(
    before: ReviewRules | RulebookVersion | Rulebook,
    after: ReviewRules | RulebookVersion | Rulebook,
) -> RuleChanges:
    """Return what changed between two schemes, versions or rulebooks.

    Args:
        before: The older one.
        after: The newer one, of the same class. Versions of rulebooks are compared
            by their names; a version that only one of them has is one change.

    Returns:
        The changes; none where both say the same.
    """
    since = after.period.first if isinstance(after, RulebookVersion) else None
    walk = _Walk(since, RuleNames({**_names(before), **_names(after)}))
    return RuleChanges(
        before=_title(before),
        after=_title(after),
        changes=walk.within(before, after, _title(after), None),
    )


def _title(value: ReviewRules | RulebookVersion | Rulebook) -> Label:
    if isinstance(value, RulebookVersion):
        return Label(
            zh=f"{value.rules.title.zh}（{value.version}）",
            en=f"{value.rules.title.en} ({value.version})",
        )
    return value.title


def _names(
    value: ReviewRules | RulebookVersion | Rulebook,
) -> Mapping[tuple[str, str], Label]:
    match value:
        case ReviewRules():
            return RuleNames.of(value).labels
        case RulebookVersion():
            return _names(value.rules)
        case _:
            return {code: n for v in value.versions for code, n in _names(v).items()}


@attrs.frozen
class _Walk:
    since: date | None
    names: RuleNames

    def within(
        self, before: object, after: object, part: Label, basis: Basis | None
    ) -> Iterator[RuleChange]:
        """Yield the changes between two values of one class."""
        kind = cast("type[attrs.AttrsInstance]", type(after))
        basis = getattr(after, "basis", basis)
        for field in attrs.fields(kind):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old == new:
                continue
            if field.name not in _ASKED and _listed(old) and _listed(new):
                yield from self.lists(old, new, part, basis)
            elif _plain_record(old) and type(old) is type(new):
                inner = part if isinstance(new, ReviewRules) else self.part(new, part)
                yield from self.within(old, new, inner, basis)
            else:
                yield RuleChange(
                    part=part,
                    what=ATTRIBUTES[field.name],
                    before=self.said(field.name, old),
                    after=self.said(field.name, new),
                    since=self.since,
                    basis=basis,
                )

    def said(self, name: str, value: object) -> Label | None:
        """Return what an attribute says; None where it says nothing."""
        if value is None or name not in _ASKED:
            return None if value is None else value_label(name, value)
        conditions = cast("tuple[Condition, ...]", value)
        return self.names.conditions(conditions) if conditions else _NONE

    def lists(
        self, before: object, after: object, part: Label, basis: Basis | None
    ) -> Iterator[RuleChange]:
        """Yield the changes between two lists whose entries have codes."""
        old, new = _by_code(before), _by_code(after)
        for code, value in old.items():
            if code not in new:
                yield self.whole(value, part, basis, new=False)
        for code, value in new.items():
            if code not in old:
                yield self.whole(value, part, basis, new=True)
            elif type(old[code]) is not type(value):
                yield self.whole(old[code], part, basis, new=False)
                yield self.whole(value, part, basis, new=True)
            else:
                since = (
                    value.period.first if isinstance(value, RulebookVersion) else None
                )
                walk = attrs.evolve(self, since=since or self.since)
                yield from walk.within(old[code], value, self.part(value, part), basis)
        shared = [code for code in old if code in new]
        if shared != [code for code in new if code in old]:
            yield RuleChange(
                part=part,
                what=Label(zh="次序", en="order"),
                before=Label.same(", ".join(shared)),
                after=Label.same(", ".join(c for c in new if c in old)),
                since=self.since,
                basis=basis,
            )

    def whole(
        self, value: object, part: Label, basis: Basis | None, *, new: bool
    ) -> RuleChange:
        """Return the change of a part that is there as a whole, or no longer."""
        name = Label(zh="有", en="stated")
        return RuleChange(
            part=self.part(value, part),
            what=Label(zh="整项", en="as a whole"),
            before=None if new else name,
            after=name if new else None,
            since=value.period.first
            if isinstance(value, RulebookVersion)
            else self.since,
            basis=getattr(value, "basis", basis),
        )

    def part(self, value: object, outer: Label) -> Label:
        """Return what a part is called: its kind and its name, within what it is in."""
        kind = PARTS.get(type(value).__name__, outer)
        name = getattr(value, "label", None) or self.names.labels.get(
            ("grade", getattr(value, "grade_id", ""))
        )
        if name is None and not isinstance(value, Period):
            code = next(iter(_code(value)), "")
            name = Label.same(code) if code else None
        if name is None:
            return kind
        return Label(zh=f"{kind.zh}“{name.zh}”", en=f"{name.en} {kind.en}")


def _plain_record(value: object) -> bool:
    return attrs.has(type(value)) and not isinstance(value, Label | Basis)


def _code(value: object) -> Iterator[str]:
    """Yield the code that names a value among its neighbors, where it has one."""
    if _plain_record(value):
        kind = cast("type[attrs.AttrsInstance]", type(value))
        for field in attrs.fields(kind):
            if field.name.endswith("_id") or field.name in {"version", "unit_grade"}:
                yield str(getattr(value, field.name))


def _listed(value: object) -> bool:
    """Whether a value is a list whose entries have codes, each its own."""
    if not isinstance(value, tuple):
        return False
    codes = [next(_code(one), None) for one in cast("tuple[object, ...]", value)]
    return None not in codes and len(set(codes)) == len(codes)


def _by_code(value: object) -> dict[str, object]:
    entries = cast("tuple[object, ...]", value)
    return {next(_code(one)): one for one in entries}
