"""What the Party Constitution fixes for every primary-level organization."""

from datetime import date

from partybuild.kernel import Label, Period
from partybuild.organization import MemberBand
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._documents import party_constitution

# The text of 2017; that the revision of 22 October 2022 left these articles alone is
# not confirmed, so what is known ends on the day before it.
_IN_FORCE = Period(date(2017, 10, 24), date(2022, 10, 21))

LEAST_FULL_MEMBERS: DatedRule[MemberBand] = DatedRule(
    code="PB-CONST-01",
    title=Label(
        zh="成立党的基层组织的正式党员人数",
        en="full members with whom a primary-level organization is formed",
    ),
    unit=Label(zh="正式党员人数", en="full members"),
    versions=[
        RuleVersion(
            period=_IN_FORCE,
            value=MemberBand(least=3),
            basis=party_constitution("第三十条"),
        )
    ],
)
"""Three full members or more; no further bands are stated there."""

TERM_YEARS: DatedRule[tuple[int, int]] = DatedRule(
    code="PB-CONST-02",
    title=Label(zh="党的基层委员会的任期", en="term of any primary-level committee"),
    unit=Label(zh="年", en="years"),
    versions=[
        RuleVersion(
            period=_IN_FORCE, value=(3, 5), basis=party_constitution("第三十一条")
        )
    ],
)
"""Shortest and longest term; the regulations for each sector choose within it."""
