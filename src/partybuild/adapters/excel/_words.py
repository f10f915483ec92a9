"""Every word that the workbooks print; the readers take either language."""

from partybuild.kernel import Label

NOTES = Label(zh="说明", en="Notes")
REGISTER = Label(zh="登记", en="Register")
BALLOTS = Label(zh="测评", en="Ballots")
COUNTS = Label(zh="计票", en="Counts")
OPTIONS = Label(zh="选项", en="Options")
CARRIED = Label(zh="评议文件", en="Review file")
SUMMARY = Label(zh="汇总表", en="Summary")
REASONS = Label(zh="等次理由", en="Reasons")

TICKET = Label(zh="票号", en="Ballot")
SUBJECT = Label(zh="述职人", en="Secretary")
ITEM = Label(zh="测评项目", en="Item")
TOTAL = Label(zh="合计", en="Total")
CHECK = Label(zh="核对", en="Check")

GROUP = Label(zh="参评主体", en="Voter group")
ENTITLED = Label(zh="应到", en="Entitled")
PRESENT = Label(zh="实到", en="Present")
ISSUED = Label(zh="发出", en="Issued")
RETURNED = Label(zh="收回", en="Returned")
VOID = Label(zh="作废", en="Void")
VALID = Label(zh="有效", en="Valid")

RANK = Label(zh="名次", en="Rank")
SCORE = Label(zh="得分", en="Score")
GRADE = Label(zh="等次", en="Grade")
REASON = Label(zh="理由", en="Reason")

ORGANIZATION = Label(zh="党组织名称", en="Organization")
KIND = Label(zh="组织类型", en="Kind")
MODE = Label(zh="述职方式", en="Report")
ON_SITE = Label(zh="现场", en="on site")
WRITTEN = Label(zh="书面", en="in writing")
BY_SCORE = Label(zh="按得分等次", en="Grade by score")
VETO = Label(zh="否决情形", en="Veto")

GROUP_SCORE = Label(zh="得分", en="score")
NO_SCORE = Label(zh="—", en="-")
PASSED = Label(
    zh="本表已作防推算处理，可以公布。所列各主体得分，参评人数足够多，推算不出任何一人的选择",
    en="This table may be published: no voter's choice can be worked out from it; "
    "scores of voter groups are shown only where the group is large enough",
)
NO_ITEMS = Label(
    zh="为保护投票人，项目得分不公布：由其可以推算出少数人的选择",
    en="To protect the voters, no item scores are shown: they would tell what a few "
    "voters gave",
)
COARSE_ITEMS = Label(
    zh="为保护投票人，项目得分保留{}位小数，接近满分或最低分的只给出界限",
    en="To protect the voters, item scores are shown to {} decimal places, and near "
    "either end as a bound only",
)
HIDDEN = Label(
    zh="为保护投票人，下列参评主体的得分不单独列出：{}",
    en="To protect the voters, no scores are shown for these voter groups: {}",
)

BAND_BETWEEN = Label(
    zh="得分 {score}，不低于 {low}、低于 {high}，对应“{grade}”",
    en="{score} is at least {low} and below {high}: {grade}",
)
BAND_FROM = Label(
    zh="得分 {score}，不低于 {low}，对应“{grade}”",
    en="{score} is at least {low}: {grade}",
)
BAND_BELOW = Label(
    zh="得分 {score}，低于 {high}，对应“{grade}”",
    en="{score} is below {high}: {grade}",
)

CLOSES = Label(zh="相符", en="closes")
DIFFERS = Label(zh="不符", en="differs")

BALLOT_TITLE = Label(zh="测评票录入簿", en="Workbook of ballots")
COUNT_TITLE = Label(zh="计票单", en="Count sheet")
FORM_CODE = Label(zh="票样编号", en="Form")
CHECK_CODE = Label(zh="校验码", en="Check code")
RULES = Label(zh="评议办法", en="Rules")
NOTE = Label(zh="提示", en="Note")
FILL_IN = Label(zh="填写方法", en="How to fill it in")

