"""Words for the parts and attributes of schemes, for accounts of what changed."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import cast

import attrs

from partybuild.kernel import Basis, Label, day_text, exact_text
from partybuild.rules._value_words import VALUES

_SHARES = frozenset(
    {"ceiling", "worse_at_least", "with_approval", "share", "least_problem_share"}
)
_WEIGHTS = frozenset({"weight"})


def _words(rows: str) -> Mapping[str, Label]:
    found: dict[str, Label] = {}
    for row in rows.strip().splitlines():
        name, zh, *en = row.split(maxsplit=2)
        found[name] = Label(zh=zh, en=en[0] if en else name.replace("_", " ").lower())
    return found


PARTS = _words(
    """
Scale 量表
Option 选项
Item 测评项目
VoterGroup 参评主体 voter group
GroupSet 参评主体大类 group set
SubjectClass 对象类别 subject class
ClassWeight 类别权重 class weight
AllEqual 选票校验 ballot check
Distribution 选票校验 ballot check
OverallAgrees 选票校验 ballot check
BallotMeasure 量值 measure
RateMeasure 比率 rate
EnteredMeasure 录入值 entered value
EventMeasure 扣分表 table of events
StepMeasure 分档得分 points by steps
RankMeasure 名次得分 points by place
RelativeMeasure 相对得分 points relative to the best
SumMeasure 合计 sum
Part 加项 term
EventLine 事项 line
Step 档次 step
Component 组成部分
Adjustment 加减分
Grading 等次划分
ConditionGrading 等次划分 grading
RankGrading 等次划分 grading
Ungraded 等次划分 grading
GradeBand 等次 grade
Grade 等次
GradeCase 等次情形 case
GradeShare 等次 grade
Quota 名额限制
UnitCeiling 按单位等次的上限 ceiling by unit grade
Judgment 综合研判
Cap 一票否决 cap
Eligibility 不参评 eligibility rule
Consequence 结果运用
Rounding 修约
ReportRule 述职报告要求 report rule
TrimmedMean 截尾平均 trimmed mean
PlainMean 平均 mean
MedianMark 中位数 median
RulebookVersion 版本 version
Period 施行期间
"""
)

ATTRIBUTES = _words(
    """
version 版本
first 起始日 first day
last 截止日 last day
title 名称
label 名称 name
basis 依据
composition 总分构成
item_total 项目权重总和 total of the item weights
group_total 主体权重总和 total of the group weights
blank 空白 blanks
empty_group 无有效票 empty voter groups
standard 达标线
weight 权重
scale_id 量表 scale
area 责任领域
option_labels 选项用语 words for the options
classes 适用类别
class_weights 类别权重
kinds 人员类别 kinds of voters
within 所属大类
total 总和
value 分值
most 最高
least 最低
step 步长
effect 处理
item_id 项目 item
lower 下限
upper 上限
overall 总评项目 overall item
items 项目
most_apart 最大差距 largest distance
groups 参评主体 voter groups
average 平均方法
base 基数
each 每端去掉个数 marks dropped at each end
share 比例
split_marks 拆分分数
least_raters 最少评分人数
too_few 人数不足 too few raters
options 选项
less 扣除
pooled 不分主体
required 必须录入
full 满分 full points
floor 最低分
lines 事项
taken 计分方式
steps 档次
otherwise 其他情形
of 依据量值 measure
parts 加项
weight_total 权重总和
measure_id 量值 measure
kind 类型
limit 限额
adjustments 加减分
bands 等次分数线
grades 等次
cases 情形
when 条件 conditions
points 分数
grade_id 等次 grade
worse_at_least 以下等次至少占 share that must be worse
ceiling 比例上限
heads 人数上限 largest number of heads
rounding 修约
scope 范围
by_unit_grade 按单位等次的上限 ceilings by unit grade
with_approval 经批准的上限 ceiling with approval
held_down_take_place 受限者占名额
ties 同分处理
tie_keys 同分依次比较
unit_grade 单位等次
answer_required 须逐人认定
action 运用方式
within_months 时限（月）
places 小数位 decimal places
mode 修约方式
zeros 末尾零
thresholds 界限取值
least_problem_share 问题部分最低占比
most_characters 最多字数
scales 量表
subject_classes 对象类别
voter_groups 参评主体
group_sets 参评主体大类
ballot_checks 选票校验
measures 量值
components 组成部分
grading 等次划分
quotas 名额限制
judgments 综合研判
caps 一票否决
eligibility 不参评
consequences 结果运用
reports 述职报告要求
rules 办法
versions 版本
period 施行期间
rulebook_id 编号 code
comparison 比较
threshold 界限
end 端
cap_id 否决事项 cap
conditions 条件
class_id 类别 class
"""
)

_YES, _NO = Label(zh="是", en="yes"), Label(zh="否", en="no")
_NOTHING = Label(zh="无", en="none")


def basis_label(basis: Basis) -> Label:
    """Return a basis in both languages."""
    return Label(zh=basis.text("zh"), en=basis.text("en"))


def value_label(name: str, value: object) -> Label:
    """Return what an attribute says.

    Args:
        name: The attribute; shares are written as percentages.
        value: What it holds.

    Returns:
        Its words.
    """
    match value:
        case Label():
            return value
        case Enum():
            return VALUES[value]
        case bool():
            return _YES if value else _NO
        case Fraction():
            return Label.same(_number(name, value))
        case date():
            return Label(zh=day_text(value, "zh"), en=day_text(value, "en"))
        case tuple():
            return _list(
                [value_label(name, one) for one in cast("tuple[object, ...]", value)]
            )
        case _:
            return _record(value)


def _number(name: str, value: Fraction) -> str:
    share = name in _SHARES or (name in _WEIGHTS and 0 <= value <= 1)
    percent = exact_text(value * 100)
    # Nobody writes 100/3%; then the share stays the fraction that the rule states.
    return f"{percent}%" if share and "/" not in percent else exact_text(value)


def _list(parts: list[Label]) -> Label:
    if not parts:
        return _NOTHING
    return Label(
        zh="、".join(part.zh for part in parts), en=", ".join(part.en for part in parts)
    )


def _record(value: object) -> Label:
    """Return the words of a value without a code, attribute by attribute."""
    if isinstance(value, Basis):
        return basis_label(value)
    if not attrs.has(type(value)):
        text = str(value)
        return Label.same(text) if text.strip() else _NOTHING
    kind = cast("type[attrs.AttrsInstance]", type(value))
    parts = [
        (ATTRIBUTES[field.name], value_label(field.name, getattr(value, field.name)))
        for field in attrs.fields(kind)
        if field.name != "basis" and getattr(value, field.name) not in (None, ())
    ]
    if not parts:
        return PARTS.get(type(value).__name__, _NOTHING)
    return Label(
        zh="，".join(f"{name.zh}{said.zh}" for name, said in parts),
        en=", ".join(f"{name.en} {said.en}" for name, said in parts),
    )
