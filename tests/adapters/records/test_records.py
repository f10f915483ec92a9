"""Review documents: everything comes back, and every mistake has its path."""

import json
from copy import deepcopy

import pytest

from partybuild.adapters.records import (
    read_review,
    review_document,
    review_from_document,
    review_json,
    write_review,
)
from partybuild.assessment import assess, receipt_json
from partybuild.datasets import example_path, load_example
from partybuild.errors import FileExistsAlreadyError, InputError


@pytest.fixture(scope="module")
def example():
    """Return the example conference."""
    return load_example("long-march-street-2021")


@pytest.fixture
def document(example):
    """Return a fresh document of the example."""
    return json.loads(review_json(example))


def _mistakes(document):
    with pytest.raises(InputError) as refused:
        review_from_document(document, "review.json")
    return {(m.place, m.message) for m in refused.value.mistakes}


def _places(document):
    return {place for place, _ in _mistakes(document)}


def test_a_review_comes_back_from_its_document(example, document):
    """Reading what was written gives an equal review."""
    assert review_from_document(document) == example


def test_equal_reviews_have_equal_bytes(example, document):
    """The document is canonical: writing again changes no byte."""
    assert review_json(review_from_document(document)) == review_json(example)


def test_the_order_of_the_input_reaches_no_output(example, document):
    """Shuffled ballots, posts, organizations, keys: the same receipt."""
    shuffled = deepcopy(document)
    for ballots in shuffled["ballots"].values():
        ballots.reverse()
    shuffled["posts"].reverse()
    shuffled["tree"]["nodes"].reverse()
    shuffled["rulebook"]["versions"].reverse()
    shuffled["roll_call"]["groups"].reverse()
    shuffled["conference"]["reports"].reverse()
    shuffled = dict(reversed(shuffled.items()))

    again = review_from_document(shuffled)

    assert receipt_json(assess(again)) == receipt_json(assess(example))


def test_several_mistakes_are_reported_together(document):
    """One run names all of them."""
    document["conference"]["year"] = "2021"
    del document["conference"]["chair"]
    document["rulebook"]["versions"][0]["rules"]["items"][1]["wieght"] = 1
    document["balots"] = {}

    mistakes = _mistakes(document)

    assert ("$.conference.year", "found '2021'; expected a whole number") in mistakes
    assert ("$.conference.chair", "a required field is missing") in mistakes
    assert (
        "$.rulebook.versions[0].rules.items[1].wieght",
        "unknown field; did you mean 'weight'?",
    ) in mistakes
    assert ("$.balots", "unknown field; did you mean 'ballots'?") in mistakes


def test_marks_are_addressed_by_path(document):
    """A mark that is no option, two marks, a missing mark: each has its place."""
    ballots = document["ballots"]["leaders"]
    ballots[0][0][0] = "excellent"
    ballots[1][2][3] = "好、较好"
    ballots[2][4].pop()
    ballots[3].pop()
    ballots[4][1][1] = 100
    document["ballots"]["strangers"] = []

    places = _places(document)

    assert places == {
        "$.ballots.leaders[0][0][0]",
        "$.ballots.leaders[1][2][3]",
        "$.ballots.leaders[2][4]",
        "$.ballots.leaders[3]",
        "$.ballots.leaders[4][1][1]",
        "$.ballots.strangers",
    }


def test_a_float_is_refused_with_its_path(tmp_path, example):
    """0.3 in a file is not 3/10; the error says what to write."""
    text = review_json(example).replace('"ceiling": "0.3"', '"ceiling": 0.3')
    path = tmp_path / "review.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=r"ceiling: found the inexact number 0.3"):
        read_review(path)


def test_weights_that_do_not_sum_are_refused_where_they_stand(document):
    """The path leads to the rules whose weights are wrong."""
    rules = document["rulebook"]["versions"][1]["rules"]
    rules["voter_groups"][0]["weight"] = "0.4"

    ((place, message),) = _mistakes(document)

    assert place == "$.rulebook.versions[1].rules"
    assert message.startswith(
        "the weights of the voter groups sum to 11/10 (1.1 or 110%), not to 1"
    )


