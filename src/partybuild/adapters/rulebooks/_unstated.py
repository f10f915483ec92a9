"""Bases of percentages that a rulebook file does not say."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from partybuild.adapters.rulebooks._documents import read_source
from partybuild.adapters.rulebooks._values import WrongValue, label_of
from partybuild.kernel import Finding, Label, sorted_findings
from partybuild.rules import LINT_CODES

_CODE = next(code for code in LINT_CODES if code.code == "PB-LINT-64")
_MARKS = Label(zh="有效选项数", en="valid marks")
_ASSESSED = Label(zh="参加评定等次的人数", en="subjects who are graded")


def unstated_bases(path: str | Path) -> tuple[Finding, ...]:
    """Note where a file leaves the base of a percentage to its default.

    A base that is written and one that is understood are the same rule; only the
    file tells them apart.

    Args:
        path: A rulebook file that can be read; it may leave numbers open.

    Returns:
        A note for each ballot measure and each quota by a share without a base.

    Raises:
        InputError: If the file cannot be read.
    """
    return sorted_findings(_findings(read_source(path).data))


def _findings(data: dict[str, Any]) -> Iterator[Finding]:
    versions = _tables(data.get("versions"))
    for version in versions:
        inside = f"{version.get('version')}: " if len(versions) > 1 else ""
        for measure in _tables(version.get("measures")):
            if measure.get("kind") == "ballots" and "base" not in measure:
                code = measure.get("measure_id")
                yield _note(f"{inside}measures.{code}", _name(measure, code), _MARKS)
        for quota in _tables(version.get("quotas")):
            if "base" not in quota and _by_share(quota):
                code = quota.get("quota_id")
                name = Label(zh=f"名额限制 {code}", en=f"quota {code}")
                yield _note(f"{inside}quotas.{code}", name, _ASSESSED)


def _tables(value: object) -> list[dict[str, Any]]:
    entries = value if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]


def _by_share(quota: dict[str, Any]) -> bool:
    return bool({"ceiling", "worse_at_least", "by_unit_grade"} & quota.keys())


def _name(table: dict[str, Any], code: object) -> Label:
    try:
        return label_of(table.get("label"))
    except WrongValue:
        return Label.same(str(code))


def _note(subject: str, name: Label, default: Label) -> Finding:
    return Finding(
        code=_CODE.code,
        severity=_CODE.severity,
        subject=subject,
        message=Label(
            zh=f"{name.zh}：{_CODE.meaning.zh}（{default.zh}）。{_CODE.remedy.zh}",
            en=f"{name.en}: {_CODE.meaning.en} ({default.en}); {_CODE.remedy.en}",
        ),
    )
