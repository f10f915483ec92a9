"""Every word that the workbook of a ledger prints; its reader takes either language."""

from partybuild.kernel import Label

LEDGER = Label(zh="整改台账", en="Ledger")
FILLED = Label(zh="填报", en="Filled in")
CHOICES = Label(zh="可选项", en="Choices")

FILLED_BY = Label(zh="填报人", en="Filled in by")
FILLED_ON = Label(zh="填报日期", en="Filled in on")
FILLED_BASIS = Label(zh="填报依据", en="Basis")
AS_OF = Label(zh="台账截至", en="As of")

NUMBER = Label(zh="序号", en="No.")
PROBLEM_ID = Label(zh="问题编号", en="Problem id")
PROBLEM = Label(zh="问题", en="Problem")
AREA = Label(zh="问题类别", en="Area")
SOURCE = Label(zh="来源", en="Sources")
PERSON = Label(zh="责任人", en="Person responsible")
POST = Label(zh="责任职务", en="Post responsible")
BODY = Label(zh="责任单位", en="Body responsible")
MEASURE = Label(zh="整改措施", en="Measure")
DUE = Label(zh="完成时限", en="Deadline")
STAGE = Label(zh="阶段", en="Stage")
GOALS = Label(zh="阶段目标", en="Stage goals")
PROGRESS = Label(zh="进展", en="Progress")
EVIDENCE = Label(zh="佐证", en="Evidence")
REVIEWER = Label(zh="审核人", en="Reviewed by")
CLOSED = Label(zh="销号日期", en="Closed on")
STATE = Label(zh="状态", en="State")
LATE = Label(zh="逾期天数", en="Days overdue")
ROW_BY = Label(zh="本行填报人", en="Row filled in by")
REASON = Label(zh="说明", en="Reason")

OVERDUE = Label(zh="逾期", en="overdue")

STEPS = (
    Label(
        zh="填报人、填报日期、填报依据必须填写；某一行由他人填报的，在该行“本行填报人”写明。",
        en="Say who filled this in, when and on what basis; where another filled in a "
        "row, name him in that row.",
    ),
    Label(
        zh="白色单元格可以修改，行可以排序；不得删除行，不需要的问题把状态改为“已撤销”"
        "并写明说明。",
        en="White cells may be changed and rows sorted; never delete a row: choose the "
        "state “canceled” and give the reason.",
    ),
    Label(
        zh="佐证只能在原有内容后用“；”隔开补充；进展填写最新情况，原有进展保留在记录中。",
        en="Evidence is added after what is there, separated by “;”; progress says the "
        "latest, what was said before stays in the log.",
    ),
    Label(
        zh="销号须有佐证，由第二人审核：状态选“已销号”，填写审核人和销号日期。",
        en="Closing needs evidence and a second person: choose “closed”, and say who "
        "reviewed it and when.",
    ),
    Label(
        zh="逾期由完成时限推算，不必填写；调整时限、退回、重新立项、撤销须在“说明”写明理由。",
        en="Overdue follows from the deadline; another deadline, returning, reopening "
        "and canceling need a reason.",
    ),
    Label(
        zh="新问题写在末尾空行，问题编号留空；长期整改须写阶段目标，"
        "如“2022-06-30 建立机制；2022-12-31 取得成效”。",
        en="New problems go into the empty rows at the end, without an id; what is "
        "long-term needs stage goals, such as “2022-06-30 rules; 2022-12-31 results”.",
    ),
)
CHOOSE = Label(zh="请从下拉框中选择。", en="Choose from the list.")
A_DAY = Label(zh="请填写日期，如 2022-06-30。", en="Enter a day, such as 2022-06-30.")
