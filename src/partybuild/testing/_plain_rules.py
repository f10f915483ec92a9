"""Small schemes in one line each; see `partybuild.testing.plain`."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from partybuild.kernel import Label, OwnDecision
from partybuild.rules import (
    Component,
    GradeBand,
    Grading,
    Item,
    Option,
    ReviewRules,
    Scale,
    VoterGroup,
)

OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))
"""What the numbers of test schemes rest on."""

Number = Fraction | int | str

FOUR_OPTIONS: Mapping[str, Number] = {"好": 100, "较好": 80, "一般": 60, "差": 40}
"""The options that most forms print, with the values that scheme A2 states."""


def plain_grading(edges: Sequence[Number]) -> Grading:
    """Return the grades that meet at these edges, highest first: grade-0, 1..."""
    return Grading(
        basis=OWN,
        bands=[
            GradeBand(
                grade_id=f"grade-{at}",
                label=Label(zh=f"第{at + 1}等", en=f"grade {at + 1}"),
                lower=lower,
                upper=upper,
            )
            for at, (lower, upper) in enumerate(
                zip([*edges, None], [None, *edges], strict=True)
            )
        ],
    )


def plain_rules(
    items: Sequence[Number] = (1,),
    groups: Mapping[str, Number] | None = None,
    options: Mapping[str, Number] = FOUR_OPTIONS,
    edges: Sequence[Number] = (90, 80, 60),
    **others: Any,  # noqa: ANN401 - whatever else `ReviewRules` takes
) -> ReviewRules:
    """Return a scheme whose total is the ballot score.

    Args:
        items: Weights of the items.
        groups: Voter group to weight; None is one group "g".
        options: Words of the one scale to their values, best first.
        edges: Scores at which the grade changes, highest first.
        others: Other fields of `ReviewRules`.

    Returns:
        The scheme.
    """
    return ReviewRules(
        title=Label(zh="测试方案", en="test scheme"),
        scales=[
            Scale(
                scale_id="scale",
                basis=OWN,
                options=[
                    Option(option_id=f"o{at}", label=Label.same(word), value=value)
                    for at, (word, value) in enumerate(options.items())
                ],
            )
        ],
        items=[
            Item(
                item_id=f"i{at}",
                label=Label(zh=f"项目{at}", en=f"item {at}"),
                weight=weight,
                scale_id="scale",
                basis=OWN,
            )
            for at, weight in enumerate(items)
        ],
        voter_groups=[
            VoterGroup(
                group_id=group_id, label=Label.same(group_id), weight=weight, basis=OWN
            )
            for group_id, weight in (groups or {"g": 1}).items()
        ],
        components=[
            Component(
                component_id="ballots",
                label=Label(zh="民主测评", en="ballots"),
                kind="ballots",
                weight=1,
                basis=OWN,
            )
        ],
        grading=plain_grading(edges),
        **others,
    )
