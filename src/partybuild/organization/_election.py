"""Terms of office, and the elections that are due."""

from datetime import date
from enum import Enum

import attrs
from dateutil.relativedelta import relativedelta

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Record
from partybuild.organization._approval import ApprovalKind
from partybuild.organization._kind import OrganizationKind, Sector
from partybuild.organization._most_special import most_special
from partybuild.organization._organization import Organization
from partybuild.organization._tree import OrganizationTree


class LeapDay(Enum):
    """On which day a term ends that began on 29 February, in another year."""

    CLIP = "clip"
    """On 28 February."""
    NEXT_DAY = "next_day"
    """On 1 March."""


def _years(_: object, __: object, value: int) -> None:
    if type(value) is not int or value < 1:
        raise ValueRangeError("term_years", repr(value), "a number of years")


@attrs.frozen(kw_only=True)
class TermRule(Record):
    """How long an elected body holds office.

    Attributes:
        code: Code of the rule, such as "PB-TERM-01".
        kinds: Kinds of organizations.
        sectors: Sectors; empty for all that have no rule of their own.
        term_years: Years.
        leap_day: What becomes of 29 February.
        most_shift_months: Months by which an election may be shifted with approval;
            None where nothing is laid down.
        basis: Article or decision.
    """

    code: str
    kinds: tuple[OrganizationKind, ...]
    sectors: tuple[Sector, ...] = ()
    term_years: int = attrs.field(validator=_years)
    leap_day: LeapDay = LeapDay.CLIP
    most_shift_months: int | None = None
    basis: Basis

    def due_on(self, elected_on: date) -> date:
        """Return the day on which the term that began on a day is over."""
        due = elected_on + relativedelta(years=self.term_years)
        clipped = due.day != elected_on.day
        if clipped and self.leap_day is LeapDay.NEXT_DAY:
            return due + relativedelta(days=1)
        return due


class ElectionState(Enum):
    """How an organization stands to its next election."""

    NOTICE = "notice"
    """It is due within the time of notice."""
    OVERDUE = "overdue"
    """It is due, and was not held."""
    UNRECORDED = "unrecorded"
    """The last election is not recorded, so nothing can be computed."""


@attrs.frozen(kw_only=True)
class DueElection(Record):
    """An election that is due, or soon will be.

    Attributes:
        organization_id: Organization.
        state: How it stands.
        elected_on: Day of the last election; None where not recorded.
        due_on: Day on which the term is over, an approved shift included.
        term_over_on: Day on which the term is over by the rule alone.
        shifted: Whether an approval shifted the election.
        shift_too_long: Whether it shifted it further than the rule allows.
        rule: Rule of the term.
    """

    organization_id: str
    state: ElectionState
    elected_on: date | None = None
    due_on: date | None = None
    term_over_on: date | None = None
    shifted: bool = False
    shift_too_long: bool = False
    rule: TermRule


def term_of(organization: Organization, rules: tuple[TermRule, ...]) -> TermRule | None:
    """Return the rule for the term of an organization.

    Args:
        organization: The organization.
        rules: Rules in force.

    Returns:
        The rule for its kind and sector; None where none is made for it: a working
        committee is dispatched and not elected.

    Raises:
        AmbiguousRuleError: If two rules claim it.
    """
    of_kind = [rule for rule in rules if organization.kind in rule.kinds]
    what = f"term of a {organization.kind.value}"
    return most_special(of_kind, organization.sector, what)


def elections_due(
    tree: OrganizationTree,
    on: date,
    notice: relativedelta,
    rules: tuple[TermRule, ...],
) -> tuple[DueElection, ...]:
    """Return the elections that are due on a day, or within the time of notice.

    Args:
        tree: Organizations through time, with their elections.
        on: The day.
        notice: How long ahead one wants to know, such as
            ``relativedelta(months=6)``.
        rules: Terms in force; `partybuild.rules.term_rules` has those of the
            documents.

    Returns:
        Elections due, the most overdue first, then those not recorded, by id.

    Raises:
        AmbiguousRuleError: If two rules claim one organization.

    Shapes:
        ``n`` organizations of the day, at most one election each.

    Units:
        Days; a term that began on 1 July 2018 for three years is over on 1 July
        2021.

    Source:
        The rules carry it.
    """
    found: list[DueElection] = []
    for organization in tree.at(on).organizations:
        rule = term_of(organization, rules)
        if rule is not None:
            election = _next(organization, rule)
            if election.due_on is None or election.due_on <= on:
                found.append(election)
            elif election.due_on - notice <= on:
                found.append(attrs.evolve(election, state=ElectionState.NOTICE))
    return tuple(sorted(found, key=lambda e: (e.due_on or date.max, e.organization_id)))


def _next(organization: Organization, rule: TermRule) -> DueElection:
    # A body that was founded and has not elected yet is due from its founding on the
    # same count, for its first committee took office then.
    since = organization.elected_on or organization.founded_on
    if since is None:
        return DueElection(
            organization_id=organization.organization_id,
            state=ElectionState.UNRECORDED,
            rule=rule,
        )
    over = due = rule.due_on(since)
    for approval in organization.approvals:
        if (
            approval.kind is ApprovalKind.ELECTION_SHIFT
            and approval.until is not None
            and since < approval.granted_on
        ):
            due = approval.until
    most = rule.most_shift_months
    return DueElection(
        organization_id=organization.organization_id,
        state=ElectionState.OVERDUE,
        elected_on=organization.elected_on,
        due_on=due,
        term_over_on=over,
        shifted=due != over,
        shift_too_long=most is not None
        and not over - relativedelta(months=most)
        <= due
        <= over + relativedelta(months=most),
        rule=rule,
    )
