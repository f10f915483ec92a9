"""Kinds and sectors of primary-level Party organizations."""

from enum import Enum

from partybuild.kernel import Label


class OrganizationKind(Enum):
    """What an organization is."""

    WORKING_COMMITTEE = "working_committee"
    """党工委: dispatched by a local committee."""
    COMMITTEE = "committee"
    """党委."""
    GENERAL_BRANCH = "general_branch"
    """党总支."""
    BRANCH = "branch"
    """党支部."""
    LEADING_GROUP = "leading_group"
    """党组: in state or other non-Party bodies."""

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _KINDS[self]


_KINDS = {
    OrganizationKind.WORKING_COMMITTEE: Label(
        zh="党工委", en="Party working committee"
    ),
    OrganizationKind.COMMITTEE: Label(zh="党委", en="Party committee"),
    OrganizationKind.GENERAL_BRANCH: Label(zh="党总支", en="general Party branch"),
    OrganizationKind.BRANCH: Label(zh="党支部", en="Party branch"),
    OrganizationKind.LEADING_GROUP: Label(zh="党组", en="leading Party members group"),
}


class Sector(Enum):
    """Where an organization works; formation rules differ by sector."""

    VILLAGE = "village"
    COMMUNITY = "community"
    SUBDISTRICT = "subdistrict"
    TOWNSHIP = "township"
    OFFICE = "office"
    STATE_ENTERPRISE = "state_enterprise"
    UNIVERSITY = "university"
    HOSPITAL = "hospital"
    INSTITUTION = "institution"
    NON_PUBLIC = "non_public"
    SOCIAL = "social"

    @property
    def label(self) -> Label:
        """Name of the sector."""
        return _SECTORS[self]


_SECTORS = {
    Sector.VILLAGE: Label(zh="村", en="village"),
    Sector.COMMUNITY: Label(zh="社区", en="community"),
    Sector.SUBDISTRICT: Label(zh="街道", en="subdistrict"),
    Sector.TOWNSHIP: Label(zh="乡镇", en="township"),
    Sector.OFFICE: Label(zh="机关", en="Party and state office"),
    Sector.STATE_ENTERPRISE: Label(zh="国有企业", en="state-owned enterprise"),
    Sector.UNIVERSITY: Label(zh="高校", en="university"),
    Sector.HOSPITAL: Label(zh="公立医院", en="public hospital"),
    Sector.INSTITUTION: Label(zh="其他事业单位", en="other public institution"),
    Sector.NON_PUBLIC: Label(zh="非公有制经济组织", en="non-public enterprise"),
    Sector.SOCIAL: Label(zh="社会组织", en="social organization"),
}
