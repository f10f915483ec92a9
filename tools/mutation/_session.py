"""A run of pytest that tries mutants instead of running its tests once."""

import gc
import hashlib
import importlib
import os
import pickle
import time
import traceback
from collections.abc import Callable, Sequence
from importlib.machinery import SourceFileLoader
from itertools import accumulate
from pathlib import Path
from types import CodeType
from typing import Any

import attrs
import coverage
import pytest
from _live import loaded_functions, put_in
from _sites import Mutant
from _trial import Outcome, failed, run_until_one_fails, trial
from hypothesis import HealthCheck, Phase, settings

SLOWEST = 1.0
WALL = 180.0
Report = Callable[[Mutant, Outcome, str], None]


def arguments(tests: Sequence[str]) -> list[str]:
    """Return the arguments of pytest: no plugin that a fork would confuse."""
    off = ("cacheprovider", "randomly", "xdist", "pytest_cov", "timeout")
    return [
        *(f"-pno:{name}" for name in off),
        *(
            "-oaddopts=",
            "-qq",
            "-s",
            "-Wignore::pytest.PytestAssertRewriteWarning",
            "--doctest-modules",
            "--import-mode=importlib",
        ),
        "--continue-on-collection-errors",
        # DuckDB has threads, which a process that is forked off lacks.
        "-knot duckdb",
        *tests,
    ]


def few_examples(most: int) -> settings:
    """Register a profile: few examples, the same ones every time, none made smaller."""
    few = settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        stateful_step_count=12,
    )
    settings.register_profile("mutants", few)
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    return few


def limit(items: Sequence[pytest.Item], few: settings) -> None:
    """Hold tests to few examples that ask for more themselves."""
    for item in items:
        test: Any = getattr(item, "obj", None)
        own = getattr(test, "_hypothesis_internal_use_settings", None)
        if own is not None and hasattr(test, "__func__"):
            test = test.__func__
        if own is not None:
            test._hypothesis_internal_use_settings = settings(  # noqa: SLF001
                few, max_examples=min(own.max_examples, few.max_examples)
            )


@attrs.define
class Baseline:
    """Which tests run which lines, and how long they take.

    Attributes:
        state: Checksum of every file that was measured, and of every file of tests.
        seconds: Seconds of the processor, by test.
        lines: Tests by file and line.
        left_out: Tests that fail unchanged with few examples, or are slow.
    """

    state: dict[str, str] = attrs.field(factory=dict)
    seconds: dict[str, float] = attrs.field(factory=dict)
    lines: dict[str, dict[int, list[str]]] = attrs.field(factory=dict)
    left_out: list[str] = attrs.field(factory=list)

    def forget(self, changed: set[str]) -> None:
        """Remove the tests of some files, which are to be measured again."""

        def old(test: str) -> bool:
            return test.partition("::")[0] in changed

        self.left_out = [test for test in self.left_out if not old(test)]
        self.seconds = {t: used for t, used in self.seconds.items() if not old(t)}
        for lines in self.lines.values():
            for line, tests in lines.items():
                lines[line] = [test for test in tests if not old(test)]

    def tests_of(self, mutant: Mutant, own: str, *, anew: bool) -> set[str]:
        """Return the tests that run a line.

        Args:
            mutant: A mutant.
            own: How the tests of the package itself begin.
            anew: Whether everything is imported anew. Then a line that runs at import
                only, as those outside functions do, is tried with the tests that run
                any line of its module, and with those of its package.

        Returns:
            The tests.
        """
        lines = self.lines.get(str(mutant.module), {})
        found: set[str] = set()
        if mutant.site.start:
            # A line within a statement of several has no number of its own.
            node = mutant.site.shown
            first = min(mutant.site.line, getattr(node, "lineno", mutant.site.line))
            around = range(first, mutant.site.line + 1)
            found = {test for line in around for test in lines.get(line, ())}
        if found or not anew:
            return found
        found = {test for test in self.seconds if test.startswith(own)}
        return found.union(*lines.values())


@attrs.define
class Order:
    """The most promising tests first: quick, of the package itself, deadly before."""

    baseline: Baseline
    own: str
    kills: dict[tuple[str, str], int] = attrs.field(factory=dict)

    def of(self, mutant: Mutant, *, anew: bool = False) -> list[str]:
        """Return the tests of a mutant."""
        usual = self.baseline.seconds

        def promise(test: str) -> tuple[float, str]:
            kills = self.kills.get((str(mutant.module), test), 0)
            far = 1 if test.startswith(self.own) else 4
            return far * usual[test] / (1 + kills), test

        found = self.baseline.tests_of(mutant, self.own, anew=anew)
        return sorted(found & usual.keys(), key=promise)

    def within(self, names: Sequence[str], most: float) -> list[str]:
        """Return the first of some tests, as many as there is time for."""
        ends = accumulate(self.baseline.seconds[name] for name in names)
        return [name for name, end in zip(names, ends, strict=True) if end <= most]

    def learn(self, mutant: Mutant, test: str) -> None:
        """Remember which test killed."""
        key = (str(mutant.module), test)
        self.kills[key] = self.kills.get(key, 0) + 1