BALLOT_STEPS = (
    Label(
        zh="“登记”表由监票人填写：每个参评主体一行，填应到、实到、发出、收回、作废；"
        "没有作废票填 0。",
        en="The scrutineers fill in “Register”: one row per voter group; "
        "write 0 where no ballot is void.",
    ),
    Label(
        zh="每个参评主体一张“测评”表，每张有效票、每位述职人一行，从下拉框中选择。"
        "作废的票不录入。",
        en="Each voter group has its own sheet; each valid ballot has one row per "
        "secretary. Choose from the drop-down. Void ballots are not entered.",
    ),
    Label(
        zh="没有填写的留空；一项选了两个以上或无法辨认的选“废”；弃权、不了解、"
        "回避各选其名。这几种都不算零分。",
        en="Leave a blank line blank; choose “spoilt” where two boxes are marked or "
        "the mark cannot be read. None of these is a zero.",
    ),
    Label(
        zh="票号只用来分开同一张表里的各张票，读入时即去掉，不保存，"
        "也不得与人员对应。多余的空行不必删除。",
        en="The ballot number only separates the ballots of one sheet; it is dropped "
        "on reading and never kept. Unused rows may stay.",
    ),
)
COUNT_STEPS = (
    Label(
        zh="“登记”表由监票人填写：每个参评主体一行，填应到、实到、发出、收回、作废；"
        "没有作废票填 0。",
        en="The scrutineers fill in “Register”: one row per voter group; "
        "write 0 where no ballot is void.",
    ),
    Label(
        zh="每个参评主体一张“计票”表，每位述职人、每个测评项目一行，填各选项的票数，"
        "没有的可以留空。",
        en="Each voter group has its own sheet with one row per secretary and item: "
        "enter the number of marks; where there are none the cell may stay empty.",
    ),
    Label(
        zh="每行合计必须等于有效票数；“核对”一栏显示“不符”的，重新计票。",
        en="Each row must add up to the valid ballots; count again where the check "
        "says “differs”.",
    ),
)
PAPER = Label(zh="测评票", en="Ballot")
NUMBER = Label(zh="序号", en="No.")
REMARKS = Label(zh="意见和建议", en="Remarks")
BOX = "□"
PAPER_ONE = Label(
    zh="每位述职人的每个测评项目只选一项，在对应的“□”内划“√”；选两项以上或无法辨认的，"
    "该项无效。",
    en="Tick one box for each secretary and item; an item with two ticks, or one that "
    "cannot be read, is spoilt.",
)
PAPER_WRITE = Label(
    zh="按所列范围填写分数，字迹清楚；超出范围或无法辨认的，该项无效。",
    en="Write a mark within the range shown; a mark outside it, or one that cannot be "
    "read, is spoilt.",
)
PAPER_BLANK = Label(
    zh="不填写的按弃权处理，不计零分；本人不评本人。",
    en="A line left blank is an abstention and no zero; nobody marks his or her own "
    "line.",
)
PAPER_FORBIDDEN = Label(
    zh="每个测评项目都应填写，不得空缺；本人不评本人。",
    en="No line may be left blank; nobody marks his or her own line.",
)
PAPER_LIMIT = Label(zh="办法规定：{}。", en="Under the rules: {}.")
PAPER_SECRET = Label(
    zh="本次测评为无记名投票，请勿署名或作记号，做到公平公正。",
    en="This is a secret ballot: sign nothing and make no other mark.",
)
PAPER_FOOT = Label(
    zh="填写后请当场投入票箱，由监票人收回。",
    en="Put the ballot into the box on the spot; the scrutineers collect it.",
)

RECORD = Label(zh="监票计票记录", en="Scrutiny record")
RETURN_RATE = Label(zh="收回率", en="Return rate")
RECORD_STEPS = (
    Label(
        zh="本次测评由监票人监督发票、收票和计票，由计票人计票。收回的票数多于发出的票数的，"
        "本次测评无效，应当重新进行。",
        en="The scrutineers supervised the issue, return and counting of the ballots. "
        "Where more are returned than were issued, the vote is void and is held again.",
    ),
    Label(
        zh="核对结果（划“√”）：收回票数 □不多于 □多于 发出票数；本次测评 □有效 □无效。",
        en="Checked (tick): returned □ not more than □ more than issued; the vote is "
        "□ valid □ void.",
    ),
    Label(zh="作废票及处理情况：", en="Void ballots and how they were dealt with: "),
)
SIGNATURES = (
    Label(zh="监票人（签名）：", en="Scrutineers (signatures): "),
    Label(zh="计票人（签名）：", en="Tellers (signatures): "),
    Label(zh="日期：        年    月    日", en="Date: "),
)
CHOOSE = Label(
    zh="请从下拉框中选择；两处划记或无法辨认的选“废”。",
    en="Choose from the list; choose “spoilt” where two boxes are marked.",
)
WHOLE = Label(zh="请填写不小于 0 的整数。", en="Enter a whole number, 0 or more.")
CUT = Label(zh="……（后文已截断）", en="... (cut)")
