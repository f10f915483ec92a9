"""Words that praise, blame, negate, grade and limit, as plain data.

``*`` stands for the rest of an English word.
"""

ABSENT = (
    *("缺乏", "缺失", "缺少", "缺位", "没有", "空白", "断档", "尚无", "空缺", "缺额"),
    *("无人", "没人", "断层", "缺项", "漏项", "全无", "看不出", "看不到", "拿不出"),
    *("找不到", "说不出", "谈不上", "未建立", "未建", "从不", "从未", "未曾"),
    *("lack", "lacks", "lacked", "lacking", "absent", "missing", "no", "none"),
    *("nobody", "nothing", "nowhere", "without", "cannot", "no one", "vacant"),
    *("unable", "devoid", "has yet to", "have yet to"),
)
HOLLOW = (
    *("不实", "流于形式", "走过场", "浮于表面", "形式主义", "停留在", "应付"),
    *("空转", "虚化", "表面化", "敷衍", "摆样子", "做样子", "走形式", "打折扣"),
    *("形式大于内容", "重形式", "表面文章", "挂在墙上", "形同虚设", "空泛", "空洞"),
    *("虎头蛇尾", "一阵风", "不走心", "泛泛", "蜻蜓点水", "轻描淡写", "大而化之"),
    *("照搬", "套话", "念稿", "凑数", "做表面", "务虚不务实", "虚多实少", "搞形式"),
    *("formality", "formalit*", "on the surface", "superficial*", "stops at"),
    *("not real", "on paper only", "perfunctor*", "lip service", "for show"),
    *("box-ticking", "hollow", "token", "in form only", "going through the motions"),
    *("go through the motions", "goes through the motions", "routine*", "half-heart*"),
)
_TOO = ("较", "偏", "太", "过", "过于", "比较", "很", "十分", "相对", "仍", "最", "还")
_FAULTS = (
    *("低", "弱", "差", "少", "小", "慢", "窄", "松", "散", "软", "旧", "浅", "粗"),
    *("虚", "宽", "单一", "薄弱", "滞后", "落后", "被动", "随意", "笼统", "陈旧"),
)
_NOT_SO = (
    *("深", "实", "严", "强", "高", "紧", "细", "浓", "畅", "准", "清", "明", "牢"),
    *("稳", "勤", "活", "新", "广", "透", "全", "齐", "优", "良", "佳", "够", "好"),
    *("快", "多", "力", "顺", "大", "足", "熟", "健全", "完善", "规范", "到位", "明显"),
    *("突出", "平衡", "均衡", "及时", "经常", "扎实", "主动", "积极", "充分", "理想"),
    *("紧密", "彻底", "完整", "合理", "科学", "明确", "精准", "匹配", "足额", "按时"),
    *("愿", "敢", "善于", "会", "重视", "上心", "用心", "严肃", "严格", "认真", "深入"),
    *(
        "具体",
        "鲜明",
        "稳定",
        "连续",
        "系统",
        "协调",
        "衔接",
        "合格",
        "达标",
        "符",
        "便",
    ),
    *("自觉", "热心", "清楚", "清晰", "细致", "有效", "相符", "一致", "顺畅", "得力"),
    *("成体系", "成规模", "可持续", "接地气", "落地", "落实", "尽责", "尽如人意"),
)
PARTIAL = (
    *("不够", "不足", "欠缺", "薄弱", "弱化", "松散", "涣散", "滞后", "单调", "单一"),
    *("单薄", "有待", "还需", "仍需", "亟需", "亟待", "需要", "需进一步", "短板"),
    *("弱项", "差距", "涂改", "淡化", "淡薄", "偏硬", "一般化", "递减", "逾期"),
    *("拖欠", "存在问题", "突出问题", "问题突出", "问题较多", "不太", "不大"),
    *(f"不{what}" for what in _NOT_SO),
    *(f"{how}{what}" for how in _TOO for what in _FAULTS),
    *("跟不上", "上不去", "沉不下", "联系不上", "管不住", "抓不住", "抓不到", "打不开"),
    *("说不清", "坐不下", "落不下", "落不了", "陈旧", "老化", "枯燥", "乏味", "随意"),
    *("凌乱", "混乱", "杂乱", "遗漏", "乏力", "疲软", "迟缓", "缓慢", "拖延", "拖沓"),
    *("流失", "失管", "脱节", "粗放", "粗糙", "笼统", "狭小", "狭窄", "破旧", "简陋"),
    *("闲置", "老套", "雷同", "吃力", "困难", "疲于应付", "力不从心", "宽松", "松懈"),
    *("松软", "倒置", "欠规范", "欠佳", "欠账", "低下", "漏洞", "偏差", "弱于", "未"),
    *(
        "温差",
        "落差",
        "断链",
        "缺口",
        "隐患",
        "违规",
        "违纪",
        "吃老本",
        "吃紧",
        "老龄化",
    ),
    *("少之又少", "寥寥无几", "屈指可数", "时紧时松", "时断时续", "事后补", "突击补"),
    *("临时补", "代签", "补签", "拖后腿", "掉队", "薄", "重于", "难以", "不到"),
    *("not", "never", "hardly", "seldom", "rarely", "insufficient*", "inadequate*"),
    *("weak", "weaker", "weakness*", "poor", "poorly", "lax", "shallow", "mild"),
    *("incomplete", "overdue", "late", "monotonous", "less than", "too few"),
    *("too little", "little", "altered", "badly", "irregular*", "fall short"),
    *("falls short", "needs", "need", "still to be", "gap", "gaps", "few", "fewer"),
    *("don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "hasn't"),
    *("haven't", "can't", "couldn't", "scarcely", "barely", "loosely", "dull"),
    *("lenient", "slack", "thin", "narrow", "vague", "unclear", "messy", "chaotic"),
    *("in disorder", "disorder*", "scattered", "outdated", "old-fashioned", "stale"),
    *(
        "boring",
        "mechanical*",
        "delay*",
        "behind",
        "lag*",
        "too low",
        "low",
        "too small",
    ),
    *("cramped", "shabby", "skip*", "neglect*", "ignor*", "fail*", "fade*", "uneven*"),
    *("short of", "shortage*", "too short", "in arrears", "loose", "untidy", "patchy"),
    *("wrong", "limited", "lukewarm", "sporadic*", "in part only", "only partly"),
    *(
        "in name",
        "shrink*",
        "declin*",
        "dwindl*",
        "vague*",
        "unfinished",
        "too much like",
    ),
    *("run down", "run-down", "out of date", "out of order", "too general", "too soft"),
    *("undermanned", "understaffed", "overstretched", "ill-kept", "unlike", "by far"),
)
PRAISE = (
    *("强化", "压实", "深化", "突出", "提升", "增强", "加强", "明显", "有力"),
    *("深入", "扎实", "规范", "健全", "到位", "完善", "显著", "有效", "凸显"),
    *("提高", "改进", "改善", "巩固", "拓展", "丰富", "落实", "夯实", "浓厚"),
    *("鲜明", "严格", "充分", "良好", "较好", "有声有色", "紧密", "及时", "齐全"),
    *("得力", "抓得紧", "抓得实", "抓得很紧", "很紧", "很实", "过硬", "坚强", "完整"),
    *(
        "清楚",
        "清晰",
        "活跃",
        "经常",
        "常态化",
        "制度化",
        "突破",
        "增长",
        "翻番",
        "壮大",
    ),
    *("领先", "前列", "新颖", "精细", "细致", "认真", "按期", "按时", "足额"),
    *("全覆盖", "配齐", "建强", "做实", "抓实", "做细", "见效", "成效", "好评", "称赞"),
    *("反响好", "好转", "贯通", "形成", "建成", "完成", "实现", "打造"),
    *(
        "体现",
        "细化",
        "落细",
        "出色",
        "优秀",
        "亮眼",
        "可圈可点",
        "值得肯定",
        "踏实",
        "正常",
    ),
    *("strengthen*", "deepen*", "improv*", "pressed home", "press* home"),
    *("stands out", "stand out", "strong", "stronger", "good", "effective*"),
    *("clearly", "evident", "firmly", "well", "solid", "thorough*", "consolidat*"),
    *("deep", "deeply", "close", "closely", "complete", "regular", "excellent"),
    *("in depth", "on time", "in full", "careful*", "well known", "orderly", "lively"),
    *("grew", "grow*", "doubled", "rose", "increased", "successful*", "finished"),
    *(
        "achieve*",
        "outstanding",
        "praised",
        "admired",
        "carried through",
        "in good order",
    ),
    *("tight*", "rigorous*", "fruitful", "vivid", "clear", "remarkable", "full"),
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
    *("没再", "再未", "再没有", "从未", "无", "未发现", "没有发现", "未发生"),
    *("no longer", "not", "no", "never", "overcame", "overcome", "free of", "without"),
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
    *("个别访谈", "at all", "first of all", "above all", "all-round", "未来"),
    *("未发现", "未出现", "未发生", "没有发现", "没有出现", "没有发生", "不到位的问题"),
    *("无论", "无私", "无不", "毫不", "不遗余力", "不打折扣", "不走过场", "不走形式"),
    *("不搞形式", "不流于形式", "刻不容缓", "一刻不", "不甘落后", "不落下", "厚薄"),
    *("the late", "no matter", "nothing but", "in need", "those in need", "no small"),
    *("a few", "not a little", "not a few", "low-income", "full-time", "clear up"),
    *("close to", "well-being", "closed", "in order to"),
)
"""Words that look like markers and are none."""

FURTHER = (
    *("进一步", "更加", "持续", "不断", "明显提升", "further", "more", "steadily"),
)
SOME = (
    *("个别", "有的", "部分", "少数", "有些", "极少数", "一些", "某些", "几个支部"),
    *("some", "a few", "individual", "certain", "in places", "isolated"),
)
ALL = (
    *("普遍", "普遍存在", "共性", "全体", "各支部", "大部分", "多数", "大多", "整体"),
    *("不同程度", "全街道", "全镇", "全区", "各村", "各社区", "所有", "带有普遍性"),
    *("every", "everywhere", "all", "most", "general", "generally", "widespread"),
    *("common", "commonly", "across the board", "throughout", "to varying degrees"),
)

ELSEWHERE = (
    *("物业", "空调", "食堂", "打印机", "停车", "道路", "路灯", "电梯", "学校", "医院"),
    *(
        "孩子",
        "儿童",
        "学生成绩",
        "庄稼",
        "天气",
        "饭菜",
        "车棚",
        "手机",
        "电脑",
        "软件",
    ),
    *("网速", "楼道灯", "垃圾桶", "下水道", "水管", "卫生间", "公交", "菜市场", "商铺"),
    *(
        "工程质量",
        "房屋",
        "绿化",
        "噪音",
        "油烟",
        "快递",
        "游客",
        "顾客",
        "产品",
        "施工",
    ),
    *("printer*", "computer*", "car park*", "parking", "road", "roads", "canteen"),
    *("school*", "clinic*", "children", "weather", "software", "feasibility", "pupils"),
    *("harvest", "customers", "tourists", "restaurant*", "shop", "shops", "traffic"),
    *("festival", "bus", "phone*", "elevator*", "drains", "noise", "air conditioner*"),
)
"""A clause about these names no area of the work, unless the Party is in it."""

PARTY = (
    *("党", "支部", "书记", "组织生活", "支委", "班子", "三会一课", "述职", "点评"),
    *("party", "branch", "branches", "secretary", "secretaries", "Party members"),
)
"""Words that bring a clause back to the Party's work."""
