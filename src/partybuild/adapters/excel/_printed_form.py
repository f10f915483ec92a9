"""A ballot form together with the names that people read on it."""

from collections.abc import Iterable, Mapping
from typing import Self

import attrs

from partybuild.adapters.excel._strokes import stroke_keys
from partybuild.adapters.excel._text import sheet_names, unlike
from partybuild.adapters.excel._words import SUBJECT, TICKET
from partybuild.conference import BallotForm, Review
from partybuild.errors import UnknownIdError, ValueRangeError
from partybuild.kernel import Document, Label, Lang, digest, to_document
from partybuild.rules import Option


def _labels(labels: Mapping[str, Label]) -> tuple[tuple[str, Label], ...]:
    return tuple(dict(labels).items())


def _covers(printed: "PrintedForm", _: object, __: object) -> None:
    for what, wanted, named in (
        ("subject", printed.form.subject_ids, dict(printed.subjects)),
        ("voter group", printed.form.group_ids, dict(printed.groups)),
    ):
        for identifier in wanted:
            if identifier not in named:
                raise UnknownIdError(f"name of a {what}", identifier, tuple(named))


@attrs.frozen(kw_only=True)
class PrintedForm:
    """A ballot form with the names of its subjects and voter groups.

    Attributes:
        form: Subjects, items, options and groups by their ids.
        form_id: Code printed on the form, such as the conference's.
        title: Heading of the form.
        subjects: Name of each subject, in the order of printing.
        groups: Name of each voter group.
        note: What readers must know first, such as that the marks are invented.
        rules: Name and version of the rules; None where they are not known.
        rules_code: Code of the exact version of the rules; "" where not known.
        checks: What the rules forbid on a ballot, such as equal marks throughout.
    """

    form: BallotForm
    form_id: str
    title: Label
    subjects: tuple[tuple[str, Label], ...] = attrs.field(converter=_labels)
    groups: tuple[tuple[str, Label], ...] = attrs.field(
        converter=_labels, validator=_covers
    )
    note: Label | None = None
    rules: Label | None = None
    rules_code: str = ""
    checks: tuple[Label, ...] = ()

    @classmethod
    def of(cls, review: Review) -> Self:
        """Return the form of a review, subjects in the order of reporting."""
        form = review.form
        # Those who reported in writing come after those who reported on site.
        place = {
            report.post_id: (report.order is None, report.order or 0, report.post_id)
            for report in review.conference.reports
        }
        order = sorted(form.subject_ids, key=place.__getitem__)
        version = review.version
        title = version.rules.title
        return cls(
            form=form,
            form_id=review.conference.conference_id,
            title=review.conference.title,
            subjects={subject: review.post(subject).title for subject in order},
            groups={g.group_id: g.label for g in review.version.rules.voter_groups},
            note=review.conference.note,
            rules=Label(
                zh=f"{title.zh}（{version.version}）",
                en=f"{title.en} ({version.version})",
            ),
            rules_code=digest(to_document(version))[:12],
            checks=tuple(check.label for check in version.rules.ballot_checks),
        )

    @classmethod
    def plain(cls, form: BallotForm) -> Self:
        """Return a form on which subjects and groups go by their ids."""
        return cls(
            form=form,
            form_id="ballot",
            title=Label(zh="民主测评票", en="Ballot of the democratic assessment"),
            subjects={subject: Label.same(subject) for subject in form.subject_ids},
            groups={group: Label.same(group) for group in form.group_ids},
        )

    def ordered(self, subject_ids: Iterable[str]) -> Self:
        """Return the form with its subjects printed in another order.

        `in_stroke_order` finds that of strokes of the surnames.

        Args:
            subject_ids: Every subject once, in the order of printing.

        Returns:
            The form; what it asks is the same, and so is its check code.

        Raises:
            ValueRangeError: If a subject is missing, unknown or named twice.
        """
        order, named = tuple(subject_ids), dict(self.subjects)
        if sorted(order) != sorted(named):
            raise ValueRangeError(
                "order of the subjects",
                "、".join(order),
                f"each of {'、'.join(named)} once",
            )
        return attrs.evolve(self, subjects={s: named[s] for s in order})

    def in_stroke_order(self, names: Mapping[str, str] | None = None) -> Self:
        """Return the form with its subjects in the order of strokes (按姓氏笔画为序).

        Args:
            names: Name to sort each subject by, the surname first; None takes the
                Chinese names that are printed.

        Returns:
            The form; what it asks is the same, and so is its check code.

        Raises:
            UnknownStrokesError: If strokes of a character are not known.
            ValueRangeError: If a subject is missing or unknown.
        """
        named = {s: label.zh for s, label in self.subjects} if names is None else names
        keys = dict(zip(named, stroke_keys(named.values()), strict=True))
        # Names that are the same keep the order that they have.
        given = [s for s, _ in self.subjects if s in keys]
        others = [s for s in keys if s not in dict(self.subjects)]
        return self.ordered([*sorted(given, key=keys.__getitem__), *others])

    @property
    def check_code(self) -> str:
        """Code that tells forms apart: same words to mark, same code."""
        form = self.form
        items: list[Document] = [
            [item.item_id, *map(_words, item.options)] for item in form.items
        ]
        words: dict[str, Document] = {
            "subjects": list(form.subject_ids),
            "groups": list(form.group_ids),
            "blank": form.blank.value,
            "items": items,
        }
        return digest(words)[:12]

    def subject_words(self, lang: Lang) -> tuple[str, ...]:
        """Return the subjects' names as printed, in the order of printing."""
        return unlike(self.subjects, lang)

    def group_words(self, lang: Lang) -> tuple[str, ...]:
        """Return the voter groups' names as printed, in the order of the form."""
        named = dict(self.groups)
        return unlike([(g, named[g]) for g in self.form.group_ids], lang)

    def item_words(self, lang: Lang) -> tuple[str, ...]:
        """Return the items' words as printed, in the order of the ballot."""
        items = self.form.items
        labels = [(item.item_id, item.label) for item in items]
        return unlike(labels, lang, (TICKET, SUBJECT))

    def sheet_names(self, prefix: Label, lang: Lang) -> tuple[str, ...]:
        """Return the name of each voter group's sheet, in the order of the form."""
        return sheet_names(prefix, self.group_words(lang), lang)


def printed_form(source: Review | PrintedForm | BallotForm) -> PrintedForm:
    """Return the form of a review, or a form as it is, with names."""
    if isinstance(source, PrintedForm):
        return source
    if isinstance(source, BallotForm):
        return PrintedForm.plain(source)
    return PrintedForm.of(source)


def _words(option: Option) -> Document:
    return [option.option_id, option.label.zh, option.label.en]
