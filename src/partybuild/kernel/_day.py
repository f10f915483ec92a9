"""Days as the two languages write them."""

from datetime import date

from partybuild.kernel._label import Lang

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_text(on: date, lang: Lang) -> str:
    """Return a day as a document of the language writes it.

    Args:
        on: The day.
        lang: "zh" or "en".

    Returns:
        Text such as 2022年1月25日 or "25 January 2022".
    """
    if lang == "zh":
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
