"""Codes of findings about values, bounds, weights and units."""

from partybuild.kernel import Severity
from partybuild.rules._lint._code import CodeRow

ROWS: tuple[CodeRow, ...] = (
    (
        20,
        Severity.INFO,
        ("无论怎样投票，分值都不低于某数", "no vote brings a value below a bound"),
        (
            "请确认最低选项的分值是有意规定的",
            "make sure that the value of the lowest option is meant",
        ),
    ),
    (
        21,
        Severity.WARNING,
        (
            "参评主体没有有效票时其权重作废，得不到满分",
            "an empty voter group drops its weight, and full marks are out of reach",
        ),
        (
            "请规定按其余主体的权重折算，或不得计分",
            'let the others share its weight (empty_group = "renormalize"), or refuse',
        ),
    ),
    (
        22,
        Severity.WARNING,
        ("无论怎样数值都相同", "a value is always the same"),
        ("请核对选项、界限和分值", "check options, limits and points"),
    ),
    (
        23,
        Severity.WARNING,
        ("以1为满的比率与百分制的分值相加", "a share of 1 is weighed beside points"),
        ("请先把比率换算成分", "turn the share into points first"),
    ),
    (
        24,
        Severity.WARNING,
        ("同一处用了基数不同的比率", "rates over different bases are used together"),
        ("请统一基数，或写明各自的基数", "use one base, or state why they differ"),
    ),
    (
        25,
        Severity.WARNING,
        ("加分没有上限", "a bonus has no limit"),
        ("请规定上限（limit）", "state a limit"),
    ),
    (
        26,
        Severity.WARNING,
        ("单项分值超过所在上限", "one event is worth more than the limit lets count"),
        ("请核对分值和上限", "check the points and the limit"),
    ),
    (
        27,
        Severity.WARNING,
        (
            "未报送按0计，而0不在规定范围内",
            "a missing value counts 0, outside its range",
        ),
        (
            "请改为必须报送，或把最低分定为0",
            "require the value, or let its range begin at 0",
        ),
    ),
    (
        28,
        Severity.ERROR,
        ("没有可以计算的依据", "there is nothing to compute it from"),
        (
            "请给所取项目、主体以权重，或改取其他指标",
            "give weights, or name other parts",
        ),
    ),
    (
        29,
        Severity.WARNING,
        (
            "合格线不在可能的分值之内",
            "the standard lies outside the values of the marks",
        ),
        ("请核对合格线（standard）", "check the standard"),
    ),
    (
        30,
        Severity.WARNING,
        ("同一选项重复计算", "an option counts more than once"),
        ("请每个选项只写一次", "name every option once"),
    ),
    (
        31,
        Severity.WARNING,
        ("没有权重，也没有用处", "it has no weight and is used nowhere"),
        ("请给以权重，或删去", "give it a weight, or strike it out"),
    ),
    (
        32,
        Severity.WARNING,
        ("像是权重而合计不为100%", "what looks like weights does not sum to 100%"),
        ("请核对权重", "check the weights"),
    ),
    (
        33,
        Severity.WARNING,
        (
            "分数线比所看的修约值更细",
            "an edge is finer than the rounded value it is held against",
        ),
        ("请增加小数位，或调整分数线", "round to more places, or move the edge"),
    ),
    (
        34,
        Severity.INFO,
        ("指标算出后没有用处", "a measure is used by nothing"),
        ("它只随结果列出", "it is shown with the results only"),
    ),
    (
        35,
        Severity.INFO,
        ("报送的分值没有规定上限", "a value that is handed in has no greatest value"),
        (
            "请用带最低、最高分的指标",
            "use a measure with least and most, so that more can be proven",
        ),
    ),
)
