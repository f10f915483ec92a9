"""Reports: the suffix of the file decides the format."""

from pathlib import Path

from partybuild.adapters._charts import report_pictures
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    Disclosure,
    WeakAreas,
    find_weak_areas,
)
from partybuild.assessment import Assessment
from partybuild.errors import ReportFormatError
from partybuild.kernel import Lang
from partybuild.reporting import build_page, build_report


def write_report(  # noqa: PLR0913 - each format takes what it needs
    assessment: Assessment,
    path: str | Path,
    *,
    weak_areas: WeakAreas | None = None,
    lang: Lang = "zh",
    force: bool = False,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    charts: bool = True,
    public: bool = True,
) -> Path:
    """Write the report of one conference as .docx, .html, .xlsx or .json.

    Args:
        assessment: The assessment.
        path: File to write; its suffix decides the format.
        weak_areas: Weak areas to report; None finds them for the day of the
            conference.
        lang: Language of the report; a page holds both and shows this one first.
        force: Whether a file of that name may be replaced.
        disclosure: The gate that scores pass before they are printed.
        charts: Whether a .docx file shows charts; it does so only where matplotlib
            and a font with the characters of the language are installed.
        public: Whether a .json file may be published; False writes that of the
            review body. Other formats hold only what may be.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If the format needs a package that is not installed.
        ReportFormatError: If no report is written with that suffix.
    """
    if weak_areas is None:
        held_on = assessment.review.conference.held_on
        weak_areas = find_weak_areas(assessment, on=held_on)
    suffix = Path(path).suffix.lower()
    if suffix == ".json":
        from partybuild.adapters import records

        return records.write_assessment(
            assessment,
            weak_areas,
            path,
            force=force,
            public=public,
            disclosure=disclosure,
        )
    if suffix in {".html", ".htm"}:
        from partybuild.adapters import html

        langs: tuple[Lang, ...] = ("zh", "en") if lang == "zh" else ("en", "zh")
        page = build_page(assessment, weak_areas, langs=langs, disclosure=disclosure)
        return html.write_page(page, path, force=force)
    if suffix == ".docx":
        from partybuild.adapters import word

        report = build_report(assessment, weak_areas, lang=lang, disclosure=disclosure)
        pictures = report_pictures(assessment, lang, disclosure) if charts else ()
        return word.write_word(report, path, pictures=pictures, force=force)
    if suffix == ".xlsx":
        from partybuild.adapters import excel

        return excel.write_summary(
            assessment, path, lang=lang, force=force, disclosure=disclosure
        )
    raise ReportFormatError(suffix)