def test_bands_with_a_gap_are_refused(document):
    """Scores without a grade are found before there is data."""
    bands = document["rulebook"]["versions"][1]["rules"]["grading"]["bands"]
    bands[1]["upper"] = "89"

    ((place, message),) = _mistakes(document)

    assert place == "$.rulebook.versions[1].rules.grading"
    assert "scores from 89 to below 90" in message


def test_a_date_outside_every_version_is_refused(document):
    """The day of the conference chooses the version, and there must be one."""
    document["conference"]["held_on"] = "1999-01-01"

    ((place, message),) = _mistakes(document)

    assert place == "$.rulebook"
    assert "has no version in force on 1999-01-01" in message


def test_more_returned_than_issued_is_refused(document):
    """A vote with more ballots back than out is no vote."""
    document["roll_call"]["groups"][0]["issued"] = 1

    ((place, message),) = _mistakes(document)

    assert place == "$.roll_call.groups[0]"
    assert "is more than issued 1" in message


def test_ballots_and_roll_call_must_agree(document):
    """A ballot that got lost between counting and typing is noticed."""
    document["ballots"]["leaders"].pop()

    ((_, message),) = _mistakes(document)

    assert "leaves 9 valid ballots, but 8 are at hand" in message


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("version", 2, "this release reads version 1"),
        ("version", True, "this release reads version 1"),
        ("format", "something", "expected 'partybuild-review'"),
    ],
)
def test_another_format_or_version_is_refused(document, key, value, words):
    """A document of another release is not half understood."""
    document[key] = value

    ((place, message),) = _mistakes(document)

    assert place == f"$.{key}"
    assert words in message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[1, 2", "not JSON"),
        ("[" * 100_000, "not readable"),
        ('{"a": 1, "a": 2}', "the key occurs twice"),
        ("[]", "expected one JSON object"),
        ("9" * 10_000, "not readable"),
    ],
)
def test_texts_that_are_no_document_are_refused(tmp_path, text, words):
    """Bad input never becomes a traceback of ours."""
    path = tmp_path / "review.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=words):
        read_review(path)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    """Missing files and binary files are named."""
    binary = tmp_path / "review.json"
    binary.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InputError, match="the text is not UTF-8"):
        read_review(binary)
    with pytest.raises(InputError, match="the file cannot be read"):
        read_review(tmp_path / "nowhere.json")


def test_nothing_is_overwritten_without_being_told(tmp_path, example):
    """A file that exists stays as it is, and no half-written file remains."""
    path = tmp_path / "review.json"
    path.write_text("precious", encoding="utf-8")

    with pytest.raises(FileExistsAlreadyError):
        write_review(example, path)
    assert path.read_text(encoding="utf-8") == "precious"
    assert write_review(example, path, force=True) == path
    assert read_review(path) == example
    assert [p.name for p in tmp_path.iterdir()] == ["review.json"]


def test_counts_come_back_with_their_sums(example):
    """A review that holds counts instead of ballots survives the round trip."""
    document = review_document(example)
    del document["ballots"]
    document["counts"] = json.loads(json.dumps(example.tally().document()))

    review = review_from_document(document)

    assert review.tally() == example.tally()
    assert review_document(review)["counts"] == document["counts"]


def test_counts_that_do_not_add_up_are_refused(example):
    """Options, blanks and spoilt marks of a line sum to the ballots."""
    document = json.loads(json.dumps(review_document(example)))
    del document["ballots"]
    document["counts"] = json.loads(json.dumps(example.tally().document()))
    document["counts"]["counts"]["leaders"]["c1-secretary"][0][0] += 1

    ((place, message),) = _mistakes(document)

    assert place == "$.counts"
    assert "10 marks counted on 9 ballots" in message


def test_ballots_counts_and_workbook_give_the_same_receipt(example):
    """From JSON, from the workbook, from the count sheet: the same bytes."""
    from partybuild.adapters import excel

    expected = receipt_json(assess(example))
    ballots = excel.read_review(example_path("long-march-street-2021", "ballots.xlsx"))
    counts = excel.read_review(example_path("long-march-street-2021", "counts.xlsx"))

    assert receipt_json(assess(ballots)) == expected
    assert receipt_json(assess(counts)) == expected
