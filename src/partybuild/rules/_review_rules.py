"""All that one version of a review scheme says."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.errors import UnknownIdError, ValueRangeError
from partybuild.kernel import Label, Rounding, exact
from partybuild.rules._ballot_policy import BlankPolicy, EmptyGroupPolicy
from partybuild.rules._checks import refuse_other_sum, refuse_repeats
from partybuild.rules._composition import Adjustment, Component, ComponentKind
from partybuild.rules._grading import Cap, Grading, Quota
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._report_rule import ReportRule
from partybuild.rules._scale import Option, Scale


def _scale_list(scale_list: Iterable[Scale]) -> tuple[Scale, ...]:
    return tuple(scale_list)


def _items(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(items)


def _groups(groups: Iterable[VoterGroup]) -> tuple[VoterGroup, ...]:
    return tuple(groups)


def _components(components: Iterable[Component]) -> tuple[Component, ...]:
    return tuple(components)


def _adjustments(adjustments: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    return tuple(adjustments)


def _quotas(quotas: Iterable[Quota]) -> tuple[Quota, ...]:
    return tuple(quotas)


def _caps(caps: Iterable[Cap]) -> tuple[Cap, ...]:
    return tuple(caps)


def _positive(_: object, field: "attrs.Attribute[Fraction]", value: Fraction) -> None:
    if value <= 0:
        raise ValueRangeError(field.name, value, "a number above 0")


def _scales(_: object, __: object, scales: tuple[Scale, ...]) -> None:
    refuse_repeats("scale", [scale.scale_id for scale in scales])


@attrs.frozen(kw_only=True)
class ReviewRules:
    """One complete scheme: what is marked, by whom, and what follows from it.

    Attributes:
        title: Name of the scheme.
        scales: Scales that the items' marks choose from.
        items: Assessed items, in the order of the ballot.
        voter_groups: Voter groups, in the order of the tables.
        components: Parts of the total; weights sum to 1.
        adjustments: Bonus and deduction points.
        grading: Grade bands.
        quotas: Limits on the share of a grade.
        caps: Facts that hold a grade down.
        item_total: Total that the item weights are stated against.
        group_total: Total that the group weights are stated against.
        blank: What a blank line means.
        empty_group: What happens to a group without a valid mark.
        rounding: How scores are printed, and what thresholds look at.
        standard: Item score below which an item counts as below standard.
        reports: What is asked of duty reports; None asks nothing.
    """

    title: Label
    scales: tuple[Scale, ...] = attrs.field(converter=_scale_list, validator=_scales)
    items: tuple[Item, ...] = attrs.field(converter=_items)
    voter_groups: tuple[VoterGroup, ...] = attrs.field(converter=_groups)
    components: tuple[Component, ...] = attrs.field(converter=_components)
    adjustments: tuple[Adjustment, ...] = attrs.field(
        default=(), converter=_adjustments
    )
    grading: Grading
    quotas: tuple[Quota, ...] = attrs.field(default=(), converter=_quotas)
    caps: tuple[Cap, ...] = attrs.field(default=(), converter=_caps)
    item_total: Fraction = attrs.field(
        default=Fraction(1), converter=exact, validator=_positive
    )
    group_total: Fraction = attrs.field(
        default=Fraction(1), converter=exact, validator=_positive
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

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not fit together."""
        refuse_repeats("item", [item.item_id for item in self.items])
        refuse_repeats("voter group", [g.group_id for g in self.voter_groups])
        refuse_repeats("quota", [quota.quota_id for quota in self.quotas])
        refuse_repeats("cap", [cap.cap_id for cap in self.caps])
        refuse_repeats(
            "component or adjustment",
            [c.component_id for c in self.components]
            + [a.adjustment_id for a in self.adjustments],
        )
        refuse_other_sum("items", [i.weight for i in self.items], self.item_total)
        refuse_other_sum(
            "voter groups", [g.weight for g in self.voter_groups], self.group_total
        )
        refuse_other_sum("components", [c.weight for c in self.components], Fraction(1))
        self._check_references()

    def _check_references(self) -> None:
        kinds = [c.kind for c in self.components]
        if kinds.count(ComponentKind.BALLOTS) != 1:
            raise ValueRangeError(
                "number of components of kind 'ballots'",
                kinds.count(ComponentKind.BALLOTS),
                "exactly 1",
            )
        for item in self.items:
            count = len(self.scale_of(item).options)
            if item.option_labels and len(item.option_labels) != count:
                raise ValueRangeError(
                    f"number of option labels of item {item.item_id!r}",
                    len(item.option_labels),
                    f"{count}, one for each option of its scale",
                )
            # One word for two options would count every mark for the first.
            refuse_repeats(
                f"word for an option of item {item.item_id!r}",
                [
                    word
                    for option in self.options_of(item)
                    for word in {option.option_id, option.label.zh, option.label.en}
                ],
            )
        for cap in self.caps:
            self.grading.get(cap.grade_id)
        for quota in self.quotas:
            if self.grading.get(quota.grade_id) is self.grading.bands[-1]:
                raise ValueRangeError(
                    f"grade of quota {quota.quota_id!r}",
                    quota.grade_id,
                    "a grade with a worse one below it, for those without a place",
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

    def item_weight(self, item: Item) -> Fraction:
        """Return an item's share of the whole."""
        return item.weight / self.item_total

    def group_weight(self, group: VoterGroup) -> Fraction:
        """Return a voter group's share of the whole."""
        return group.weight / self.group_total
