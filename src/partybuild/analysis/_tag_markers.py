"""Words that praise, blame, negate, grade and limit, as plain data.

``*`` stands for the rest of an English word.
"""

ABSENT = (
    *("缺乏", "缺失", "缺少", "缺位", "没有", "空白", "断档"),
    *("lack", "lacks", "lacked", "lacking", "absent", "missing", "no", "none"),
)
HOLLOW = (
    *("不实", "流于形式", "走过场", "浮于表面", "形式主义", "停留在", "应付"),
    *("空转", "虚化", "表面化", "敷衍", "摆样子", "做样子"),
    *("formality", "formalit*", "on the surface", "superficial*", "stops at"),
    *("not real", "on paper only", "perfunctor*"),
)
PARTIAL = (
    *("不够", "不足", "不深", "不严", "不强", "不高", "不到位", "不明显"),
    *("不突出", "不规范", "不健全", "不完善", "不齐", "不清", "不力", "不紧"),
    *("不细", "不浓", "不畅", "不平衡", "不及时", "不经常", "不扎实", "不主动"),
    *("不全", "不广", "不透", "不好", "不大", "欠缺", "薄弱", "偏弱", "较弱"),
    *("弱化", "松散", "涣散", "滞后", "单调", "单一", "单薄", "有待", "还需"),
    *("仍需", "亟需", "亟待", "需要", "需进一步", "短板", "弱项", "差距", "涂改"),
    *("淡化", "淡薄", "偏少", "偏低", "偏软", "一般化", "递减", "过少", "逾期"),
    *("拖欠", "存在问题", "突出问题", "问题突出", "问题较多"),
    *("not", "never", "hardly", "seldom", "rarely", "insufficient*", "inadequate*"),
    *("weak", "weaker", "weakness*", "poor", "poorly", "lax", "shallow", "mild"),
    *("incomplete", "overdue", "late", "monotonous", "less than", "too few"),
    *("too little", "little", "altered", "badly", "irregular*", "fall short"),
    *("falls short", "needs", "need", "still to be", "gap", "gaps"),
)
PRAISE = (
    *("强化", "压实", "深化", "突出", "提升", "增强", "加强", "明显", "有力"),
    *("深入", "扎实", "规范", "健全", "到位", "完善", "显著", "有效", "凸显"),
    *("提高", "改进", "改善", "巩固", "拓展", "丰富", "落实", "夯实", "浓厚"),
    *("鲜明", "严格", "充分", "良好", "较好", "有声有色", "紧密", "及时", "齐全"),
    *("strengthen*", "deepen*", "improv*", "pressed home", "press* home"),
    *("stands out", "stand out", "strong", "stronger", "good", "effective*"),
    *("clearly", "evident", "firmly", "well", "solid", "thorough*", "consolidat*"),
    *("deep", "deeply", "close", "closely", "complete", "regular", "excellent"),
)
NEGATORS = ("不", "未", "未能", "没有", "没", "尚未", "难以", "欠")
BETWEEN = (
    "够",
    "太",
    "很",
    "甚",
    "能",
    "得到",
    "充分",
    "真正",
    "完全",
    "进一步",
    "有效",
)
REVERSERS = (
    *("不再", "并非", "不是", "杜绝了", "克服了", "消除了", "扭转了", "避免了"),
    *("改变了", "解决了", "不存在", "没有出现", "没有", "不", "未"),
    *("no longer", "not", "no", "never", "overcame", "overcome", "free of"),
)
"""Directly before a word that blames, these turn it into praise."""

OVERCOME = (
    *("杜绝了", "克服了", "消除了", "扭转了", "避免了", "改变了", "解决了"),
    *("overcame", "overcome", "did away with", "put an end to"),
)
"""Anywhere before it in the clause, these do so too."""

DEMANDS = (
    *("应当", "必须", "下一步", "防止", "谨防", "确保", "力争", "争取"),
    *("should", "must", "shall", "avoid", "prevent", "ought to", "let us"),
)
"""A clause that asks for something says nothing of how things are."""

WISHES = ("进一步", "不断", "加强", "持续", "切实", "强化", "深化", "避免", "提升")
"""After a bare 要, these make a demand."""

HARMLESS = (
    *("不断", "不仅", "不但", "不忘", "不折不扣", "不少", "不懈", "不移"),
    *("not only", "not just", "no less", "no doubt", "有的放矢", "个别谈话"),
    *("个别访谈", "at all", "first of all", "above all", "all-round"),
)
"""Words that look like markers and are none."""

FURTHER = (
    *("进一步", "更加", "持续", "不断", "明显提升", "further", "more", "steadily"),
)
SOME = (
    *("个别", "有的", "部分", "少数", "有些", "极少数"),
    *("some", "a few", "individual", "certain", "in places", "isolated"),
)
ALL = (
    *("普遍", "普遍存在", "共性", "全体", "各支部", "大部分", "多数", "大多", "整体"),
    *("every", "everywhere", "all", "most", "general", "generally", "widespread"),
    *("common", "commonly"),
)
