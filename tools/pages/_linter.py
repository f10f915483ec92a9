"""The page on the linter, with its table of codes."""

from pages._table import table
from partybuild.kernel import Label, Severity
from partybuild.rules import LINT_CODES

_INTRO = """\
# What the linter proves

A scheme that contradicts itself outright cannot be built, and a file that holds one is
refused when it is read. `lint` looks at what can be built and does not do what whoever
wrote it may have meant. It knows no ballots: what it says holds for every review under
the scheme.

```python
import partybuild as pb
from partybuild.rules import lint

rulebook = pb.load_rulebook("a05-trading-group-b")
findings = lint(rulebook)
```

```python
>>> [finding.code for finding in findings if finding.severity.value != "info"]
['PB-LINT-51']
>>> print(findings[0].message.text("en"))
excellent, middle, low fit from 42 to 46 subjects: the limits fit some numbers of \
subjects only; state shares, or the number they are for
>>> dict(findings[0].evidence)
{'fewest': '42', 'most': '46'}

```

Each finding has a code that never changes, a severity, the place in the scheme
(`subject`), a sentence in Chinese and in English that ends with what to do, and the
numbers behind it (`evidence`). An *error* is a scheme that cannot do what it says; a
*warning* may be meant; a *note* (`info`) is worth knowing. The order is always the
same. Of a rulebook with several versions every subject begins with the version.

## A better ballot never lowers a result

`prove_monotone` answers for the total and for the grade before quotas: `proven`,
`refuted` with marks that show it, or `open`. Raised are marks of one subject, none is
lowered, and everything that is not on a ballot stays as it is. Quotas admit by total,
so they keep what holds for the total. Where a judgment of the review body decides, its
members decide, and nothing is said.

```python
from partybuild.kernel import Label, OwnDecision
from partybuild.rules import Compared, Component, RateMeasure, Step, StepMeasure
from partybuild.rules import prove_monotone
from partybuild.testing.plain import plain_rules

OWN = OwnDecision(decision=Label(zh="虚构", en="invented"))


def rate(code, option):
    return RateMeasure(
        measure_id=code,
        label=Label.same(code),
        item_id="i0",
        options=[option],
        base="valid_marks",
        basis=OWN,
    )


def step(code, threshold, points):
    asked = Compared(measure_id=code, comparison="at_least", threshold=threshold)
    return Step(when=[asked], points=points, basis=OWN)


scheme = plain_rules(
    measures=[
        rate("good", "o0"),
        rate("fair", "o2"),
        StepMeasure(
            measure_id="points",
            label=Label.same("points"),
            # Whoever wrote this forgot those with few fair and few good votes.
            steps=[step("good", "80%", 95), step("fair", "20%", 85)],
            otherwise=50,
            basis=OWN,
        ),
    ],
)
total = Component(
    component_id="points",
    label=Label.same("points"),
    kind="measure",
    measure_id="points",
    weight=1,
    basis=OWN,
)
```

```python
>>> import attrs
>>> proof = prove_monotone(attrs.evolve(scheme, components=[total]))
>>> proof.total.value, proof.example.ballots
('refuted', 5)
>>> [(option, number) for _, option, number in proof.example.before]
[('o0', 0), ('o1', 0), ('o2', 1), ('o3', 4)]
>>> [(option, number) for _, option, number in proof.example.after]
[('o0', 1), ('o1', 0), ('o2', 0), ('o3', 4)]

```

One of five ballots rises from fair to good, and 85 points become 50.

## How it is proven

Before any ballot is cast the share of every option of every item is unknown; the
shares of one item sum to 1. Scores and rates are sums over these shares, steps and
conditions are bounds on them. Whether bounds can hold together, how far a value
reaches, and whether better marks can lead from more points to fewer are linear programs
over exact fractions. What is not a sum (places, values relative to the best, trimmed
means) is an unknown of its own of which bounds and direction are known. So what is said
never to happen never does; an example is shown only where marks for it surely exist;
and what lies between is said to be open.

Places of quotas and shares are counted for every number of heads until the pattern
repeats, and not beyond 1000 heads. Limits on ballots are bounds on running counts along
the ordered values, which shortest ways solve.

"""

_SEVERITIES = {
    Severity.ERROR: Label(zh="错误", en="error"),
    Severity.WARNING: Label(zh="警告", en="warning"),
    Severity.INFO: Label(zh="提示", en="note"),
}


def linter_page() -> str:
    """Return the page."""
    text = _INTRO
    for heading, head, zh in (
        ("All codes", ("code", "severity", "meaning", "what to do"), False),
        ("各项代码", ("代码", "级别", "含义", "怎么办"), True),
    ):
        rows = [
            (
                code.code,
                *(
                    (label.zh if zh else label.en).replace("\n", " ")
                    for label in (_SEVERITIES[code.severity], code.meaning, code.remedy)
                ),
            )
            for code in LINT_CODES
        ]
        text += f"## {heading}\n\n" + table(head, rows)
    return text.rstrip("\n") + "\n"
