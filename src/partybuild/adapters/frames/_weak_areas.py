"""Weak areas of every conference of a frame."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from partybuild.adapters.frames._block import Absent
from partybuild.adapters.frames._facts import FrameFacts
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._results import ResultRow, refuse_unfit
from partybuild.adapters.frames._reviews import review_of_tally
from partybuild.adapters.frames._source import Frames
from partybuild.adapters.frames._words import SchemeWords
from partybuild.analysis import WeakAreaRule, find_weak_areas
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import Assessment, assess
from partybuild.kernel import SUPPRESSED, Label, Lang
from partybuild.rules import ReviewRules

WEAK_NAMES: Mapping[str, Label] = {
    "conference": Label(zh="会议", en="conference"),
    "subject": Label(zh="述职人", en="subject"),
    "item": Label(zh="测评项目", en="item"),
    "area": Label(zh="工作领域", en="area"),
    "kinds": Label(zh="类别", en="kinds"),
    "mean": Label(zh="项目得分", en="item_score"),
    "stake": Label(zh="影响总分", en="stake"),
    "ballots": Label(zh="票数", en="ballots"),
    "reason": Label(zh="说明", en="reason"),
    "suppressed": SUPPRESSED,
}
"""Roles of the columns of weak areas."""


def weak_areas_frame(  # noqa: PLR0913 - marks, what goes with them and what comes out
    frames: Frames | Sequence[Frames],
    rules: ReviewRules,
    facts: FrameFacts,
    *,
    columns: Mapping[str, str] | None = None,
    absent: Absent = "refuse",
    rule: WeakAreaRule | None = None,
    lang: Lang = "en",
    public: bool = True,
) -> Frames:
    """Name the weak areas of every conference of a frame.

    A frame gives counts, so the search judges strictly, as with a count sheet. In
    conferences too small for a judgment nothing is named. The frame may be
    published: it holds figures as far as the disclosure gate lets them pass beside
    a report and a summary table of the conference.

    Args:
        frames: Frame of marks (long, wide or counts), or a list of partitions.
        rules: Scheme, the same for all conferences of the frame.
        facts: Day of the conferences, entered scores and facts.
        columns: Roles and items to columns, as in `tally_frame`.
        absent: Whether a mark that no row holds is refused or a blank.
        rule: Thresholds of the search; None takes the defaults.
        lang: Language of the names of the columns and of the reasons.
        public: Whether the frame may be published; False gives the review body
            exact numbers and whole reasons.

    Returns:
        One row per weak area in the type of the (first) frame; numbers are text,
        the subject of a common weak area is empty. In a public frame what is kept
        back is null, and a last column names it.

    Raises:
        InputError: If anything cannot be counted; all of it is listed.
        ReviewRuleError: If the scheme asks for more than marks and facts say.
    """
    refuse_unfit(rules, facts)
    words = SchemeWords.of(rules)
    counted = Counted.of(frames, words, columns)
    found: list[ResultRow] = []
    row = _public_rows if public else _rows
    for conference, tally in counted.checked().tallies(absent):
        review = review_of_tally(conference, tally, rules, facts)
        found += row(conference, assess(review), facts.on, rule, lang)
    types: dict[str, type] = {
        label.text(lang): int if role == "ballots" else str
        for role, label in WEAK_NAMES.items()
        if public or role != "suppressed"
    }
    turned = list(zip(*found, strict=True)) or [()] * len(types)
    named = {name: list(column) for name, column in zip(types, turned, strict=True)}
    return cast("Frames", counted.source.build(named, types))


def _rows(
    conference: str,
    assessment: Assessment,
    on: date,
    rule: WeakAreaRule | None,
    lang: Lang,
) -> Iterator[ResultRow]:
    for area in find_weak_areas(assessment, on=on, rule=rule):
        yield (
            conference,
            area.subject_id,
            area.item_id,
            area.area,
            ";".join(kind.value for kind in area.kinds),
            str(area.mean),
            str(area.stake),
            area.ballots,
            area.reason(lang),
        )


def _public_rows(
    conference: str,
    assessment: Assessment,
    on: date,
    rule: WeakAreaRule | None,
    lang: Lang,
) -> Iterator[ResultRow]:
    weak = find_weak_areas(assessment, on=on, rule=rule)
    cleared = clear_weak_areas(assessment, weak)
    for area, told in zip(weak, cleared, strict=True):
        reason = None if told.reason is None else told.reason.text(lang)
        figures = {"mean": told.score, "stake": None, "reason": reason}
        kept = [WEAK_NAMES[r].text(lang) for r, cell in figures.items() if cell is None]
        yield (
            conference,
            area.subject_id,
            area.item_id,
            area.area,
            ";".join(kind.value for kind in area.kinds),
            told.score,
            None,
            area.ballots,
            reason,
            ";".join(kept),
        )
