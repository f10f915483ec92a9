"""The parts of a scheme fit together, or every place where they do not is named."""

from collections import Counter
from collections.abc import Iterator

from partybuild.errors import DuplicateIdError
from partybuild.rules._composition import ComponentKind
from partybuild.rules._fault import Fault
from partybuild.rules._measure import EnteredMeasure, EventMeasure
from partybuild.rules._reference_check import reference_faults
from partybuild.rules._scheme_parts import SchemeParts
from partybuild.rules._weight_check import component_faults, sum_faults


def scheme_faults(
    rules: SchemeParts, unread: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Yield every contradiction between the parts of a scheme.

    Args:
        rules: The parts.
        unread: Attributes that could not be read in full; nothing is said that
            would need the rest of them.

    Yields:
        Faults; none where the parts fit together.
    """
    yield from _repeats(rules)
    yield from reference_faults(rules, unread)
    if not varied(rules):
        yield from sum_faults(rules, unread)
    elif "subject_classes" not in unread:
        for known in rules.subject_classes:
            yield from sum_faults(rules, unread, known.class_id)
    yield from component_faults(rules, unread)


def varied(rules: SchemeParts) -> bool:
    """Return whether weights or items depend on the class of the subject."""
    return any(item.classes or item.class_weights for item in rules.items) or any(
        group.class_weights for group in rules.voter_groups
    )


def entries(rules: SchemeParts) -> Iterator[tuple[str, str, str]]:
    """Yield the codes under which bodies hand something in.

    Args:
        rules: The parts.

    Yields:
        Attribute, code of the part, and code of the entry.
    """
    for component in rules.components:
        if component.kind is ComponentKind.ENTERED:
            yield "components", component.component_id, component.component_id
    for adjustment in rules.adjustments:
        for entry_id in adjustment.entry_ids:
            yield "adjustments", adjustment.adjustment_id, entry_id
    for measure in rules.measures:
        if isinstance(measure, EnteredMeasure):
            yield "measures", measure.measure_id, measure.measure_id
        elif isinstance(measure, EventMeasure):
            for line in measure.lines:
                yield "measures", measure.measure_id, line.line_id


def _repeats(rules: SchemeParts) -> Iterator[Fault]:
    part = "component or adjustment"
    named = [
        *(("scale", "scales", s.scale_id) for s in rules.scales),
        *(("item", "items", i.item_id) for i in rules.items),
        *(("voter group", "voter_groups", g.group_id) for g in rules.voter_groups),
        *(("group set", "group_sets", s.set_id) for s in rules.group_sets),
        *(
            ("subject class", "subject_classes", c.class_id)
            for c in rules.subject_classes
        ),
        *(("ballot check", "ballot_checks", c.check_id) for c in rules.ballot_checks),
        *(("quota", "quotas", quota.quota_id) for quota in rules.quotas),
        *(("judgment", "judgments", j.judgment_id) for j in rules.judgments),
        *(("cap", "caps", cap.cap_id) for cap in rules.caps),
        *(("eligibility rule", "eligibility", r.rule_id) for r in rules.eligibility),
        *(
            ("consequence", "consequences", c.consequence_id)
            for c in rules.consequences
        ),
        *((part, "components", c.component_id) for c in rules.components),
        *((part, "adjustments", a.adjustment_id) for a in rules.adjustments),
    ]
    seen = Counter((what, identifier) for what, _, identifier in named)
    # An adjustment may repeat the code of a component: the later of the two is named.
    last = {(what, code): attribute for what, attribute, code in named}
    for (what, code), times in seen.items():
        if times > 1:
            yield Fault((last[what, code], code), DuplicateIdError(what, code))
    entered = list(entries(rules))
    place = {entry: (attribute, code) for attribute, code, entry in entered}
    for entry_id, times in Counter(entry for _, _, entry in entered).items():
        if times > 1:
            yield Fault(place[entry_id], DuplicateIdError("entry", entry_id))
