"""Tagging of what was said at a conference, remark by remark."""

from collections.abc import Iterator
from enum import Enum

import attrs

from partybuild.analysis._tag import Polarity, Tagging
from partybuild.analysis._tagging import tag
from partybuild.conference import Comment, Conference, Remark
from partybuild.kernel import (
    Finding,
    Label,
    Lang,
    Record,
    Severity,
    Summary,
    sorted_findings,
)


class RemarkKind(Enum):
    """As what something was said."""

    ACHIEVEMENT = "achievement"
    PROBLEM = "problem"
    TO_THINK_THROUGH = "to_think_through"
    TO_DEVELOP = "to_develop"

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _KINDS[self]


_KINDS = {
    RemarkKind.ACHIEVEMENT: Label(zh="成绩", en="achievement"),
    RemarkKind.PROBLEM: Label(zh="问题", en="problem"),
    RemarkKind.TO_THINK_THROUGH: Label(zh="需要思考", en="to think through"),
    RemarkKind.TO_DEVELOP: Label(zh="努力方向", en="to develop"),
}


_EXPECTED = {
    RemarkKind.ACHIEVEMENT: Polarity.STRENGTH,
    RemarkKind.PROBLEM: Polarity.PROBLEM,
}


@attrs.frozen(kw_only=True)
class TaggedRemark(Record):
    """One remark of a conference with the areas that it names.

    Attributes:
        remark_id: Kind and number in its comment, such as
            "comment-b1-secretary-problem-1"; stable while the comment is.
        post_id: Post of the secretary commented on; empty for all.
        kind: As what it was said.
        remark: The remark.
        tagging: Tags of its text.
    """

    remark_id: str
    post_id: str
    kind: RemarkKind
    remark: Remark
    tagging: Tagging

    @property
    def codes(self) -> tuple[str, ...]:
        """Areas of the remark: the one a person gave it, else those tagged.

        Of a problem only what blames counts, of an achievement only what praises.
        """
        if self.remark.area:
            return (self.remark.area,)
        polarity = _EXPECTED.get(self.kind)
        found = {
            one.code
            for one in self.tagging
            if polarity is None or one.polarity is polarity
        }
        return tuple(sorted(found))


@attrs.frozen(repr=False)
class TaggedComments(Record):
    """All that was said at a conference, tagged.

    Attributes:
        remarks: Remarks, by secretary, kind and number.
        findings: Remarks that a person should look at.
    """

    remarks: tuple[TaggedRemark, ...]
    findings: tuple[Finding, ...]

    def summary(self) -> Summary:
        """Return every remark with the areas that it names."""
        return Summary(
            caption=Label(zh="点评意见归类", en="comments by area"),
            columns=(
                Label(zh="述职人编号", en="secretary"),
                Label(zh="类别", en="kind"),
                Label(zh="意见", en="remark"),
                Label(zh="工作方面", en="areas"),
                Label(zh="编号", en="id"),
            ),
            rows=[
                (
                    one.post_id,
                    one.kind.label,
                    one.remark.text,
                    ", ".join(dict.fromkeys(t.area for t in one.tagging.tags)),
                    one.remark_id,
                )
                for one in self.remarks
            ],
            shown=4,
        )

    def __iter__(self) -> Iterator[TaggedRemark]:
        """Iterate over the remarks."""
        return iter(self.remarks)

    def __len__(self) -> int:
        """Return how many remarks there are."""
        return len(self.remarks)

    def of(
        self, post_id: str, kind: RemarkKind | None = None
    ) -> tuple[TaggedRemark, ...]:
        """Return what was said to one secretary, or of all for an empty id."""
        return tuple(
            one
            for one in self.remarks
            if one.post_id == post_id and kind in (None, one.kind)
        )


def tag_comments(conference: Conference, lang: Lang = "zh") -> TaggedComments:
    """Find the areas that the comments of a conference name.

    The area that a person gave a remark stands; the lexicon fills in where there
    is none, and says where it reads something else.

    Args:
        conference: The conference.
        lang: Language of the texts that are read.

    Returns:
        Comments on each report, then strengths and problems named of all.
    """
    remarks: list[TaggedRemark] = []
    for comment in sorted(conference.comments, key=lambda c: c.post_id):
        remarks.extend(_tagged(comment, lang))
    of_all = Comment(
        post_id="", achievements=conference.strengths, problems=conference.problems
    )
    remarks.extend(_tagged(of_all, lang))
    findings = [found for one in remarks for found in _findings(one)]
    return TaggedComments(tuple(remarks), sorted_findings(findings))


def _tagged(comment: Comment, lang: Lang) -> Iterator[TaggedRemark]:
    said = (
        (RemarkKind.ACHIEVEMENT, comment.achievements),
        (RemarkKind.PROBLEM, comment.problems),
        (RemarkKind.TO_THINK_THROUGH, comment.to_think_through),
        (RemarkKind.TO_DEVELOP, comment.to_develop),
    )
    for kind, remarks in said:
        for number, remark in enumerate(remarks, 1):
            yield TaggedRemark(
                remark_id=f"comment-{comment.post_id or 'all'}-{kind.value}-{number}",
                post_id=comment.post_id,
                kind=kind,
                remark=remark,
                tagging=tag(remark.text.text(lang)),
            )


def _findings(one: TaggedRemark) -> Iterator[Finding]:
    given, expected = one.remark.area, _EXPECTED.get(one.kind)
    read = {t.code for t in one.tagging if expected in (None, t.polarity)}
    opposite = {t.code for t in one.tagging} - read
    if not given and not read and expected is not None:
        message = Label(
            zh="未归入任何方面，请人工归类",
            en="sorted under no area; let a person do it",
        )
        yield _finding("PB-TAG-02", one, message)
    if given and read and given not in read:
        message = Label(
            zh=f"人工归入 {given}，文字读作 {'、'.join(sorted(read))}",
            en=f"sorted under {given}, the text reads as {', '.join(sorted(read))}",
        )
        yield _finding("PB-TAG-03", one, message)
    if opposite:
        codes = sorted(opposite)
        message = Label(
            zh=f"文字的褒贬与所列部分不符：{'、'.join(codes)}",
            en="praise among problems, or blame among results: " + ", ".join(codes),
        )
        yield _finding("PB-TAG-04", one, message)


def _finding(code: str, one: TaggedRemark, message: Label) -> Finding:
    return Finding(
        code=code,
        severity=Severity.INFO,
        subject=one.post_id,
        message=message,
        evidence=(("remark", one.remark_id), ("text", one.remark.text.zh)),
    )
