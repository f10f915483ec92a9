"""Ballots and counts inside a review document."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false

from collections.abc import Iterator
from typing import Any

from partybuild.adapters.records._converter import document_converter, mistakes_of
from partybuild.conference import (
    NO_CHOICES,
    BallotBox,
    BallotForm,
    Contrasts,
    Moments,
    Tally,
    refused_word,
)
from partybuild.errors import InputError, Mistake, PartyBuildError

COUNTS: dict[str, Any] = {
    "ballots": dict[str, int],
    "counts": dict[str, dict[str, tuple[tuple[int, ...], ...]]],
    "moments": Moments,
    "contrasts": Contrasts,
}
"""What the counts of a document hold; sums of composites only where kept."""


def ballots_from_document(form: BallotForm, data: object, source: str) -> BallotBox:
    """Return the ballot box that a document states.

    Args:
        form: What the ballots mark.
        data: Voter group to its ballots: subject by subject, item by item.
        source: What it was read from, for the errors.

    Returns:
        The box.

    Raises:
        InputError: If a mark, a group or a length is wrong; all are listed.
    """
    try:
        rows = _rows(form, data)
    except (TypeError, ValueError, AttributeError):
        rows = None
    if rows is not None:
        try:
            return BallotBox.from_rows(form, rows)
        except InputError:
            pass
    raise InputError(source, tuple(_mistakes(form, data)))


def _rows(form: BallotForm, data: Any) -> dict[str, list[list[str | None]]] | None:  # noqa: ANN401
    subjects, items = len(form.subject_ids), len(form.items)
    rows: dict[str, list[list[str | None]]] = {}
    for group_id, ballots in data.items():
        rows[group_id] = []
        for ballot in ballots:
            if len(ballot) != subjects or any(
                type(line) is not list or len(line) != items for line in ballot
            ):
                return None
            rows[group_id].append([word for line in ballot for word in line])
    return rows


def _mistakes(form: BallotForm, data: Any) -> Iterator[Mistake]:  # noqa: ANN401
    if not isinstance(data, dict):
        yield Mistake("$.ballots", "expected an object: voter group to its ballots")
        return
    for group_id, ballots in data.items():
        path = f"$.ballots.{group_id}"
        if group_id not in form.group_ids:
            known = ", ".join(form.group_ids)
            yield Mistake(path, f"the form has no such voter group, only {known}")
        elif not isinstance(ballots, list):
            yield Mistake(path, "expected a list of ballots")
        else:
            for number, ballot in enumerate(ballots):
                yield from _ballot_mistakes(form, ballot, f"{path}[{number}]")


def _ballot_mistakes(form: BallotForm, ballot: Any, path: str) -> Iterator[Mistake]:  # noqa: ANN401
    if not isinstance(ballot, list) or len(ballot) != len(form.subject_ids):
        yield Mistake(path, f"expected {len(form.subject_ids)} lists, one a subject")
        return
    tables = [form.codes(item) for item in form.items]
    for subject, line in enumerate(ballot):
        place = f"{path}[{subject}]"
        if not isinstance(line, list) or len(line) != len(form.items):
            yield Mistake(place, f"expected {len(form.items)} marks, one an item")
            continue
        for column, word in enumerate(line):
            known = word is None or isinstance(word, str)
            if not known or word not in tables[column]:
                yield Mistake(
                    f"{place}[{column}]", refused_word(form.items[column], word)
                )


def counts_from_document(form: BallotForm, data: object, source: str) -> Tally:
    """Return the tally that a document states.

    Args:
        form: What was marked.
        data: Ballots and counts per voter group; sums of composites where kept.
        source: What it was read from, for the errors.

    Returns:
        The tally.

    Raises:
        InputError: If a count, a group or a length is wrong.
    """
    path = "$.counts"
    if not isinstance(data, dict):
        raise InputError(source, (Mistake(path, "expected an object"),))
    mistakes = [
        Mistake(f"{path}.{key}", "unknown field") for key in data if key not in COUNTS
    ]
    mistakes += [
        Mistake(f"{path}.{key}", "a required field is missing")
        for key in ("ballots", "counts")
        if key not in data
    ]
    parts: dict[str, Any] = {}
    for key, kind in COUNTS.items():
        if key in data:
            try:
                parts[key] = document_converter().structure(data[key], kind)
            except Exception as error:  # noqa: BLE001 - all are mistakes of the document
                mistakes.extend(mistakes_of(error, f"{path}.{key}"))
    if not mistakes:
        mistakes.extend(_count_mistakes(form, parts, path))
    if mistakes:
        raise InputError(source, tuple(mistakes))
    try:
        return Tally(
            form=form,
            ballots=tuple(parts["ballots"][group] for group in form.group_ids),
            counts=tuple(
                tuple(
                    number
                    for subject in form.subject_ids
                    for line in parts["counts"][group][subject]
                    for number in line
                )
                for group in form.group_ids
            ),
            moments=parts.get("moments"),
            contrasts=parts.get("contrasts"),
        )
    except PartyBuildError as error:
        raise InputError(source, (Mistake(path, str(error)),)) from error


def _count_mistakes(
    form: BallotForm, parts: dict[str, Any], path: str
) -> Iterator[Mistake]:
    columns = form.most_options + len(NO_CHOICES)
    for key in ("ballots", "counts"):
        yield from _key_mistakes(form.group_ids, parts[key], f"{path}.{key}")
    for group_id, subjects in parts["counts"].items():
        if group_id not in form.group_ids:
            continue
        place = f"{path}.counts.{group_id}"
        yield from _key_mistakes(form.subject_ids, subjects, place)
        for subject_id, lines in subjects.items():
            here = f"{place}.{subject_id}"
            if len(lines) != len(form.items):
                yield Mistake(here, f"{len(lines)} items; expected {len(form.items)}")
            for at, line in enumerate(lines):
                if len(line) != columns:
                    yield Mistake(
                        f"{here}[{at}]",
                        f"{len(line)} counts; expected {columns}: options, then "
                        "blank, spoilt, abstained, unknown, recused",
                    )


def _key_mistakes(
    expected: tuple[str, ...], found: dict[str, Any], path: str
) -> Iterator[Mistake]:
    for key in found:
        if key not in expected:
            yield Mistake(f"{path}.{key}", f"not on the form: {', '.join(expected)}")
    for key in expected:
        if key not in found:
            yield Mistake(f"{path}.{key}", "a required field is missing")
