"""See what an office program makes of our workbooks.

Opens the example's workbooks in LibreOffice, saves them, and compares what is
read back with the original. With a folder, it also draws every page:

    python tools/check_office.py             # needs soffice
    python tools/check_office.py pictures    # needs pdftoppm and a Chinese font

On Debian: apt-get install libreoffice-calc poppler-utils fonts-noto-cjk
"""

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from shutil import which

import attrs

from partybuild.adapters import excel
from partybuild.assessment import assess
from partybuild.conference import count
from partybuild.datasets import load_example, load_example_ledger


def needed(program: str) -> str:
    """Return the path of a program, or stop with what to install."""
    found = which(program)
    if found is None:
        sys.exit(f"{program} is not installed; see the head of this file")
    return found


def convert(files: list[Path], kind: str, folder: Path) -> None:
    """Open files in LibreOffice and save them as another kind."""
    arguments = ["--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run(  # noqa: S603 - a program of the user's own, on our files
        [needed("soffice"), *arguments, *map(str, files)],
        check=True,
        capture_output=True,
        timeout=300,
    )


def main(pictures: str | None) -> None:
    """Compare, and draw where asked to."""
    review = load_example("long-march-street-2021")
    assert review.box is not None  # noqa: S101 - the example has ballots
    counted = attrs.evolve(review, box=None, counted=count(review.box))
    with tempfile.TemporaryDirectory() as name:
        made, saved = Path(name) / "made", Path(name) / "saved"
        expected = {
            excel.write_ballots(review, made / "ballots.xlsx"): review,
            excel.write_ballots(review, made / "ballots_en.xlsx", lang="en"): review,
            excel.write_count_sheet(review, made / "counts.xlsx"): counted,
        }
        for kind in ("xlsx:Calc MS Excel 2007 XML", "ods", "xls"):
            convert(list(expected), kind, saved)
            for path, wanted in expected.items():
                again = saved / f"{path.stem}.{kind.partition(':')[0]}"
                same = excel.read_review(again) == wanted
                told = "the same" if same else "CHANGED"
                print(f"{again.name}: {told} after LibreOffice")
                if not same:
                    sys.exit(1)
        ledger = load_example_ledger("long-march-street-2021")
        book = excel.write_ledger_workbook(
            ledger, made / "ledger.xlsx", on=date(2023, 1, 17)
        )
        convert([book], "xlsx:Calc MS Excel 2007 XML", saved)
        edits = excel.read_ledger_workbook(saved / book.name, ledger)
        same = not edits.steps and edits.agreed() == ledger
        print(f"{book.name}: {'the same' if same else 'CHANGED'} after LibreOffice")
        if not same:
            sys.exit(1)
        if pictures is not None:
            summary = excel.write_summary(assess(review), made / "summary.xlsx")
            paper = excel.write_paper(review, made / "paper.xlsx")
            convert([*expected, summary, paper], "pdf", saved)
            Path(pictures).mkdir(parents=True, exist_ok=True)
            for path in sorted(saved.glob("*.pdf")):
                target = str(Path(pictures) / path.stem)
                tool = [needed("pdftoppm"), "-r", "70", "-l", "8", "-png"]
                subprocess.run(  # noqa: S603 - as above
                    [*tool, str(path), target], check=True
                )
            print(f"pages drawn in {pictures}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
