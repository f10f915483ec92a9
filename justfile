export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

# Everything but the tests.
check: lint types docs

lint:
    ruff format --check . && ruff check . && pydoclint --quiet src && lint-imports && codespell src tests docs examples README.md README.zh.md CHANGELOG.md

types:
    mypy && pyright

# The examples run in reading order: they share names from top to bottom.
docs:
    pytest README.md README.zh.md docs -p no:randomly -q
    sphinx-build -q -n -W -b html docs docs/_build

# Two builds are one wheel; it assesses the example with its three dependencies alone.
wheel:
    python tools/check_release.py --quick

gated := "kernel errors organization duties ledgers conference rules assessment analysis reporting"

# Lines and branches that no test reaches; some layers allow none. Longer than the tests alone.
coverage:
    pytest -q -n auto --dist loadfile --cov --cov-report=
    coverage report
    for layer in {{gated}}; do coverage report --fail-under=100 --include="*/partybuild/$layer/*" || exit; done

# Planted faults that no test finds, such as `just mutants rules --sample 200`.
mutants *what:
    python tools/mutants.py {{what}}

# Before a release: declared and not used, used and not declared.
dependencies:
    deptry src

# Slow checks, not part of .ci/run.
bench:
    python benchmarks/skeleton.py
