"""In a fuzzer, what no change has touched is read once; tests read all of it anew."""

import json
from collections.abc import Callable
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
from _bases import remembering, text_of

from partybuild.adapters import records
from partybuild.adapters.excel import _carried, _package
from partybuild.adapters.records import _converter

_REVIEW = "review_from_document"


def read_once() -> None:
    """Let parts that no change has touched be read once; before there is a target."""
    converter, package, carried, arrow = _modules(_converter, _package, _carried, pa)
    for name in ("_object_of", "_tuple_of"):
        setattr(converter, name, _remembering(getattr(converter, name)))
    # The sheets of a package that are the same measure the same.
    package.scan = lru_cache(maxsize=256)(package.scan)
    # The reviews that workbooks carry are sealed, so there are few.
    stated = _by_text(records.review_from_document)
    carried.records = SimpleNamespace(**vars(records) | {_REVIEW: stated})
    # Four rows are counted before another thread has woken up.
    arrow.TableGroupBy = partial(pa.TableGroupBy, use_threads=False)


def _modules(*modules: Any) -> tuple[Any, ...]:  # noqa: ANN401 - modules, to write into
    return modules


def _remembering(made: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *kind: remembering(made(*kind))


def _by_text(read: Callable[..., Any]) -> Callable[..., Any]:
    read_text = lru_cache(maxsize=64)(
        lambda text, *source: read(json.loads(text), *source)
    )
    return lambda document, *source: read_text(text_of(document), *source)
