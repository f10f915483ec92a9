"""``partybuild review``."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from partybuild.adapters._outputs import audience_of, write_outputs
from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import finding_text, progress, put
from partybuild.adapters.cli._source import review_of
from partybuild.adapters.cli._table import clean, table
from partybuild.adapters.records._assessment import assessment_document
from partybuild.analysis import (
    COMPLETE_BALLOTS,
    DEFAULT_DISCLOSURE,
    Disclosure,
    WeakAreas,
    find_weak_areas,
)
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import COLUMNS, Assessment, assess
from partybuild.kernel import Document, Label, Lang, headed

_WEAK_AREAS = Label(zh="薄弱环节", en="Weak areas")
_NO_WEAK_AREAS = Label(zh="没有发现薄弱环节。", en="No weak area was found.")
_KEPT_BACK = Label(
    zh="为保护无记名投票，有关数值不予公布。",
    en="The figures are kept back to protect the secret ballot.",
)
_FINDINGS = Label(zh="提示", en="Findings")
_WRITTEN = Label(zh="已写入", en="Written")
_FILE = Label(zh="文件", en="file")
_FOR_WHOM = Label(zh="使用范围", en="for whom")


def run_review(options: argparse.Namespace) -> ExitCode:
    """Assess a review, print it, and write the reports where asked to.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    lang: Lang = options.lang
    progress("正在读取", "reading", options)
    review = review_of(options)
    progress("正在计算", "assessing", options)
    assessment = assess(review)
    held_on = assessment.review.conference.held_on
    weak_areas = find_weak_areas(assessment, on=held_on)
    public = not options.review_body
    gate = DEFAULT_DISCLOSURE.remembering()
    written: list[Path] = []
    if options.out is not None:
        progress("正在写入", "writing", options)
        written += write_outputs(
            assessment,
            weak_areas,
            options.out,
            lang=lang,
            force=options.force,
            public=public,
            disclosure=gate,
        )
    reasons = _reasons(assessment, weak_areas, lang, gate if public else None)
    lines = [
        *_lines(assessment, weak_areas, reasons, lang),
        *_written(written, lang, public=public),
    ]
    document: dict[str, Document] = {}
    if options.json:
        document = assessment_document(
            assessment, weak_areas, public=public, disclosure=gate
        )
        document["written"] = [str(path) for path in written]
    put(options, "\n".join(lines), document)
    return ExitCode.DONE


def _reasons(
    assessment: Assessment, weak_areas: WeakAreas, lang: Lang, gate: Disclosure | None
) -> list[tuple[str, str]]:
    if gate is None:  # for the review body
        return [(area.title(lang), area.reason(lang)) for area in weak_areas]
    return [
        (
            area.title.text(lang),
            (_KEPT_BACK if area.reason is None else area.reason).text(lang),
        )
        for area in clear_weak_areas(assessment, weak_areas, gate)
    ]


def _lines(
    assessment: Assessment,
    weak_areas: WeakAreas,
    reasons: list[tuple[str, str]],
    lang: Lang,
) -> Iterator[str]:
    conference = assessment.review.conference
    yield clean(conference.title.text(lang))
    if conference.note is not None:
        yield clean(conference.note.text(lang))
    yield ""
    yield table([c.text(lang) for c in COLUMNS], assessment.rows(lang))
    yield ""
    yield headed(lang, _WEAK_AREAS.text(lang))
    for title, reason in reasons:
        yield clean(f"  {title}")
        yield clean(f"    {reason}")
    proofs = [area.proof for area in weak_areas]
    if any(proof is not None and not proof.conservative for proof in proofs):
        yield clean(f"  {COMPLETE_BALLOTS.text(lang)}")
    if not weak_areas.areas:
        yield f"  {_NO_WEAK_AREAS.text(lang)}"
    findings = (*assessment.findings, *weak_areas.findings)
    if findings:
        yield ""
        yield headed(lang, _FINDINGS.text(lang))
        rules = assessment.rules
        names = {
            **{g.group_id: g.label for g in rules.voter_groups},
            **{check.check_id: check.label for check in rules.ballot_checks},
            **{s.subject_id: s.name for s in assessment.standings},
        }
        for finding in findings:
            known = names.get(finding.subject)
            about = finding.subject if known is None else known.text(lang)
            yield clean(f"  {finding_text(finding, about, lang)}")


def _written(paths: Sequence[Path], lang: Lang, *, public: bool) -> Iterator[str]:
    if paths:
        yield ""
        yield headed(lang, _WRITTEN.text(lang))
        heads = [label.text(lang) for label in (_FILE, _FOR_WHOM)]
        audiences = [audience_of(path.name, public=public) for path in paths]
        rows = zip(map(str, paths), (a.text(lang) for a in audiences), strict=True)
        yield table(heads, list(rows))
