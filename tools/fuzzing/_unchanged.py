"""In a fuzzer, what no change has touched is read once; tests read all of it anew."""

import json
import zipfile
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
from _bases import remembering, text_of
from _packing import packed

from partybuild.adapters import records
from partybuild.adapters.cli import _main
from partybuild.adapters.excel import _carried, _ods, _package, _xls
from partybuild.adapters.records import _converter
from partybuild.adapters.rulebooks import _documents, _read, _title
from partybuild.datasets import rulebook_names, rulebook_path

_REVIEW = "review_from_document"
_PACKER = "_get_compressor"


def read_once() -> None:
    """Let parts that no change has touched be read once; before there is a target."""
    converter, package, carried, arrow = _modules(_converter, _package, _carried, pa)
    command_line, zipped, *readers = _modules(_main, zipfile, _read, _title)
    stored = getattr(zipped, _PACKER)
    for name in ("_object_of", "_tuple_of"):
        setattr(converter, name, _remembering(getattr(converter, name)))
    # The sheets of a package that are the same measure the same.
    for name in ("scan", "scan_ods", "text_size"):
        setattr(package, name, lru_cache(maxsize=256)(getattr(package, name)))
    # As much as these files hold; a sheet of millions of cells would take the time.
    for module in _modules(_package, _ods, _xls):
        module.MOST_CELLS = 20_000
    package.shared_lengths = _as_texts(package.shared_lengths)
    package.packed = packed
    # What is written is not what is tried: packed, but not made smaller.
    setattr(zipped, _PACKER, lambda kind, *_: stored(kind, 0))
    # The parser of the words is always the same, and so are bundled rulebooks.
    command_line.command_parser = lru_cache(maxsize=1)(_main.command_parser)
    for module in readers:
        module.read_source = _bundled_once(_documents.read_source)
    # The reviews that workbooks carry are sealed, so there are few.
    stated = _by_text(records.review_from_document)
    carried.records = SimpleNamespace(**vars(records) | {_REVIEW: stated})
    # Four rows are counted before another thread has woken up.
    arrow.TableGroupBy = partial(pa.TableGroupBy, use_threads=False)


class _Lengths(list[int]):
    __hash__ = object.__hash__


def _as_texts(lengths: Callable[[bytes], list[int]]) -> Callable[[bytes], list[int]]:
    # The same for the same texts, so that what hangs on them is found again.
    return lru_cache(maxsize=256)(lambda xml: _Lengths(lengths(xml)))


def _modules(*modules: Any) -> tuple[Any, ...]:  # noqa: ANN401 - modules, to write into
    return modules


def _remembering(made: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *kind: remembering(made(*kind))


def _bundled_once(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    read_bundled = lru_cache(maxsize=64)(read)
    folder = rulebook_path(rulebook_names()[0]).parent
    return lambda path: (
        read_bundled(path) if Path(path).parent == folder else read(path)
    )


def _by_text(read: Callable[..., Any]) -> Callable[..., Any]:
    read_text = lru_cache(maxsize=64)(
        lambda text, *source: read(json.loads(text), *source)
    )
    return lambda document, *source: read_text(text_of(document), *source)
