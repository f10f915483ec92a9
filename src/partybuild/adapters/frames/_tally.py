"""Counts of marks, in the caller's own frame type, and as exact tallies."""

from collections.abc import Mapping, Sequence
from typing import cast

from partybuild.adapters.frames._block import Absent
from partybuild.adapters.frames._columns import NAMES
from partybuild.adapters.frames._count import KEYS
from partybuild.adapters.frames._counts import counts_frame, lazy_polars_counts
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._source import Frames
from partybuild.adapters.frames._words import SchemeWords
from partybuild.conference import Tally
from partybuild.kernel import Lang
from partybuild.rules import ReviewRules


def tally_frame(
    frames: Frames | Sequence[Frames],
    rules: ReviewRules,
    *,
    columns: Mapping[str, str] | None = None,
    lang: Lang = "en",
) -> Frames:
    """Count the marks of a frame by codes.

    A lazy frame stays lazy: its columns are checked now, its values when somebody
    collects and assesses them; until then unknown words stay in the counts under
    their own name. The counts are themselves a frame of marks in the form of
    counts, so they can be added up and handed in again.

    Args:
        frames: Frame of marks (long, wide or counts), or a list of partitions.
        rules: Scheme.
        columns: Role, or item in wide form, to the column that holds it, where
            the column has no name that is understood.
        lang: Language of the names of the resulting columns.

    Returns:
        Conference, subject, group, item, option and count, in the type of the
        (first) frame.

    Raises:
        InputError: If anything cannot be counted; all of it is listed.
    """
    counted = Counted.of(frames, SchemeWords.of(rules), columns)
    source = counted.source
    if not source.lazy:
        counts = counts_frame(counted.checked(), source.backend, lang)
    elif source.engine == "polars":
        counts = lazy_polars_counts(counted, lang)
    else:
        names = {role: NAMES[role].text(lang) for role in (*KEYS, "count")}
        lazy = counted.lazy_counts().select(*names)
        counts = lazy.rename(names).to_native()
    return cast("Frames", counts)


def read_tallies(
    frames: object,
    rules: ReviewRules,
    *,
    columns: Mapping[str, str] | None = None,
    absent: Absent = "refuse",
) -> dict[str, Tally]:
    """Count the marks of a frame into one tally per conference.

    Args:
        frames: Frame of marks (long, wide or counts), or a list of partitions.
        rules: Scheme.
        columns: Roles and items to columns, as in `tally_frame`.
        absent: Whether a mark that no row holds is refused or a blank.

    Returns:
        Conference (empty text where there is no such column) to its tally at
        level 0.

    Raises:
        InputError: If anything cannot be counted; all of it is listed.
    """
    words = SchemeWords.of(rules)
    return dict(Counted.of(frames, words, columns).checked().tallies(absent))
