"""The parts of a review scheme."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import attrs

from partybuild.errors import UnknownIdError
from partybuild.kernel import OMITTED, Label, Record, Rounding, Summary, exact
from partybuild.rules._ballot_check import BallotCheck
from partybuild.rules._ballot_policy import BlankPolicy, EmptyGroupPolicy
from partybuild.rules._cap import Cap, Eligibility
from partybuild.rules._checks import positive
from partybuild.rules._composition import Adjustment, Component, Composition
from partybuild.rules._consequence import Consequence
from partybuild.rules._grading import Grading
from partybuild.rules._group_set import GroupSet
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._judgment import Judgment
from partybuild.rules._measures import Measure, in_order
from partybuild.rules._other_grading import ConditionGrading, RankGrading, Ungraded
from partybuild.rules._quota import Quota
from partybuild.rules._report_rule import ReportRule
from partybuild.rules._scale import Option, Scale
from partybuild.rules._subject_class import SubjectClass

GradingRule: TypeAlias = Grading | ConditionGrading | RankGrading | Ungraded
"""Every way of grading; one by score bands is understood where no kind is named."""


def _scale_list(scale_list: Iterable[Scale]) -> tuple[Scale, ...]:
    return tuple(scale_list)


def _items(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(items)


def _groups(groups: Iterable[VoterGroup]) -> tuple[VoterGroup, ...]:
    return tuple(groups)


def _sets(group_sets: Iterable[GroupSet]) -> tuple[GroupSet, ...]:
    return tuple(group_sets)


def _class_list(classes: Iterable[SubjectClass]) -> tuple[SubjectClass, ...]:
    return tuple(classes)


def _ballot_checks(checks: Iterable[BallotCheck]) -> tuple[BallotCheck, ...]:
    return tuple(checks)


def _measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return in_order(measures)


def _components(components: Iterable[Component]) -> tuple[Component, ...]:
    return tuple(components)


def _adjustments(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return tuple(adjustments)


def _judgments(judgments: Iterable[Judgment]) -> tuple[Judgment, ...]:
    return tuple(judgments)


def _quotas(quotas: Iterable[Quota]) -> tuple[Quota, ...]:
    return tuple(quotas)


def _caps(caps: Iterable[Cap]) -> tuple[Cap, ...]:
    return tuple(caps)


def _eligibility(rules: Iterable[Eligibility]) -> tuple[Eligibility, ...]:
    return tuple(rules)


def _consequences(consequences: Iterable[Consequence]) -> tuple[Consequence, ...]:
    return tuple(consequences)


@attrs.frozen(kw_only=True, repr=False)
class SchemeParts(Record):
    """What a scheme states, before it is checked that the parts fit together.

    Attributes:
        title: Name of the scheme.
        scales: Scales that the items' marks choose from.
        subject_classes: Classes of subjects, where weights or items depend on them.
        items: Assessed items, in the order of the ballot.
        voter_groups: Voter groups, in the order of the tables.
        group_sets: Sets of voter groups that carry one weight together.
        ballot_checks: What makes a ballot invalid.
        measures: Named values of each subject, each after those it is made from.
        components: Parts of the total; the first is the basic part.
        composition: How the components make the total.
        adjustments: Bonus and deduction points.
        grading: How grades come about.
        judgments: Cases in which a body settles the grade before caps and quotas.
        quotas: Limits on the share of a grade.
        caps: Facts and conditions that hold a grade down.
        eligibility: Conditions under which a subject is not assessed.
        consequences: What follows from grades and conditions.
        item_total: Total that the item weights are stated against.
        group_total: Total that the group weights are stated against.
        blank: What a blank line means.
        empty_group: What happens to a group without a valid mark.
        rounding: How scores are printed, and what thresholds look at.
        standard: Item score below which an item counts as below standard.
        reports: What is asked of duty reports; None asks nothing.
    """

    title: Label
    scales: tuple[Scale, ...] = attrs.field(converter=_scale_list)
    subject_classes: tuple[SubjectClass, ...] = attrs.field(
        default=(), converter=_class_list
    )
    items: tuple[Item, ...] = attrs.field(converter=_items)
    voter_groups: tuple[VoterGroup, ...] = attrs.field(converter=_groups)
    group_sets: tuple[GroupSet, ...] = attrs.field(default=(), converter=_sets)
    ballot_checks: tuple[BallotCheck, ...] = attrs.field(
        default=(), converter=_ballot_checks
    )
    measures: tuple[Measure, ...] = attrs.field(default=(), converter=_measures)
    components: tuple[Component, ...] = attrs.field(converter=_components)
    composition: Composition = attrs.field(
        default=Composition.WEIGHTED, converter=Composition, metadata=OMITTED
    )
    adjustments: tuple[Adjustment, ...] = attrs.field(
        default=(), converter=_adjustments
    )
    grading: GradingRule
    judgments: tuple[Judgment, ...] = attrs.field(default=(), converter=_judgments)
    quotas: tuple[Quota, ...] = attrs.field(default=(), converter=_quotas)
    caps: tuple[Cap, ...] = attrs.field(default=(), converter=_caps)
    eligibility: tuple[Eligibility, ...] = attrs.field(
        default=(), converter=_eligibility
    )
    consequences: tuple[Consequence, ...] = attrs.field(
        default=(), converter=_consequences
    )
    item_total: Fraction = attrs.field(
        default=Fraction(1), converter=exact, validator=positive
    )
    group_total: Fraction = attrs.field(
        default=Fraction(1), converter=exact, validator=positive
    )
    blank: BlankPolicy = attrs.field(default=BlankPolicy.ABSTAIN, converter=BlankPolicy)
    empty_group: EmptyGroupPolicy = attrs.field(
        default=EmptyGroupPolicy.ERROR, converter=EmptyGroupPolicy
    )
    rounding: Rounding = attrs.field(factory=Rounding)
    standard: Fraction | None = attrs.field(
        default=None, converter=attrs.converters.optional(exact)
    )
    reports: ReportRule | None = None

    def summary(self) -> Summary:
        """Return items, voter groups and components with their weights."""
        item, group, part = (
            Label(zh="测评项目", en="item"),
            Label(zh="参评主体", en="voter group"),
            Label(zh="组成部分", en="component"),
        )
        return Summary(
            caption=self.title,
            columns=(
                Label(zh="类别", en="part"),
                Label(zh="名称", en="name"),
                Label(zh="权重", en="weight"),
                Label(zh="编号", en="id"),
            ),
            rows=[
                *((item, i.label, i.weight, i.item_id) for i in self.items),
                *((group, g.label, g.weight, g.group_id) for g in self.voter_groups),
                *((part, c.label, c.weight, c.component_id) for c in self.components),
            ],
            shown=3,
        )

    def scale_of(self, item: Item) -> Scale:
        """Return the scale that an item's marks choose from.

        Args:
            item: The item.

        Returns:
            Its scale.

        Raises:
            UnknownIdError: If the rules have no scale of that code.
        """
        for scale in self.scales:
            if scale.scale_id == item.scale_id:
                return scale
        known = tuple(scale.scale_id for scale in self.scales)
        raise UnknownIdError("scale", item.scale_id, known)

    def options_of(self, item: Item) -> tuple[Option, ...]:
        """Return the options of an item under the words of its own ballot line."""
        options = self.scale_of(item).options
        if not item.option_labels:
            return options
        return tuple(
            attrs.evolve(option, label=label)
            for option, label in zip(options, item.option_labels, strict=True)
        )
