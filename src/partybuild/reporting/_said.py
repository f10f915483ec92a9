"""What was said at the conference: comments, findings and requirements."""

from collections.abc import Sequence

from partybuild.assessment import Assessment
from partybuild.conference import Comment, Remark
from partybuild.kernel import Lang
from partybuild.reporting._model import Block, Paragraph, Reason, Section
from partybuild.reporting._words import ended, say


def said_sections(assessment: Assessment, lang: Lang) -> list[Section]:
    """Return the sections on comments and requirements, where there are any."""
    conference = assessment.review.conference
    found: list[Section] = []
    general = [
        *_remarks(lang, say(lang, "成绩", "Strengths"), conference.strengths),
        *_remarks(lang, say(lang, "问题", "Problems"), conference.problems),
    ]
    comments: list[Block] = [
        Reason(
            ended(lang, assessment.review.post(comment.post_id).title.text(lang)),
            _comment(lang, comment),
        )
        for comment in conference.comments
    ]
    if general or comments:
        title = say(lang, "点评意见", "Comments")
        found.append(Section(title=title, blocks=[*general, *comments]))
    if conference.requirements:
        text = [
            Paragraph(ended(lang, remark.text.text(lang)))
            for remark in conference.requirements
        ]
        title = say(lang, "工作要求", "Requirements")
        found.append(Section(title=title, blocks=text))
    return found


def _remarks(lang: Lang, name: str, remarks: Sequence[Remark]) -> list[Block]:
    if not remarks:
        return []
    texts = [remark.text.text(lang).rstrip("。.") for remark in remarks]
    joined = say(lang, "；", "; ").join(texts)
    return [Paragraph(ended(lang, f"{name}{say(lang, '：', ': ')}{joined}"))]


def _comment(lang: Lang, comment: Comment) -> list[str]:
    parts = (
        (say(lang, "成绩", "Results"), comment.achievements),
        (say(lang, "问题", "Problems"), comment.problems),
        (say(lang, "需要思考", "To think through"), comment.to_think_through),
        (say(lang, "努力方向", "To develop"), comment.to_develop),
    )
    return [
        block.text
        for name, remarks in parts
        for block in _remarks(lang, name, remarks)
        if isinstance(block, Paragraph)
    ]
