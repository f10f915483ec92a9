"""Codes of findings about places, ballots and sources."""

from partybuild.kernel import Severity
from partybuild.rules._lint._code import CodeRow

ROWS: tuple[CodeRow, ...] = (
    (
        40,
        Severity.INFO,
        ("人数少时没有名额", "with few heads there is no place"),
        ("请写明人数少时怎么办", "state what happens then"),
    ),
    (
        41,
        Severity.WARNING,
        ("取整后超过规定的比例", "rounding exceeds the share that is stated"),
        ('请用去尾取整（rounding = "floor"）', 'use rounding = "floor"'),
    ),
    (
        42,
        Severity.WARNING,
        (
            "较宽范围的名额少于较窄范围的名额",
            "the limit on more grades leaves fewer places than that on fewer grades",
        ),
        ("请核对两个比例", "check the two shares"),
    ),
    (
        43,
        Severity.WARNING,
        ("没有规定这一单位等次的名额", "a quota forgets a grade of the unit"),
        ("请在 by_unit_grade 中补上", "add it to by_unit_grade"),
    ),
    (
        44,
        Severity.WARNING,
        ("按名次的名额超过人数", "places by rank exceed the heads"),
        ("请用去尾取整，或核对比例", "round down, or check the shares"),
    ),
    (
        50,
        Severity.ERROR,
        ("没有一张票能同时符合各项名额限制", "no ballot can meet all limits"),
        ("请核对各项限制", "check the limits"),
    ),
    (
        51,
        Severity.WARNING,
        ("名额限制只适合某些人数", "the limits fit some numbers of subjects only"),
        ("请按比例规定，或写明适用的人数", "state shares, or the number they are for"),
    ),
    (
        52,
        Severity.ERROR,
        ("每张票都不符合选票规定", "every ballot fails a check"),
        ("请核对界限的单位", "check the units of its limits"),
    ),
    (
        53,
        Severity.WARNING,
        ("没有一张票会不符合选票规定", "no ballot can fail a check"),
        ("请核对界限的单位，或删去", "check the units of its limits, or strike it out"),
    ),
    (
        54,
        Severity.ERROR,
        ("去掉极端分后什么也不剩", "nothing is left when the extremes are dropped"),
        ("请提高起算人数（least_raters）", "raise least_raters"),
    ),
    (
        55,
        Severity.WARNING,
        ("去掉的分多于留下的分", "more marks are dropped than kept"),
        ("请提高起算人数（least_raters）", "raise least_raters"),
    ),
    (
        56,
        Severity.WARNING,
        ("同一类人员属于两个参评主体", "voters of one kind belong to two groups"),
        ("请只归入一个主体", "let every kind belong to one group"),
    ),
    (
        60,
        Severity.INFO,
        ("依据未经核实", "a citation is not confirmed"),
        ("请对照原文核实", "check it against the document"),
    ),
    (
        61,
        Severity.INFO,
        ("依据是通行做法，不是条文", "it rests on practice, not on an article"),
        ("请确认本单位的文件这样规定", "make sure that your own document says so"),
    ),
    (
        62,
        Severity.INFO,
        ("是本单位自己的决定", "it rests on a decision of one's own"),
        ("公布时请注明", "say so when it is published"),
    ),
    (
        63,
        Severity.INFO,
        ("依据没有写明条款", "a citation names no article"),
        ("请补上条款", "add the article"),
    ),
    (
        64,
        Severity.INFO,
        ("百分比的基数没有写明，按默认基数计算", "a base is left to its default"),
        ("请写明基数（base）", "write the base that the document means (base)"),
    ),
)