@attrs.define
class Session:
    """The plugin.

    Attributes:
        mutants: What is to be tried.
        files: Every module of the package, whether it is tried or not.
        own: How the tests of the package itself begin.
        few: Settings of Hypothesis.
        most: Seconds of the processor for one mutant.
        jobs: Processes at a time.
        report: Called for each outcome.
        kept: File of the baseline.
    """

    mutants: Sequence[Mutant]
    files: Sequence[str]
    own: str
    few: settings
    most: float
    jobs: int
    report: Report
    kept: Path

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant of a function that is loaded."""
        root = Path(importlib.import_module("partybuild").__file__ or "").parent
        for module in sorted({mutant.module for mutant in self.mutants}):
            if module.name != "__init__.py":
                parts = module.relative_to(root.parent).with_suffix("").parts
                importlib.import_module(".".join(parts))
        limit(session.items, self.few)
        items = {item.nodeid: item for item in session.items}
        baseline = self._baseline(session.items, self.files)
        print(
            f"{len(baseline.seconds)} tests, {sum(baseline.seconds.values()):.0f} s; "
            f"left out: {len(baseline.left_out)}",
            flush=True,
        )
        loaded = loaded_functions(self.files)
        gc.collect()
        gc.freeze()

        def work(share: Sequence[Mutant]) -> None:
            order = Order(baseline, self.own)
            for mutant in share:
                names = [name for name in order.of(mutant) if name in items]
                if not names:
                    continue  # perhaps it runs at import: it is tried anew

                def attempt(
                    mutant: Mutant = mutant, names: list[str] = names
                ) -> int | None:
                    if not put_in(mutant, loaded):
                        return -1
                    usual = [baseline.seconds[name] for name in names]
                    tests = [items[name] for name in names]
                    return run_until_one_fails(tests, usual, self.most)

                outcome, found = trial(attempt, WALL)
                if found == -1:
                    continue  # not loaded: it is tried by importing anew
                killer = "" if found is None else names[found]
                if killer:
                    order.learn(mutant, killer)
                self.report(mutant, outcome, killer)

        live = [mutant for mutant in self.mutants if mutant.site.start]
        in_parallel(work, [live[at :: self.jobs] for at in range(self.jobs)])
        return True

    def _baseline(self, items: Sequence[pytest.Item], files: Sequence[str]) -> Baseline:
        """Return what the tests run; only those of changed files are run anew."""
        of_tests = {item.nodeid.split("::")[0]: str(item.path) for item in items}
        state = {name: _checksum(path) for name, path in of_tests.items()}
        sources = {file: _checksum(file) for file in files}
        baseline = Baseline()
        if self.kept.exists():
            baseline = pickle.loads(self.kept.read_bytes())  # noqa: S301
        if any(baseline.state.get(file) != sum_ for file, sum_ in sources.items()):
            baseline = Baseline()
        changed = {name for name in state if state[name] != baseline.state.get(name)}
        baseline.forget(changed)
        baseline.state |= {**state, **sources}
        todo = [item for item in items if item.nodeid.split("::")[0] in changed]
        trial(lambda: _measure(baseline, todo, files, self.kept), 3600)
        return pickle.loads(self.kept.read_bytes())  # noqa: S301


def _checksum(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def in_parallel(work: Callable[[Any], None], shares: Sequence[Any]) -> None:
    """Work on each share in a process of its own, and wait for all."""
    children = []
    for share in shares:
        child = os.fork()
        if child == 0:
            try:
                work(share)
            except Exception:  # noqa: BLE001 - a process of its own, that ends here
                traceback.print_exc()
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _measure(
    baseline: Baseline, items: Sequence[pytest.Item], files: Sequence[str], out: Path
) -> None:
    """Run every test once, and write which lines each ran."""
    watch = coverage.Coverage(data_file=None, include=list(files), config_file=False)
    watch.start()
    for at, item in enumerate(items):
        watch.switch_context(item.nodeid)
        begun = time.process_time()
        bad = failed(item, items[at + 1] if at + 1 < len(items) else None)
        used = time.process_time() - begun
        if bad or used > SLOWEST:
            baseline.left_out.append(item.nodeid)
        else:
            baseline.seconds[item.nodeid] = used
    watch.stop()
    data = watch.get_data()
    for file in data.measured_files():
        lines = baseline.lines.setdefault(file, {})
        for line, tests in data.contexts_by_lineno(file).items():
            lines.setdefault(line, []).extend(test for test in tests if test)
    out.write_bytes(pickle.dumps(baseline))


@attrs.define
class Fresh:
    """The plugin of a run that imports the changed module anew."""

    order: Sequence[str]
    usual: dict[str, float]
    few: settings
    most: float
    killer: int | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests in order until one fails."""
        limit(session.items, self.few)
        if session.testsfailed:
            self.killer = 0
            return True
        items = {item.nodeid: item for item in session.items}
        names = [name for name in self.order if name in items]
        self.killer = run_until_one_fails(
            [items[name] for name in names], [self.usual[n] for n in names], self.most
        )
        if self.killer is not None:
            self.killer = list(self.order).index(names[self.killer])
        return True


def import_anew(mutant: Mutant, fresh: Fresh) -> int | None:
    """Import everything with one module changed, and run its tests.

    Args:
        mutant: The change.
        fresh: Tests and their order.

    Returns:
        Index of the test that failed; None where none did.
    """
    plain = SourceFileLoader.get_code
    changed = str(mutant.module)

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        if self.path == changed:
            return mutant.code()
        return plain(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    importlib.import_module("partybuild.testing._register").register()
    # Before pytest does, which has a loader of its own for modules with doctests.
    root = Path(importlib.import_module("partybuild").__file__ or "").parents[1]
    parts = mutant.module.relative_to(root).with_suffix("").parts
    importlib.import_module(".".join(part for part in parts if part != "__init__"))
    files = sorted({name.split("::")[0] for name in fresh.order})
    code = pytest.main(arguments(files), plugins=[fresh])
    if fresh.killer is None and code not in (0, 5):
        return 0
    return fresh.killer
