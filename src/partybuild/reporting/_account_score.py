"""From the counts over every weight to the score."""

from collections.abc import Iterator
from fractions import Fraction

from partybuild.analysis import Disclosure
from partybuild.assessment import Assessment, Standing
from partybuild.conference import NO_CHOICES
from partybuild.kernel import Derivation, Label, Lang, Operation, number_text
from partybuild.reporting._model import Table
from partybuild.reporting._words import percent, say
from partybuild.rules import ReviewRules

_MOST_COUNTS = 6


def total_of(standing: Standing) -> Derivation:
    """Return the step that made the total."""
    total = standing.derivation
    while isinstance(total.value, Label):
        total = total.terms[0].node
    return total


def rules_for(assessment: Assessment, standing: Standing) -> ReviewRules:
    """Return the scheme as it weighs one subject."""
    review = assessment.review
    return review.rules_by_class()[review.class_of(standing.subject_id)]


def counts_table(
    assessment: Assessment, standing: Standing, lang: Lang
) -> Table | None:
    """Return the counts of one subject, with the means that they give.

    Args:
        assessment: The assessment.
        standing: Whose counts.
        lang: "zh" or "en".

    Returns:
        A row per item and a column per voter group, each with its weight; None
        where nothing is marked.
    """
    rules, tally = rules_for(assessment, standing), assessment.tally
    if not rules.items:
        return None
    subject = tally.form.subject_ids.index(standing.subject_id)
    rows: list[list[str]] = []
    for at, (item, score) in enumerate(zip(rules.items, standing.items, strict=True)):
        name = _weighed(item.label, rules.item_weight(item), lang)
        cells = [
            _cell(rules, at, tally.options(group, subject, at))
            for group in range(len(rules.voter_groups))
        ]
        rows.append([name, *cells, number_text(score.score)])
    groups = [
        "—" if group.score is None else number_text(group.score)
        for group in standing.groups
    ]
    rows.append([say(lang, "各主体得分", "by group"), *groups, ""])
    words = _words(rules, lang)
    missing = "、".join(choice.label.zh for choice in NO_CHOICES)
    return Table(
        caption=say(
            lang, f"各参评主体票数和均值（{words}）", f"Counts and means ({words})"
        ),
        columns=[
            say(lang, "项目（权重）", "item (weight)"),
            *(
                _weighed(group.label, rules.group_weight(group), lang)
                for group in rules.voter_groups
            ),
            say(lang, "项目得分", "item score"),
        ],
        rows=rows,
        note=say(
            lang,
            f"均值以有效选项为基数；{missing}不计入。“≈”为四舍五入，计算用精确值。",
            "Means are over valid marks; blank, spoilt and other missing marks do not "
            "count. “≈” is rounded for print, the exact value counts.",
        ),
    )


def _weighed(name: Label, weight: Fraction, lang: Lang) -> str:
    share = percent(weight)
    return say(lang, f"{name.zh}（{share}）", f"{name.en} ({share})")


def _words(rules: ReviewRules, lang: Lang) -> str:
    scales = {item.scale_id: rules.scale_of(item) for item in rules.items}
    if any(len(scale.options) > _MOST_COUNTS for scale in scales.values()):
        return say(lang, "票数 → 均值", "votes → mean")
    texts = [
        "/".join(o.label.text(lang) for o in scale.options) for scale in scales.values()
    ]
    return say(lang, "；", "; ").join(texts) + say(lang, " → 均值", " → mean")


def _cell(rules: ReviewRules, at: int, counts: tuple[int, ...]) -> str:
    options = rules.scale_of(rules.items[at]).options
    votes = sum(counts)
    if not votes:
        return "—"
    worth = sum((o.value * n for o, n in zip(options, counts, strict=True)), Fraction())
    shown = "/".join(map(str, counts)) if len(counts) <= _MOST_COUNTS else str(votes)
    return f"{shown} → {number_text(worth / votes)}"


def score_lines(standing: Standing) -> list[Label]:
    """Return the steps from the means of the groups to the total.

    Args:
        standing: Whose total.

    Returns:
        One sentence per step, the total first. Plain means stand in the table of
        counts and are not repeated.
    """
    seen: dict[Label, None] = {}
    for node in _steps(total_of(standing)):
        line = Label(zh=node.explain("zh", 0), en=node.explain("en", 0))
        seen.setdefault(line)
    return list(seen)


def account_steps(standing: Standing) -> tuple[Derivation, ...]:
    """Return the steps that `score_lines` writes out.

    Args:
        standing: Whose total.

    Returns:
        The steps, the total first.
    """
    return tuple(_steps(total_of(standing)))


def _steps(node: Derivation) -> Iterator[Derivation]:
    yield node
    for term in node.terms:
        below = term.node
        if below.operation is Operation.MEAN or _only_means(below):
            continue
        if below.terms or below.statement is not None:
            yield from _steps(below)


def _only_means(node: Derivation) -> bool:
    # Sums of plain means stand at the foot or at the end of the table.
    return bool(node.terms) and all(
        term.node.operation is Operation.MEAN for term in node.terms
    )


def items_table(
    assessment: Assessment, standing: Standing, disclosure: Disclosure, lang: Lang
) -> Table | None:
    """Return the item scores of one subject as they may be published.

    Args:
        assessment: The assessment.
        standing: Whose scores.
        disclosure: The gate.
        lang: "zh" or "en".

    Returns:
        The table; None where item scores are kept back.
    """
    cleared = disclosure.clear(assessment).items_of(standing.subject_id)
    if not cleared:
        return None
    rules = rules_for(assessment, standing)
    return Table(
        caption=say(lang, "各项目得分", "Item scores"),
        columns=(
            say(lang, "项目", "item"),
            say(lang, "权重", "weight"),
            say(lang, "得分", "score"),
        ),
        rows=[
            (item.label.text(lang), percent(rules.item_weight(item)), score.text)
            for item, score in zip(rules.items, cleared, strict=True)
        ],
    )
