"""The page on regulations."""

from datetime import date

from pages._table import article, both, status, table
from partybuild.kernel import Label
from partybuild.organization import (
    Organization,
    OrganizationKind,
    OrganizationTree,
    Sector,
    TreeNode,
    check_formation,
)
from partybuild.rules import (
    OPEN_RULES,
    REGULATIONS,
    UNDATED_PRACTICE,
    Regulations,
    formation_rules,
)

_INTRO = """\
# Regulations as dated rules

This page is made from the rules that the package bundles
(`python tools/make_pages.py`), and a test holds it against them. Each rule has a first
and an inclusive last day, and a document with its article. Where a document is
confirmed and its article is not, the table says so; nobody filled in a number.

Three kinds of rules are kept apart:

- *dated rules* hold on every day of their period without being asked for;
- what is *in use* and bears no date holds only where you ask for it;
- *open rules* have no value at all: you look it up and state it.

```python
from datetime import date
from fractions import Fraction

from partybuild.kernel import Label, OwnDecision, Period
from partybuild.rules import OPEN_RULES, REGULATIONS, formation_rules

print(REGULATIONS.lines[0].says.en)
rules = formation_rules(date(2022, 1, 25))
open_rule = OPEN_RULES[8]
settled = open_rule.settled(
    Fraction(85, 100),
    Period(date(2022, 1, 1)),
    OwnDecision(decision=Label(zh="党工委会议（虚构）", en="invented for this page")),
)
print(settled.at(date(2022, 1, 25)).value)
```

"""
_EDGES = """\
## What the edges say

Which kind of organization fits a number of full members, by the dated rules alone.
Where two wordings fit, both stand; where a sector has no confirmed rule, only the
rules made for all are asked.

"""
_OPEN = """\
## Open rules

No value ships for these. `OpenRule.settled` takes the value that you state, its period
and its basis, and refuses a citation that is marked as unconfirmed.

"""
_DAY = date(2022, 1, 25)
_KINDS = (
    OrganizationKind.BRANCH,
    OrganizationKind.GENERAL_BRANCH,
    OrganizationKind.COMMITTEE,
)
_SECTORS = (Sector.OFFICE, Sector.VILLAGE, Sector.STATE_ENTERPRISE, Sector.UNIVERSITY)
_UNFIT = {"PB-ORG-01", "PB-ORG-02", "PB-ORG-08"}


def regulations_page() -> str:
    """Return the page."""
    parts = [_INTRO, "## Dated rules\n\n", *_topics(REGULATIONS)]
    parts += ["## In use, without a date\n\n", *_topics(UNDATED_PRACTICE)]
    parts += [_EDGES, _edges(), _OPEN]
    parts.append(
        table(
            ["code", "what", "unit", "said to be fixed by"],
            [
                [rule.code, both(rule.title), both(rule.unit), both(rule.source.title)]
                for rule in OPEN_RULES
            ],
        )
    )
    return "".join(parts).rstrip() + "\n"


def _topics(regulations: Regulations) -> list[str]:
    topics = dict.fromkeys(line.topic for line in regulations.lines)
    return [_topic(regulations, topic) for topic in topics]


def _topic(regulations: Regulations, topic: Label) -> str:
    lines = [line for line in regulations.lines if line.topic == topic]
    dated = any(line.period for line in lines)
    head = ["code", "what", "rule", "in force", "document and article", "status"]
    rows = [
        [
            *(line.code, both(line.title), both(line.says)),
            *([str(line.period)] if dated else []),
            *(article(line.basis), status(line.basis)),
        ]
        for line in lines
    ]
    if not dated:
        head.remove("in force")
    return f"### {topic.en[0].upper()}{topic.en[1:]} {topic.zh}\n\n" + table(head, rows)


def _edges() -> str:
    return table(
        ["full members", *(both(sector.label) for sector in _SECTORS)],
        [
            [str(members), *(_fitting(sector, members) for sector in _SECTORS)]
            for members in (2, 3, 49, 50, 51, 99, 100, 101)
        ],
    )


def _fitting(sector: Sector, members: int) -> str:
    found = [kind.label.zh for kind in _KINDS if _fits(sector, kind, members)]
    return "、".join(found) or "none"


def _fits(sector: Sector, kind: OrganizationKind, members: int) -> bool:
    rules = formation_rules(_DAY)
    if not any(
        rule.kind is kind and (not rule.sectors or sector in rule.sectors)
        for rule in rules.formation
    ):
        return False
    one = Organization(
        organization_id="one",
        name=Label.same("one"),
        kind=kind,
        sector=sector,
        full_members=members,
        probationary_members=0,
    )
    tree = OrganizationTree([TreeNode(organization=one)])
    return not _UNFIT & {f.code for f in check_formation(tree, _DAY, rules)}
