"""Properties of a scheme, proven before there is any data."""

import attrs

from partybuild.kernel import Finding, sorted_findings
from partybuild.rules._lint._ballot_checks import lint_ballots
from partybuild.rules._lint._condition_checks import lint_conditions
from partybuild.rules._lint._grade_checks import lint_grades
from partybuild.rules._lint._monotone_checks import (
    MonotoneProof,
    lint_monotone,
    prove,
)
from partybuild.rules._lint._number_checks import lint_numbers
from partybuild.rules._lint._part_checks import lint_parts
from partybuild.rules._lint._quota_checks import lint_quotas
from partybuild.rules._lint._report import Case
from partybuild.rules._lint._scheme import told
from partybuild.rules._lint._source_notes import lint_sources
from partybuild.rules._review_rules import ReviewRules
from partybuild.rules._rulebook import Rulebook

_CHECKS = (
    lint_grades,
    lint_conditions,
    lint_monotone,
    lint_numbers,
    lint_parts,
    lint_quotas,
    lint_ballots,
    lint_sources,
)


def lint(rules: ReviewRules | Rulebook) -> tuple[Finding, ...]:
    """Prove properties of a scheme before there is any data.

    What contradicts itself cannot be built at all; what is found here can be, and
    does not do what whoever wrote it may have meant. The codes stand in
    `LINT_CODES`.

    Args:
        rules: A scheme, or a rulebook with all its versions.

    Returns:
        The findings, sorted. Of a rulebook with several versions each subject
        begins with the name of the version.
    """
    if isinstance(rules, ReviewRules):
        return sorted_findings(_findings(rules))
    several = len(rules.versions) > 1
    return sorted_findings(
        attrs.evolve(
            finding,
            subject=f"{version.version}: {finding.subject}"
            if several
            else finding.subject,
        )
        for version in rules.versions
        for finding in _findings(version.rules)
    )


def prove_monotone(rules: ReviewRules) -> MonotoneProof:
    """Prove that a better ballot never lowers a total or a grade.

    Raised are marks of one subject; what others get stays as it is. Quotas admit
    by total, so they keep what holds for the total.

    Args:
        rules: A scheme.

    Returns:
        What is proven, with an example in marks where it fails.
    """
    return prove(_case(rules))


def _case(rules: ReviewRules) -> Case:
    classes = [one.class_id for one in rules.subject_classes]
    if not rules.varied:
        classes.append("")  # Nobody has to be put into a class then.
    return Case(rules, tuple(told(rules, class_id) for class_id in classes))


def _findings(rules: ReviewRules) -> list[Finding]:
    case = _case(rules)
    found = [finding for check in _CHECKS for finding in check(case)]
    return list(dict.fromkeys(found))
