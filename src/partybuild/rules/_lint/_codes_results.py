"""Codes of findings about grades, conditions and better ballots."""

from partybuild.kernel import Severity
from partybuild.rules._lint._code import CodeRow

ROWS: tuple[CodeRow, ...] = (
    (
        1,
        Severity.ERROR,
        ("等次无人能得", "nobody can get a grade"),
        (
            "请核对分数线、条件、比例和限定等次的情形",
            "check the edges, conditions, shares and caps",
        ),
    ),
    (
        2,
        Severity.ERROR,
        ("条件不可能成立", "conditions can never hold"),
        (
            "请核对界限的单位和方向，或删去这一条",
            "check units and directions of the thresholds, or strike it out",
        ),
    ),
    (
        3,
        Severity.WARNING,
        ("比较总是成立，等于没有规定", "a comparison always holds and so says nothing"),
        (
            "请核对界限的单位，或删去",
            "check the unit of the threshold, or strike it out",
        ),
    ),
    (
        4,
        Severity.WARNING,
        ("被前面的各档遮住，永远轮不到", "it never decides: earlier ones cover it"),
        ("请调整先后，或删去", "change the order, or strike it out"),
    ),
    (
        5,
        Severity.WARNING,
        (
            "两档部分重叠而结果不同，先后决定结果",
            "two cases overlap in part with different results; their order decides",
        ),
        (
            "请使各档互不重叠，或在文件中写明先后",
            "make them exclude each other, or state the order in the document",
        ),
    ),
    (
        6,
        Severity.WARNING,
        ("限定等次的情形限不住任何等次", "a cap holds no grade down"),
        ("请写明限定到哪一等", "name a worse grade than the best"),
    ),
    (
        10,
        Severity.ERROR,
        ("票投得更好，得分反而降低", "a better ballot lowers a score"),
        (
            "请修改选项、权重或各档分值",
            "mend the options, weights or points of the steps",
        ),
    ),
    (
        11,
        Severity.ERROR,
        ("票投得更好，等次反而降低", "a better ballot lowers a grade"),
        ("请修改条件的方向或先后", "mend the direction or the order of conditions"),
    ),
    (
        12,
        Severity.INFO,
        (
            "未能证明票投得更好时结果不降低，也没有找到反例",
            "not proven that a better ballot never lowers it, and no example found",
        ),
        ("请用实例核对", "check it by examples"),
    ),
    (
        13,
        Severity.WARNING,
        (
            "投得更好的票会因选票规定作废",
            "a ballot check voids a ballot for being better",
        ),
        (
            "请改为只提示不作废，或在填票说明中写明",
            'flag such ballots only (effect = "flag"), or say so on the form',
        ),
    ),
    (
        14,
        Severity.WARNING,
        (
            "票投得更好，同分时的次序反而靠后",
            "a better ballot lowers the key that breaks ties",
        ),
        (
            "请改用越高越好的指标",
            "take a measure of which more is better",
        ),
    ),
)
