"""What the reasons of weak areas tell, as statements on item scores."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from partybuild.analysis._weak_areas import WeakAreas
from partybuild.analysis._weak_words import ONE_PLACE
from partybuild.analysis.disclosure import Interval, Told, meaning
from partybuild.assessment import Assessment

_Terms = dict[tuple[int, int], Fraction]


def reasons_told(assessment: Assessment, weak_areas: WeakAreas) -> Iterator[Told]:
    """Yield what the printed figures of the reasons tell.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.

    Yields:
        One statement per figure.
    """
    form = assessment.tally.form
    subjects, items = len(form.subject_ids), len(form.items)
    for area in weak_areas:
        item = form.item_ids.index(area.item_id)
        own = [form.subject_ids.index(one) for one in [area.subject_id] if one]
        for name, (value, thresholds) in area.printed.items():
            terms = _terms(name, own, item, subjects, items)
            yield _told(terms, value, thresholds, signed=name != "mean")


def _terms(name: str, own: list[int], item: int, subjects: int, items: int) -> _Terms:
    everybody = range(subjects)
    others = [s for s in everybody if s not in own]
    match name:
        case "mean":
            among = own or everybody
            return {(s, item): Fraction(1, len(among)) for s in among}
        case "street":
            return _shortfall(others, item, items)
        case "local":
            terms = _shortfall(own, item, items)
            less = _shortfall(others, item, items)
            return terms | {place: -by for place, by in less.items()}
        case _:
            return _shortfall(own or everybody, item, items)


def _shortfall(among: Iterable[int], item: int, items: int) -> _Terms:
    """Return the mean difference of an item from the other items."""
    subjects = list(among)
    each = Fraction(1, len(subjects))
    return {
        (subject, at): each if at == item else -each / (items - 1)
        for subject in subjects
        for at in range(items)
    }


def _told(
    terms: _Terms, value: Fraction, thresholds: Iterable[Fraction], *, signed: bool
) -> Told:
    if not signed:
        return Told(
            terms=terms, value=value, meant=meaning(value, ONE_PLACE, thresholds)
        )
    # Printed are the size and a word for its sign.
    size = meaning(abs(value), ONE_PLACE, thresholds)
    sign = -1 if value < 0 else 1
    return Told(
        terms={place: sign * by for place, by in terms.items()},
        value=sign * value,
        meant=Interval(low=max(size.low, Fraction()), high=size.high),
    )
