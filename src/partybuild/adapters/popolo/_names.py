"""Names of an organization in a Popolo document, former ones and English ones."""

from datetime import date

from partybuild.adapters.interchange import Lost
from partybuild.adapters.popolo._forms import NameForm, OrganizationForm
from partybuild.adapters.popolo._history import change_after
from partybuild.adapters.popolo._organizations import ENGLISH
from partybuild.adapters.popolo._reading import Reading
from partybuild.kernel import Label
from partybuild.organization import PartialDate

Dates = tuple[PartialDate | None, PartialDate | None]


def names_of(
    form: OrganizationForm, path: str, reading: Reading
) -> list[tuple[Label, PartialDate | None]]:
    """Return the names that an organization bore, each with the day of its adoption.

    Args:
        form: The organization.
        path: Its JSON path.
        reading: Names that have no place in the order are lost to it.

    Returns:
        Names in order, the first without a day; the last one it bore to the end.
    """
    english: dict[Dates, NameForm] = {
        (name.start_date, name.end_date): name
        for name in form.other_names
        if name.note == ENGLISH
    }
    used: list[NameForm] = []
    former = _former(form)
    names: list[tuple[Label, PartialDate | None]] = []
    start: PartialDate | None = None
    for name in [*former, NameForm(name=form.name)]:
        translated = english.get((start, name.end_date))
        used += [name] if translated is None else [name, translated]
        en = name.name if translated is None else translated.name

        def _label(zh: str = name.name, en: str = en) -> Label:
            return Label(zh=zh, en=en)

        label = reading.made(f"{path}.name", _label)
        if label is not None:
            names.append((label, start))
        if name.end_date is not None:
            start = change_after(name.end_date)
    _lose(form, used, reading)
    return names


def _former(form: OrganizationForm) -> list[NameForm]:
    """Return the former names in order; none where their dates leave a gap."""
    dated = [
        (name.end_date.latest, name)
        for name in form.other_names
        if name.end_date is not None and name.note != ENGLISH
    ]
    names = [name for _, name in sorted(dated, key=_latest)]
    start: PartialDate | None = None
    for name in names:
        begun = None if name.start_date == form.founding_date else name.start_date
        if begun != start and not (start is None and begun is None):
            return []
        start = None if name.end_date is None else change_after(name.end_date)
    return names


def _latest(dated: tuple[date, NameForm]) -> date:
    return dated[0]


def _lose(form: OrganizationForm, used: list[NameForm], reading: Reading) -> None:
    for name in form.other_names:
        if not any(name is one for one in used):
            days = [str(day) for day in (name.start_date, name.end_date) if day]
            value = " ".join([name.name, *days, *filter(None, [name.note])])
            reading.lost.append(Lost("organization", form.id, "other_names", value))
        elif name.note not in {None, ENGLISH}:
            value = f"{name.name}: {name.note}"
            reading.lost.append(Lost("organization", form.id, "note of name", value))
