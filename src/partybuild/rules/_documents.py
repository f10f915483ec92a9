"""The documents that the bundled rules are taken from."""

from datetime import date

from partybuild.kernel import Citation, CitationStatus, Label

CENTRAL_COMMITTEE = Label(zh="中共中央", en="Central Committee")
# First day from which the documents below surely applied. Where the day of issue is
# not confirmed, it is the day of the report on it, or the next first of January.
BRANCHES_FROM = date(2018, 10, 28)
VILLAGES_FROM = date(2019, 1, 10)
OFFICES_FROM = date(2020, 1, 1)
ENTERPRISES_FROM = date(2019, 12, 30)
ELECTIONS_FROM = date(2020, 7, 13)


def party_constitution(locator: str) -> Citation:
    """Return the Party Constitution as the Nineteenth National Congress left it."""
    return Citation(
        title=Label(
            zh="中国共产党章程", en="Constitution of the Communist Party of China"
        ),
        locator=locator,
        issuer=Label(
            zh="中国共产党第十九次全国代表大会", en="Nineteenth National Congress"
        ),
        issued=date(2017, 10, 24),
    )


def branch_regulations(locator: str = "") -> Citation:
    """Return the regulations on the work of branches, trial text of 2018."""
    return Citation(
        title=Label(
            zh="中国共产党支部工作条例（试行）",
            en="Regulations on the Work of Branches of the Communist Party of China "
            "(for Trial Implementation)",
        ),
        locator=locator,
        issuer=CENTRAL_COMMITTEE,
        issued=date(2018, 10, 28),
    )


def village_regulations() -> Citation:
    """Return the regulations on rural primary-level organizations.

    Reported on 10 January 2019; no article is confirmed.
    """
    return Citation(
        title=Label(
            zh="中国共产党农村基层组织工作条例",
            en="Regulations on the Work of Rural Primary-Level Party Organizations",
        ),
        issuer=CENTRAL_COMMITTEE,
    )


def office_regulations(locator: str) -> Citation:
    """Return the regulations on offices; their day of issue is not confirmed."""
    return Citation(
        title=Label(
            zh="中国共产党党和国家机关基层组织工作条例",
            en="Regulations on the Work of Primary-Level Organizations of Party and "
            "State Offices",
        ),
        locator=locator,
        issuer=CENTRAL_COMMITTEE,
    )


def enterprise_regulations(locator: str) -> Citation:
    """Return the regulations on state-owned enterprises, trial text of 2019."""
    return Citation(
        title=Label(
            zh="中国共产党国有企业基层组织工作条例（试行）",
            en="Work Regulations for Grassroots Organizations of the CPC in "
            "State-owned Enterprises (for Trial Implementation)",
        ),
        locator=locator,
        issuer=CENTRAL_COMMITTEE,
        issued=date(2019, 12, 30),
    )


def election_regulations(locator: str) -> Citation:
    """Return the regulations on elections of 2020."""
    return Citation(
        title=Label(
            zh="中国共产党基层组织选举工作条例",
            en="Regulations on Elections of Primary-Level Party Organizations",
        ),
        locator=locator,
        issuer=CENTRAL_COMMITTEE,
        issued=date(2020, 7, 13),
    )


def practice(zh: str, en: str) -> Citation:
    """Return a citation of what is in use without a confirmed central article."""
    return Citation(title=Label(zh=zh, en=en), status=CitationStatus.PRACTICE)
