"""One secretary's result on one page: from the counts to the grade."""

import attrs

from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure
from partybuild.assessment import Assessment, Standing
from partybuild.errors import LanguageError
from partybuild.kernel import Label, Lang, Summary, Tabular
from partybuild.reporting._account_grade import (
    following,
    grade_steps,
    missing_lines,
    quota_lines,
)
from partybuild.reporting._account_next import next_grade
from partybuild.reporting._account_order import order_lines
from partybuild.reporting._account_score import counts_table, items_table, score_lines
from partybuild.reporting._model import Block, Paragraph, Reason, Report, Section, Table
from partybuild.reporting._text import report_lines, report_text
from partybuild.reporting._why import why
from partybuild.reporting._words import day, ended, say


@attrs.frozen(kw_only=True, repr=False)
class Account(Tabular):
    """The account of one secretary's result, in both languages.

    Attributes:
        subject_id: Subject.
        name: Title of the post.
        public: Whether it holds only what may be published.
        zh: What it says in Chinese, ready to be drawn in any format.
        en: What it says in English.
    """

    subject_id: str
    name: Label
    public: bool
    zh: Report
    en: Report

    def report(self, lang: Lang = "zh") -> Report:
        """Return what it says in one language.

        Args:
            lang: "zh" or "en".

        Returns:
            A report for an adapter to draw.

        Raises:
            LanguageError: If *lang* is another language.
        """
        if lang not in ("zh", "en"):
            raise LanguageError(lang)
        return self.zh if lang == "zh" else self.en

    def text(self, lang: Lang = "zh") -> str:
        """Return what it says as plain text, one sentence or row a line.

        Args:
            lang: "zh" or "en".

        Returns:
            The lines.
        """
        return report_text(self.report(lang))

    def __repr__(self) -> str:
        """Tell whose account it is, and for whom."""
        whom = "for publication" if self.public else "for the review body"
        return f"<Account of {self.subject_id}, {whom}>"

    def summary(self) -> Summary:
        """Return the sentences of a public account; of others the headings."""
        if self.public:
            lines = (report_lines(one) for one in (self.zh, self.en))
            return Summary(
                caption=self.name,
                columns=(Label(zh="说明", en="account"),),
                rows=[
                    (Label(zh=zh, en=en),)
                    for zh, en in zip(*lines, strict=True)
                    if zh.strip() and en.strip()
                ],
                shown=1,
            )
        parts = ((*one.sections, *one.annex) for one in (self.zh, self.en))
        return Summary(
            caption=Label(zh=self.zh.title, en=self.en.title),
            columns=self.zh.summary().columns,
            rows=[
                (Label(zh=zh.title, en=en.title), len(zh.blocks))
                for zh, en in zip(*parts, strict=True)
            ],
            shown=2,
        )


def explain_result(
    assessment: Assessment,
    subject_id: str,
    *,
    public: bool = False,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Account:
    """Return the account of one secretary's result.

    It says how the score comes from the counts over every weight, why the grade is
    this one and not the next, why this secretary stands before that one, and where
    quotas, caps and ties come in. It holds counts per voter group and is for the
    review body; the public form holds what has passed the disclosure gate.

    Args:
        assessment: The assessment.
        subject_id: Post whose holder was assessed.
        public: Whether the account is for publication.
        disclosure: The gate that a public account passes.

    Returns:
        The account.

    Raises:
        UnknownIdError: If no such subject was assessed.
    """
    standing = assessment.standing(subject_id)
    zh, en = (
        _report(
            assessment,
            standing,
            lang,
            _public(assessment, standing, disclosure, lang)
            if public
            else _full(assessment, standing, lang),
            public=public,
        )
        for lang in ("zh", "en")
    )
    return Account(
        subject_id=subject_id, name=standing.name, public=public, zh=zh, en=en
    )


def _report(
    assessment: Assessment,
    standing: Standing,
    lang: Lang,
    sections: list[Section],
    *,
    public: bool,
) -> Report:
    review = assessment.review
    conference = review.conference
    title = say(
        lang,
        f"{standing.name.zh}考核结果说明",
        f"Account of the result of {standing.name.en}",
    )
    inner = say(
        lang,
        "含各参评主体票数，仅供会议内部使用，不得公布。",
        "Holds counts per voter group: for the review body, not for publication.",
    )
    note = "" if conference.note is None else conference.note.text(lang)
    notices = [part for part in ("" if public else inner, note) if part]
    heads = len(assessment.standings)
    opening = say(
        lang,
        f"{conference.year}年度述职评议考核，{standing.name.zh}得分{standing.printed}分，"
        f"在{heads}人中列第{standing.rank}名，等次为“{standing.grade.zh}”。",
        f"In the review for {conference.year} {standing.name.en} scored "
        f"{standing.printed}, rank {standing.rank} of {heads}; the grade is "
        f"“{standing.grade.en}”.",
    )
    host = review.tree.at(conference.held_on).get(conference.host_id).name
    return Report(
        lang=lang,
        title=title,
        notice=say(lang, "", " ").join(notices),
        host=host.text(lang),
        dated=day(lang, conference.held_on),
        opening=opening,
        sections=sections,
    )


def _section(lang: Lang, zh: str, en: str, blocks: list[Block]) -> list[Section]:
    return [Section(title=say(lang, zh, en), blocks=blocks)] if blocks else []


def _lines(lang: Lang, labels: list[Label]) -> list[Block]:
    return [Paragraph(ended(lang, label.text(lang))) for label in labels]


def _full(assessment: Assessment, standing: Standing, lang: Lang) -> list[Section]:
    table = counts_table(assessment, standing, lang)
    score: list[Block] = [] if table is None else [table]
    score += _lines(lang, score_lines(standing))
    grade = _lines(lang, grade_steps(assessment, standing))
    grade += _lines(lang, quota_lines(assessment, standing))
    nearest = _lines(lang, next_grade(assessment, standing))
    order = _lines(lang, order_lines(assessment, standing))
    waits = _lines(lang, missing_lines(assessment, standing))
    after = _lines(lang, following(standing))
    return [
        *_section(lang, "得分由来", "How the score comes about", score),
        *_section(lang, "等次由来", "How the grade comes about", grade),
        *_section(
            lang, "为何不是相邻的等次", "Why this grade and not the next", nearest
        ),
        *_section(lang, "名次前后", "Who stands before and after", order),
        *_section(lang, "待会议决定的事项", "What the body has to decide", waits),
        *_section(lang, "结果运用", "What follows", after),
    ]


def _public(
    assessment: Assessment, standing: Standing, disclosure: Disclosure, lang: Lang
) -> list[Section]:
    reason: Reason = why(assessment, standing, lang)
    grade: list[Block] = [Paragraph(step) for step in reason.steps]
    items: Table | None = items_table(assessment, standing, disclosure, lang)
    nearest = _lines(lang, next_grade(assessment, standing, public=True))
    return [
        *_section(lang, "项目得分", "Item scores", [] if items is None else [items]),
        *_section(lang, "等次由来", "How the grade comes about", grade),
        *_section(
            lang, "为何不是相邻的等次", "Why this grade and not the next", nearest
        ),
    ]
