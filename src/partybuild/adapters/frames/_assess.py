"""Exact scores and grades of any number of conferences from one frame."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from partybuild.adapters.frames._block import Absent
from partybuild.adapters.frames._facts import FrameFacts
from partybuild.adapters.frames._inside import assess_in_polars, result_rows
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._results import Exactly, FrameScheme, ResultRow
from partybuild.adapters.frames._source import Frames
from partybuild.adapters.frames._spark import assess_in_spark, is_spark
from partybuild.adapters.frames._words import SchemeWords
from partybuild.kernel import Lang
from partybuild.rules import ReviewRules


def assess_frame(  # noqa: PLR0913 - marks, what goes with them and what comes out
    frames: Frames | Sequence[Frames],
    rules: ReviewRules,
    *,
    columns: Mapping[str, str] | None = None,
    facts: FrameFacts | None = None,
    absent: Absent = "refuse",
    exactly: Exactly = "text",
    lang: Lang = "en",
    public: bool = True,
) -> Frames:
    """Assess every conference of a frame: scores, ranks, grades, flags.

    The frame may be published: it holds the standings, which are always printed,
    and no exact score. The review body asks for exact scores, which `roll_up`
    needs, too.

    The engine counts; scores, caps and quotas are the same exact functions as for
    one conference, each conference for itself. A lazy frame of Polars stays lazy:
    it is assessed, and its mistakes are told, when somebody collects. DuckDB hands
    over its counts in batches of whole conferences. In PySpark conferences are
    assessed on the workers; rows then have no order, and a ballot that lacks a
    mark is named by Spark's own error.

    Args:
        frames: Frame of marks (long, wide or counts), or a list of partitions.
        rules: Scheme, the same for all conferences of the frame.
        columns: Roles and items to columns, as in `tally_frame`.
        facts: What beside the marks goes into the results.
        absent: Whether a mark that no row holds is refused or a blank.
        exactly: Exact scores as text "a/b", or as two columns of integers.
        lang: Language of the names of the resulting columns.
        public: Whether the results may be published; False gives the review body
            the exact scores.

    Returns:
        One row per conference and subject, sorted, in the type of the (first)
        frame: exact score, printed score, rank, grade by score, grade and flags
        (``cap:``, ``quota:``, ``tied:``, ``no_ballot:`` and ``not_assessed:`` with
        their code, joined by semicolons). Who is not assessed has no score, no
        grade and the rank 0; a grade that waits for a decision is ``undecided``.
        In public results the exact score is null, and a last column names it.

    Raises:
        InputError: If anything cannot be counted; all of it is listed.
        EmptyVoterGroupError: If a weighted voter group has no valid mark for an
            item and the scheme says no more than "error".
        MissingDecisionError: If a score depends on a fact that nobody has answered.
        MissingEntryError: If a component of the total was not handed in.
        ReviewRuleError: If the scheme asks for more than marks and facts say.
        UnknownIdError: If a fact names a cap that the scheme does not have.
    """
    words = SchemeWords.of(rules)
    scheme = FrameScheme.of(rules, facts, exactly, public=public, lang=lang)
    counted = Counted.of(frames, words, columns)
    source = counted.source
    if is_spark(source.native):
        results = assess_in_spark(counted, scheme, absent, lang)
    elif source.engine == "polars" and source.lazy:
        results = assess_in_polars(counted, scheme, absent, lang)
    else:
        columns_of = _turned(result_rows(counted, scheme, absent))
        types = scheme.types(lang)
        named = {name: list(one) for name, one in zip(types, columns_of, strict=True)}
        results = source.build(named, types)
    return cast("Frames", results)


def _turned(rows: list[ResultRow]) -> Iterator[ResultRow]:
    return zip(*rows, strict=True)
