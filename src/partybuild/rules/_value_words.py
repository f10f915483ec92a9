"""Words for the values that a rule chooses from."""

from collections.abc import Mapping
from enum import Enum

from partybuild.kernel import Label, RoundingMode, ThresholdValue, TrailingZeros
from partybuild.rules._average import TooFew
from partybuild.rules._ballot_check import CheckEffect
from partybuild.rules._ballot_policy import Base, BlankPolicy, EmptyGroupPolicy
from partybuild.rules._comparison import Comparison
from partybuild.rules._composition import AdjustmentKind, ComponentKind, Composition
from partybuild.rules._condition import End
from partybuild.rules._consequence import Action
from partybuild.rules._event_line import Taken
from partybuild.rules._quota import QuotaBase, QuotaScope, TiePolicy
from partybuild.rules._quota_rounding import QuotaRounding
from partybuild.rules._report_rule import ReportPart

_ROWS: tuple[tuple[Enum, str, str], ...] = (
    (BlankPolicy.ABSTAIN, "按弃权处理", "counts as an abstention"),
    (BlankPolicy.FORBIDDEN, "不得留空", "not allowed"),
    (EmptyGroupPolicy.ERROR, "不予计算", "no result"),
    (
        EmptyGroupPolicy.RENORMALIZE,
        "其权重由其他主体按比例分担",
        "the other groups share its weight in proportion",
    ),
    (
        EmptyGroupPolicy.ZERO,
        "该项不计，其他主体权重不变",
        "left out, the other weights stay",
    ),
    (Base.VALID_MARKS, "有效选项数", "marks that chose an option"),
    (Base.VALID_BALLOTS, "有效票数", "valid ballots"),
    (Base.RETURNED, "收回票数", "ballots returned"),
    (Base.ISSUED, "发出票数", "ballots issued"),
    (Base.PRESENT, "实到人数", "those present"),
    (Base.ENTITLED, "应到人数", "those entitled to attend"),
    (CheckEffect.VOID_MARKS, "有关选项作废", "the marks concerned are spoilt"),
    (CheckEffect.VOID_BALLOT, "该票作废", "the ballot is spoilt"),
    (CheckEffect.VOID_VOTE, "本次测评无效", "the whole vote is void"),
    (CheckEffect.FLAG, "照常计入并提示", "counts, and is reported"),
    (TooFew.PLAIN_MEAN, "按全部选项平均", "the mean of all marks"),
    (TooFew.ERROR, "不予计算", "no result"),
    (Taken.ALL, "各事项累计", "all lines count"),
    (Taken.HIGHEST, "就高不就低，不重复计分", "only the line with the most points"),
    (Composition.WEIGHTED, "按权重合成", "by weight"),
    (Composition.ADDED, "各部分相加", "parts are added"),
    (ComponentKind.BALLOTS, "民主测评得分", "score of the democratic assessment"),
    (ComponentKind.ENTERED, "有关单位评分", "score handed in by a body"),
    (ComponentKind.MEASURE, "办法规定的量值", "value of a measure"),
    (AdjustmentKind.BONUS, "加分", "bonus"),
    (AdjustmentKind.DEDUCTION, "扣分", "deduction"),
    (End.TOP, "靠前", "top"),
    (End.BOTTOM, "靠后", "bottom"),
    (QuotaScope.ALL, "全体参评对象", "all who are assessed together"),
    (QuotaScope.UNIT, "各单位分别计算", "each unit apart"),
    (QuotaBase.ASSESSED, "参加评定等次的人数", "subjects who are graded"),
    (QuotaBase.HEADCOUNT, "单位总人数", "heads of the units"),
    (TiePolicy.EXCLUDE, "均不列入", "none of them is admitted"),
    (TiePolicy.INCLUDE, "均列入", "all of them are admitted"),
    (TiePolicy.KEYS, "依次比较其他量值", "further measures decide"),
    (TiePolicy.DECISION, "由考核组织决定", "the body decides"),
    (QuotaRounding.FLOOR, "只舍不入", "down"),
    (QuotaRounding.HALF_UP, "四舍五入", "half up"),
    (QuotaRounding.CEILING, "只入不舍", "up"),
    (RoundingMode.HALF_UP, "四舍五入", "half away from zero"),
    (RoundingMode.HALF_EVEN, "四舍六入五成双", "half to even"),
    (RoundingMode.DOWN, "只舍不入", "cut off"),
    (TrailingZeros.KEEP, "保留", "kept"),
    (TrailingZeros.DROP_WHEN_EXACT, "恰为精确值时略去", "dropped where exact"),
    (TrailingZeros.DROP, "略去", "dropped"),
    (ThresholdValue.EXACT, "未修约的精确值", "the exact value"),
    (ThresholdValue.ROUNDED, "修约后的数值", "the rounded value"),
    (Action.PRAISE, "表彰", "praise"),
    (Action.TALK, "约谈", "interview"),
    (Action.RECTIFY, "限期整改", "rectification within a time limit"),
    (Action.ADJUST, "组织调整", "organizational adjustment"),
    (Action.BAR, "不得评为优秀", "barred from the top annual grade"),
    (Action.OTHER, "其他", "other"),
)

VALUES: Mapping[Enum, Label] = {
    **{member: Label(zh=zh, en=en) for member, zh, en in _ROWS},
    **{member: member.label for member in (*Comparison, *ReportPart)},
}
"""Words of every value that the rules of a scheme choose from."""
