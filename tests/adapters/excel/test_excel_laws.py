"""What is written to a workbook and read again is the same."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters import excel
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.kernel import Label
from partybuild.rules import ComponentKind
from partybuild.testing.plain import plain_review
from partybuild.testing.strategies import labels, reviews

LANGS = st.sampled_from(["zh", "en"])


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory):
    return tmp_path_factory.mktemp("books")


def _file(folder, content):
    path = folder / "book.xlsx"
    path.write_bytes(content)
    return path


def _whole(rules):
    """Return the component of the ballots as the whole of the total."""
    [ballots] = [c for c in rules.components if c.kind is ComponentKind.BALLOTS]
    return attrs.evolve(ballots, weight=1)


@st.composite
def _relabeled(draw):
    """Draw a review whose items and groups have awkward, equal names."""
    review = draw(reviews())
    names = st.sampled_from([draw(labels()), draw(labels())])
    rules = review.version.rules
    rules = attrs.evolve(
        rules,
        components=[_whole(rules)],
        adjustments=(),
        caps=(),
        items=[
            attrs.evolve(
                item,
                label=draw(names),
                # Options of one item must differ, but need not do so by much.
                option_labels=[
                    Label.same(f"{draw(names).zh}{at}")
                    for at in range(len(rules.options_of(item)))
                ],
            )
            for item in rules.items
        ],
        voter_groups=[attrs.evolve(g, label=draw(names)) for g in rules.voter_groups],
    )
    box = BallotBox(BallotForm.of(rules, review.form.subject_ids), review.box.groups)
    return plain_review(rules, box, posts=review.posts, roll_call=review.roll_call)


@given(reviews(), LANGS)
def test_a_review_is_the_same_after_a_workbook_of_ballots(folder, review, lang):
    """The workbook carries the whole review, ballots and record included."""
    path = _file(folder, excel.ballot_workbook(review, lang=lang))
    assert excel.read_review(path) == review
    assert excel.read_review(path, review) == review
    assert excel.read_ballots(path, review.form) == (review.box, review.roll_call)


@given(reviews(), LANGS)
def test_the_counts_are_the_same_after_a_count_sheet(folder, review, lang):
    """A count sheet gives the tally of the ballots, and everything else."""
    path = _file(folder, excel.count_sheet_workbook(review, lang=lang))
    counted = count(review.box)
    assert excel.read_review(path) == attrs.evolve(review, box=None, counted=counted)
    assert excel.read_counts(path, review.form) == (counted, review.roll_call)


@given(_relabeled(), LANGS)
def test_names_that_two_share_stay_apart(folder, review, lang):
    """Items, groups and options may have the same awkward name."""
    path = _file(folder, excel.ballot_workbook(review, lang=lang))
    assert excel.read_review(path) == review
    path = _file(folder, excel.count_sheet_workbook(review, lang=lang))
    assert excel.read_review(path).counted == count(review.box)


@given(reviews(), LANGS)
def test_the_same_review_gives_the_same_bytes(review, lang):
    """No clock and no order of input reaches a workbook."""
    again = attrs.evolve(review, posts=tuple(reversed(review.posts)))
    once = excel.ballot_workbook(review, lang=lang)
    assert once == excel.ballot_workbook(again, lang=lang)
    assert excel.count_sheet_workbook(review) == excel.count_sheet_workbook(again)


@given(reviews(), st.dictionaries(st.sampled_from(["g0", "g1"]), st.integers(0, 5)))
def test_unused_rows_of_a_template_are_no_ballots(folder, review, papers):
    """Room for more ballots than there were changes nothing."""
    path = _file(folder, excel.ballot_workbook(review, papers=papers))
    assert excel.read_review(path) == review
