"""The review rules of the example, from rules.toml."""

from collections.abc import Mapping, Sequence
from typing import Any

from partybuild.kernel import Basis, Citation, Label, OwnDecision, Period
from partybuild.rules import (
    Cap,
    Component,
    GradeBand,
    Grading,
    Item,
    Option,
    Quota,
    ReportRule,
    ReviewRules,
    Rulebook,
    RulebookVersion,
    Scale,
    VoterGroup,
)

Table = Mapping[str, Any]

_GRADES = ("good", "fairly_good", "fair", "poor")


def label(texts: Sequence[str]) -> Label:
    """Return the label of a Chinese and an English text."""
    zh, en = texts
    return Label(zh=zh, en=en)


def _own(year: str, zh: str, en: str) -> OwnDecision:
    decided = Label(
        zh=f"示例{year}年办法规定：{zh}", en=f"the example's measure of {year}: {en}"
    )
    return OwnDecision(decision=decided)


def build_rulebook(table: Table) -> Rulebook:
    """Return the rulebook with its two dated versions."""
    return Rulebook(
        rulebook_id=table["rulebook_id"],
        title=label(table["title"]),
        versions=[_version(table, version) for version in table["versions"]],
    )


def _version(table: Table, version: Table) -> RulebookVersion:
    return RulebookVersion(
        version=version["version"],
        period=Period(version["first"], version.get("last")),
        rules=_review_rules(table, version),
        basis=_basis(version),
    )


def _basis(version: Table) -> Basis:
    if "decision" in version:
        return OwnDecision(decision=label(version["decision"]))
    cited = version["citation"]
    return Citation(
        title=label(cited["title"]),
        issuer=label(cited["issuer"]),
        locator=cited["locator"],
    )


def _review_rules(table: Table, version: Table) -> ReviewRules:
    year = version["version"]
    options = [
        Option(option_id=o["id"], label=label(o["label"]), value=o["value"])
        for o in table["options"]
    ]
    return ReviewRules(
        title=label(version["title"]),
        scales=[
            Scale(
                scale_id="four-grades",
                options=options,
                basis=_own(year, "选项分值", "values of the options"),
            )
        ],
        items=[
            Item(
                item_id=item["id"],
                label=label(item["label"]),
                weight=weight,
                scale_id="four-grades",
                area=item["area"],
                basis=_own(year, "项目权重", "weights of the items"),
            )
            for item, weight in zip(table["items"], version["items"], strict=True)
        ],
        voter_groups=[
            VoterGroup(
                group_id=group["id"],
                label=label(group["label"]),
                weight=weight,
                kinds=group["kinds"],
                basis=_own(year, "参评主体及权重", "voter groups and their weights"),
            )
            for group, weight in zip(table["groups"], version["groups"], strict=True)
        ],
        components=[
            Component(
                component_id="ballots",
                label=Label(zh="民主测评", en="democratic assessment"),
                kind="ballots",
                weight=1,
                basis=_own(
                    year, "总分即民主测评得分", "the ballots alone make the total"
                ),
            )
        ],
        grading=_grading(table, version),
        quotas=[
            Quota(
                quota_id="good-ceiling",
                grade_id="good",
                ceiling=version["ceiling"],
                basis=_own(
                    year,
                    "好等次的比例上限，同分跨越界限的均不列入",
                    "ceiling of the top grade; a tie across the boundary is left out",
                ),
            )
        ],
        caps=_caps(table, version),
        standard=version.get("standard"),
        reports=_reports(version["reports"]) if "reports" in version else None,
    )


def _reports(asked: Table) -> ReportRule:
    return ReportRule(
        parts=asked["parts"],
        least_problem_share=asked["least_problem_share"],
        basis=OwnDecision(decision=label(asked["decision"])),
    )


def _caps(table: Table, version: Table) -> list[Cap]:
    caps = [table["cap"]] if version["caps"] else []
    caps += [version["more_caps"]] if "more_caps" in version else []
    return [_cap(cap) for cap in caps]


def _grading(table: Table, version: Table) -> Grading:
    labels = {option["id"]: label(option["label"]) for option in table["options"]}
    edges = [None, *version["edges"], None]
    return Grading(
        bands=[
            GradeBand(grade_id=grade, label=labels[grade], lower=lower, upper=upper)
            for grade, upper, lower in zip(_GRADES, edges, edges[1:], strict=False)
        ],
        basis=_own(version["version"], "等次分数线", "edges of the grades"),
    )


def _cap(cap: Table) -> Cap:
    return Cap(
        cap_id=cap["id"],
        label=label(cap["label"]),
        grade_id=cap["grade"],
        basis=OwnDecision(decision=label(cap["decision"])),
    )
