"""Write the page of every review held between two days: for cron or Task Scheduler.

The store is named by REVIEWS_STORE, so that no password stands in the list of
processes. Exit codes: 0 done, 1 some reviews were refused and the others written,
2 not started, 3 a file cannot be written.
"""

import argparse
import os
import sqlite3
import sys
from datetime import date
from pathlib import Path

import psycopg
from reviews_store import DamagedError, Store, open_store

import partybuild as pb
from partybuild.adapters.records import review_from_json
from partybuild.errors import FileNotWrittenError

DONE, SOME_REFUSED, NOT_STARTED, NOT_WRITTEN = range(4)


def main(arguments: list[str] | None = None) -> int:
    """Write the pages; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("first", type=date.fromisoformat, help="such as 2022-01-01")
    parser.add_argument("last", type=date.fromisoformat)
    parser.add_argument("folder", type=Path, help="where the pages go")
    told = parser.parse_args(arguments)  # exits with 2
    if not (address := os.environ.get("REVIEWS_STORE")):
        print("REVIEWS_STORE does not name the store", file=sys.stderr)
        return NOT_STARTED
    try:
        return _write_pages(open_store(address), told)
    except (sqlite3.Error, psycopg.Error) as error:
        print(f"the store cannot be read: {error}", file=sys.stderr)
        return NOT_STARTED
    except FileNotWrittenError as error:
        print(error, file=sys.stderr)
        return NOT_WRITTEN


def _write_pages(store: Store, told: argparse.Namespace) -> int:
    code = DONE
    for review_id in store.held(told.first, told.last):
        try:
            print(_write_page(store, review_id, told.folder))
        except FileNotWrittenError:
            raise
        except (pb.PartyBuildError, DamagedError) as error:
            # Its words may quote a ballot; many read the mail of a scheduler.
            print(f"{review_id}: refused: {type(error).__name__}", file=sys.stderr)
            code = SOME_REFUSED
    return code


def _write_page(store: Store, review_id: str, folder: Path) -> Path:
    revision = store.get(review_id)
    if revision is None:
        raise DamagedError(review_id)
    assessment = pb.assess(review_from_json(revision.text, review_id))
    # Whole or not at all; a second run writes the same bytes.
    return pb.write_report(assessment, folder / f"{review_id}.html", force=True)


if __name__ == "__main__":
    sys.exit(main())
