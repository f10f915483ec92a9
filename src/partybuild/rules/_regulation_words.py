"""What dated rules say, in words."""

from fractions import Fraction

from partybuild.kernel import Label, exact_text
from partybuild.organization import (
    CommitteeSizeRule,
    CountedMembers,
    FormationRule,
    JointBranchRule,
    MemberBand,
    ProjectBranchRule,
    TermRule,
)


def band_words(band: MemberBand) -> Label:
    """Return a band in words that say whether each edge is included."""
    zh: list[str] = []
    en: list[str] = []
    if band.least is not None:
        included = band.least_included
        zh.append(f"{band.least}名以上（含）" if included else f"超过{band.least}名")
        en.append(f"at least {band.least}" if included else f"more than {band.least}")
    if band.most is not None:
        included = band.most_included
        zh.append(f"不超过{band.most}名" if included else f"不足{band.most}名")
        en.append(f"at most {band.most}" if included else f"fewer than {band.most}")
    return Label(zh="、".join(zh), en=" and ".join(en))


def formation_words(rule: FormationRule) -> Label:
    """Return how many members an organization of a kind has."""
    full = rule.counted is CountedMembers.FULL
    band = band_words(rule.band)
    return Label(
        zh=("正式党员" if full else "党员")
        + ("一般" if rule.upper_is_normal else "")
        + band.zh
        + ("；经批准可少于此数" if rule.fewer_with_approval else ""),
        en=("normally " if rule.upper_is_normal else "")
        + band.en
        + (" full members" if full else " members")
        + ("; fewer with approval" if rule.fewer_with_approval else ""),
    )


def committee_words(rule: CommitteeSizeRule) -> Label:
    """Return how many members a committee has."""
    band, first = band_words(rule.band), rule.from_full_members
    return Label(
        zh=f"委员{band.zh}"
        + (f"；正式党员{first}名以上（含）设委员会" if first else ""),
        en=f"{band.en} committee members"
        + (f"; a committee from {first} full members on" if first else ""),
    )


def joint_words(rule: JointBranchRule) -> Label:
    """Return which workplaces a joint branch covers."""
    return Label(
        zh=f"正式党员不足{rule.fewer_than}名的单位，一般不超过{rule.most_workplaces}个",
        en=f"workplaces with fewer than {rule.fewer_than} full members, normally at "
        f"most {rule.most_workplaces}",
    )


def project_words(rule: ProjectBranchRule) -> Label:
    """Return how long a project with a branch lasts."""
    return Label(
        zh=f"{rule.least_months}个月以上（含）",
        en=f"{rule.least_months} months or longer",
    )


def term_words(rule: TermRule) -> Label:
    """Return the years of a term."""
    return Label(zh=f"{rule.term_years}年", en=f"{rule.term_years} years")


def share_words(share: Fraction) -> Label:
    """Return a share as a percentage where it is a short one, else as a fraction."""
    percent = share * 100
    if percent.denominator == 1:
        return Label.same(f"{exact_text(percent)}%")
    return Label.same(exact_text(share))
