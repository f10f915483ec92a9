"""Put changed code into functions that are loaded, wherever they are held."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from types import CodeType, FunctionType
from typing import TypeAlias

from _sites import Mutant

Key: TypeAlias = tuple[str, str, int]
Loaded: TypeAlias = Mapping[Key, list[FunctionType]]


def loaded_functions(files: Iterable[str]) -> dict[Key, list[FunctionType]]:
    """Return the functions of some files, by file, qualified name and first line."""
    wanted = set(files)
    found: dict[Key, list[FunctionType]] = {}
    for value in gc.get_objects():
        if type(value) is FunctionType and value.__code__.co_filename in wanted:
            code = value.__code__
            key = (code.co_filename, code.co_qualname, code.co_firstlineno)
            found.setdefault(key, []).append(value)
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    for value in code.co_consts:
        if isinstance(value, CodeType):
            yield value
            yield from _codes(value)


def put_in(mutant: Mutant, loaded: Loaded) -> bool:
    """Change the loaded functions; False where there are none that can be."""
    site = mutant.site
    functions = loaded.get((str(mutant.module), site.scope, site.start), [])
    codes = [
        code
        for code in _codes(mutant.code())
        if (code.co_qualname, code.co_firstlineno) == (site.scope, site.start)
    ]
    if not functions or len(codes) != 1:
        return False
    if any(f.__code__.co_freevars != codes[0].co_freevars for f in functions):
        return False
    for function in functions:
        function.__code__ = codes[0]
    return True
