"""What was said at the conference: comments, findings and requirements."""

from collections.abc import Sequence

from partybuild.assessment import Assessment
from partybuild.conference import Comment, Remark, Requirement
from partybuild.kernel import Lang, clauses, labeled, listed
from partybuild.reporting._model import Block, Paragraph, Reason, Section
from partybuild.reporting._words import day, ended, say


def said_sections(assessment: Assessment, lang: Lang) -> list[Section]:
    """Return the sections on comments and requirements, where there are any."""
    conference = assessment.review.conference
    found: list[Section] = []
    general: list[Block] = [
        *_remarks(lang, say(lang, "成绩", "Strengths"), conference.strengths),
        *_remarks(lang, say(lang, "问题", "Problems"), conference.problems),
    ]
    comments: list[Block] = [
        Reason(
            ended(lang, assessment.review.post(comment.post_id).title.text(lang)),
            comment_parts(lang, comment),
        )
        for comment in conference.comments
    ]
    parts = (
        (say(lang, "总体评价", "On all"), general),
        (say(lang, "逐人点评", "On each secretary"), comments),
    )
    blocks: list[Block] = [Section(title=t, blocks=b) for t, b in parts if b]
    if blocks:
        found.append(Section(title=say(lang, "点评意见", "Comments"), blocks=blocks))
    if conference.requirements:
        text = [
            Paragraph(_requirement(assessment, number, one, lang))
            for number, one in enumerate(conference.requirements, start=1)
        ]
        title = say(lang, "工作要求", "Requirements")
        found.append(Section(title=title, blocks=text))
    return found


def _requirement(
    assessment: Assessment, number: int, one: Requirement, lang: Lang
) -> str:
    names = [assessment.review.post(p).title.text(lang) for p in one.addressees]
    notes = [listed(lang, names)] if names else []
    if one.deadline is not None:
        until = day(lang, one.deadline)
        notes.append(say(lang, f"{until}前完成", f"by {until}"))
    gap, text = say(lang, "", " "), one.text.text(lang)
    if notes:
        note = clauses(lang, notes)
        text = text.rstrip("。.") + say(lang, f"（{note}）", f" ({note})")
    return ended(lang, f"{number}.{gap}{text}")


def _remarks(lang: Lang, name: str, remarks: Sequence[Remark]) -> list[Paragraph]:
    if not remarks:
        return []
    texts = [remark.text.text(lang).rstrip("。.") for remark in remarks]
    text = labeled(lang, name, clauses(lang, texts))
    return [Paragraph(ended(lang, text))]


def comment_parts(lang: Lang, comment: Comment) -> list[str]:
    """Return what a comment says, one paragraph for each of its parts."""
    parts = (
        (say(lang, "成绩", "Results"), comment.achievements),
        (say(lang, "问题", "Problems"), comment.problems),
        (say(lang, "需要思考", "To think through"), comment.to_think_through),
        (say(lang, "努力方向", "To develop"), comment.to_develop),
    )
    return [p.text for name, said in parts for p in _remarks(lang, name, said)]
