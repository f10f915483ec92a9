"""Words by which comments name the areas of the taxonomy, as plain data.

``…`` stands for a few words in between, ``*`` for the rest of an English word.
"""

TOPICS: dict[str, tuple[str, ...]] = {
    "RESP-1": (
        *("责任传导", "传导责任", "压力传导", "传导压力", "层层压实责任"),
        *("responsib*…pass* down", "responsib*…hand* down"),
        *("pass* down…responsib*", "hand* down…responsib*"),
    ),
    "RESP-2": (
        *("责任制", "责任体系"),
        *("responsibility system", "system of responsib*"),
    ),
    "RESP-3": ("主体责任", "principal responsib*", "main responsib*"),
    "RESP-5": (
        *("第一责任人", "党建引领", "抓党建投入", "抓党建的精力", "第一责任"),
        *("first responsible", "leadership of Party building"),
        *("first person responsible", "time for Party building"),
    ),
    "ROLE-1": (
        *("作用发挥", "发挥…作用", "战斗堡垒"),
        *("role", "role played", "play…role", "plays…role", "role of…members"),
    ),
    "ROLE-2": (
        *("先锋模范作用", "先锋模范", "模范作用", "带头作用"),
        *("exemplary role", "exemplary role of members", "vanguard role"),
    ),
    "FUSE-1": (
        *("党建…融合", "融合", "结合业务"),
        *("merging", "merging with central work", "fusion", "integration"),
        *("Party building…merge*", "Party building…fuse*"),
        "Party building…integrate*",
    ),
    "LIFE-1": (
        *("组织生活", "政治功能", "主题党日"),
        *("organization life", "organizational life", "political function"),
    ),
    "LIFE-2": ("三会一课", "three meetings and one lecture", "three meetings"),
    "LIFE-3": (
        *("批评和自我批评", "批评与自我批评", "辣味", "民主生活会"),
        *("criticism and self-criticism", "self-criticism"),
    ),
    "IDEO-1": (
        *("政治教育", "教育形式", "教育方式", "学习形式", "政治教育形式"),
        *("political education", "form* of education", "form* of study"),
    ),
    "IDEO-2": (
        *("理论学习", "学习教育", "理论武装", "政治学习", "思想建设"),
        *("theory study", "study and education", "theoretical study", "study"),
        *("study of theory", "political study"),
    ),
    "MGMT-1": (
        *("党员管理", "党员监督", "党员教育管理", "党员管理监督"),
        *("management of members", "member management"),
        "supervision of members",
    ),
    "MGMT-3": ("党费", "党费收缴", "dues"),
    "MGMT-4": (
        *("发展党员", "党员发展", "入党程序"),
        *("admission of members", "admi*…members", "admission procedure"),
    ),
    "MGMT-5": ("流动党员", "mobile members", "mobile Party members"),
    "ORG-1": (
        *("组织力", "组织功能"),
        *("organizational power", "organizing power", "organizational capacity"),
    ),
    "ORG-2": (
        *("支部班子", "班子配备", "班子建设", "支委会配备", "支部班子配备"),
        *("branch committee", "leadership team"),
    ),
    "ORG-3": (
        *("换届", "按期换届"),
        *("election of a new term", "election* of…committee*"),
    ),
    "ORG-4": (
        *("党务干部", "党务工作者", "党务力量", "党务人员", "党务队伍"),
        *("Party-affairs staff", "Party affairs staff", "Party-affairs worker*"),
    ),
    "ORG-5": (
        *("两个覆盖", "组织覆盖", "工作覆盖", "两新组织…覆盖"),
        *("coverage of the non-public sector", "organization* coverage"),
    ),
    "INT-1": (
        *("廉政风险", "廉政", "廉洁", "党风廉政", "廉政风险排查"),
        *("integrity risk*", "integrity", "clean government"),
    ),
    "INNO-1": (
        *("特色", "品牌", "特色品牌", "特色亮点"),
        *("distinctive brand", "distinctive practice*", "brand"),
    ),
    "INNO-2": (
        *("创新", "创新性", "主动性", "创新意识", "创新性主动性"),
        *("initiative", "innovation"),
    ),
    "MECH-1": (
        *("考核机制", "考核办法", "考核", "考评机制", "量化"),
        *("assessment", "assessment mechanism", "quantif*"),
    ),
    "MECH-2": (
        *("存档文件", "档案", "台账", "存档", "归档"),
        *("files", "archive*", "filing"),
    ),
    "REPORT-1": ("查摆问题", "查摆", "problem part", "self-examination"),
    "REPORT-2": ("整改", "整改落实", "rectification"),
    "PLACE-1": (
        *("活动场所", "阵地", "阵地建设", "活动阵地"),
        *("meeting place", "place for activity", "activity place", "premises"),
    ),
    "ECON-1": (
        *("集体经济", "村级集体经济"),
        *("collective economy", "village collective economy"),
    ),
}
"""Neutral words: another word of the clause decides whether they praise or blame."""

FIXED: dict[str, tuple[str, ...]] = {
    "RESP-4": (
        *("部署多、督查少", "部署多…督查少", "布置多…过问少", "布置多…检查少"),
        *("much planning, little checking", "much planning…little checking"),
        *("given tasks but seldom asked", "planning without checking"),
    ),
    "FUSE-2": (
        *("两张皮", "各干各的", "重业务轻党建", "重业务、轻党建"),
        *("run side by side", "run separately", "two separate skins"),
    ),
    "LIFE-2": (
        *("念文件代替讨论", "三会一课…流于形式", "三会一课…走过场"),
        *("reading documents aloud replaces", "meetings…a formality"),
    ),
    "MGMT-1": ("宽松软",),
    "ORG-1": (
        *("软弱涣散", "软弱涣散基层党组织"),
        *("weak and lax organization*", "weak and lax branch*"),
    ),
    "ORG-3": ("未按期换届", "超期未换届", "没有按期换届", "逾期未换届"),
    "ORG-4": (
        *("党务工作只有一人", "党务工作…兼职"),
        "part-time worker handles Party affairs",
    ),
    "ORG-5": ("have no Party organization", "without a Party organization"),
    "REPORT-1": (
        *("避重就轻", "查摆问题避重就轻"),
        *("avoids the real issue", "problem part avoids the real issue"),
    ),
    "PLACE-1": ("无活动场所", "无阵地", "没有活动场所"),
    "ECON-1": ("空壳村",),
}
"""Words that blame by themselves."""
