"""Rulebooks with mistakes: each is named where it stands, with what is due there."""

from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import parse_rulebook, read_rulebook
from partybuild.errors import InputError

SAMPLE = (Path(__file__).parent / "sample.toml").read_text(encoding="utf-8")
HERE = "versions[2021]"


def mistakes(*changes, text=SAMPLE):
    """Return place and message of every mistake in the sample once it is changed."""
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    with pytest.raises(InputError) as refused:
        parse_rulebook(text, "sample.toml")
    return [(mistake.place, mistake.message) for mistake in refused.value.mistakes]


ONE_MISTAKE = {
    "float": (
        'weight = "60%"',
        "weight = 0.6",
        ".items[leadership].weight",
        (
            "found 0.6, a number that a computer would round; write it as text: "
            '"0.6", or "1/3" or "30%"'
        ),
    ),
    "float without a number": (
        "standard = 70",
        "standard = nan",
        ".standard",
        "found nan, a number that a computer would round",
    ),
    "negative weight": (
        'weight = "60%"',
        'weight = "-60%"',
        ".items[leadership].weight",
        "weight is -3/5; expected a number of at least 0",
    ),
    "words for a number": (
        'ceiling = "30%"',
        'ceiling = "a third"',
        ".quotas[good-ceiling].ceiling",
        "'a third' is not a number; write it like",
    ),
    "true for a number": (
        "limit = 5",
        "limit = true",
        ".adjustments[bonus].limit",
        "found true; expected a whole number, or text such as",
    ),
    "text for a count": (
        "within_months = 1",
        'within_months = "1"',
        ".consequences[talk].within_months",
        'found "1"; expected a whole number, without quotes',
    ),
    "number for text": (
        'version = "2021"',
        "version = 2021",
        "",
        'found 2021; expected text in quotes, such as "2021"',
    ),
    "table for text": (
        'item_id = "leadership"',
        "item_id = { a = 1 }",
        ".items[#1].item_id",
        "found a table; expected text in quotes",
    ),
    "list for a number": (
        "points = 100",
        "points = [100]",
        ".measures[rate-points].steps[#1].points",
        "found a list; expected a whole number",
    ),
    "text for a flag": (
        'base = "valid_marks"',
        'base = "valid_marks"\npooled = "yes"',
        ".measures[good-rate].pooled",
        'found "yes"; expected true or false, without quotes',
    ),
    "text for a list": (
        'options = ["good", "fairly_good"]',
        'options = "good"',
        ".measures[good-rate].options",
        'found "good"; expected a list, in [ ]',
    ),
    "text for a table": (
        "[versions.rounding]\nplaces = 2",
        'rounding = "half up"',
        ".rounding",
        'found "half up"; expected a table',
    ),
    "day and time": (
        "first = 2021-01-01",
        "first = 2021-01-01T08:00:00",
        ".first",
        "found 2021-01-01 08:00:00; expected a day such as 2021-01-31",
    ),
    "no such day": (
        "last = 2023-12-31",
        'last = "2023-02-30"',
        ".last",
        'found "2023-02-30"; expected a day such as 2021-01-31',
    ),
    "dates reversed": (
        "last = 2023-12-31",
        "last = 2020-12-31",
        ".last",
        "the period begins on 2021-01-01 and ends on 2020-12-31",
    ),
    "name in one part": (
        '["抓党建引领", "leadership of Party building"]',
        '["抓党建引领"]',
        ".items[leadership].label",
        "found a list; expected a name: { zh =",
    ),
    "name in one language": (
        '{ zh = "2021年办法", en = "measure of 2021" }',
        '{ zh = "2021年办法" }',
        ".title",
        "found a table; expected a name: { zh =",
    ),
    "blank name": (
        '["抓党建引领", "leadership of Party building"]',
        '["抓党建引领", " "]',
        ".items[leadership].label",
        "label text 'en' is ' '; expected text",
    ),
    "unknown word": (
        'effect = "flag"',
        'effect = "flags"',
        ".ballot_checks[all-equal].effect",
        (
            'found "flags"; expected one of "void_marks", "void_ballot", "void_vote", '
            "\"flag\"; did you mean 'flag'?"
        ),
    ),
    "number for a word": (
        'effect = "flag"',
        "effect = 1",
        ".ballot_checks[all-equal].effect",
        'found 1; expected one of "void_marks"',
    ),
    "unknown key": (
        "standard = 70",
        "standart = 70",
        ".standart",
        "unknown key; did you mean 'standard'?",
    ),
    "unknown key unlike any": (
        "places = 2",
        "xyzzy = 2",
        ".rounding.xyzzy",
        "unknown key; known: places, mode, zeros, thresholds",
    ),
    "unknown kind": (
        'kind = "rate"',
        'kind = "rates"',
        ".measures[good-rate].kind",
        'found kind "rates"; expected one of "ballots", "rate", "entered"',
    ),
    "missing kind": (
        'kind = "rate"\n',
        "",
        ".measures[good-rate]",
        'the kind is missing; expected one of "ballots", "rate"',
    ),
    "kind of another type": (
        'kind = "rate"',
        "kind = 1",
        ".measures[good-rate].kind",
        'found kind 1; expected one of "ballots", "rate"',
    ),
    "missing key": (
        'scale_id = "four-grades"\nbasis = "measure: Art. 6"',
        'basis = "measure: Art. 6"',
        ".items[leadership]",
        "the key 'scale_id' is missing",
    ),
    "unknown citation": (
        '"measure: Art. 6"',
        '"mesure: Art. 6"',
        ".items[leadership].basis",
        (
            "there is no citation 'mesure'; this file states: measure, meeting; "
            "did you mean 'measure'?"
        ),
    ),
    "no citation": (
        'basis = "measure: Art. 6"\n',
        "",
        ".items[leadership]",
        "nothing says what it rests on; write basis =",
    ),
    "two citations": (
        'basis = "measure: Art. 6"\n',
        'basis = "measure: Art. 6"\nown_decision = "x"\n',
        ".items[leadership]",
        "it states both basis and own_decision; keep one of the two",
    ),
    "article of a decision": (
        'basis = "meeting"',
        'basis = "meeting: Art. 1"',
        ".ballot_checks[all-equal].basis",
        "'meeting' is a decision of one's own, which has no articles",
    ),
    "colon without a place": (
        '"measure: Art. 6"',
        '"measure: "',
        ".items[leadership].basis",
        'no place follows the colon in "measure: "; write it, or "measure"',
    ),
    "number for a citation": (
        'basis = "measure: Art. 6"',
        "basis = 6",
        ".items[leadership].basis",
        "found 6; expected a table",
    ),
    "inexact decision": (
        'own_decision = "党工委会议决定（虚构）"',
        "own_decision = 2",
        ".measures[rate-points].own_decision",
        "found 2; expected a name",
    ),
    "duplicate item": (
        'item_id = "study"',
        'item_id = "leadership"',
        ".items[leadership]",
        "item id 'leadership' occurs twice; ids are unique",
    ),
    "duplicate option": (
        'option_id = "fair",',
        'option_id = "good",',
        ".scales[four-grades].options",
        "option id 'good' occurs twice",
    ),
    "duplicate scale": (
        'scale_id = "points"',
        'scale_id = "four-grades"',
        ".scales[four-grades]",
        "scale id 'four-grades' occurs twice",
    ),
    "entry under the code of a component": (
        'adjustment_id = "bonus"',
        'adjustment_id = "rate"',
        ".adjustments[rate]",
        "component or adjustment id 'rate' occurs twice",
    ),
    "group set within itself": (
        'set_id = "inside"',
        'set_id = "inside"\nwithin = "inside"',
        ".group_sets",
        "these parts are made from each other in a circle: inside -> inside",
    ),
    "measure made from itself": (
        'measure_id = "good-rate", comparison',
        'measure_id = "rate-points", comparison',
        ".measures[rate-points]",
        "these parts are made from each other in a circle: rate-points -> rate-points",
    ),
    "measure bearing the code of the total": (
        'measure_id = "rate-points"\nlabel',
        'measure_id = "total"\nlabel',
        ".measures[total]",
        "measure id 'total' occurs twice",
    ),
    "unknown measure": (
        'measure_id = "good-rate", comparison',
        'measure_id = "best-rate", comparison',
        ".measures[rate-points]",
        "there is no measure with id 'best-rate'",
    ),
    "unknown option": (
        'options = ["good", "fairly_good"]',
        'options = ["goood"]',
        ".measures[good-rate]",
        "there is no option of item 'leadership' with id 'goood'; known: good,",
    ),
    "unknown group set": (
        'within = "inside"',
        'within = "outside"',
        ".voter_groups[leaders]",
        "there is no group set with id 'outside'; known: inside",
    ),
    "unknown grade": (
        'grade_id = "fairly_good"\nbasis',
        'grade_id = "middling"\nbasis',
        ".caps[safety]",
        "there is no grade with id 'middling'; known: good, fairly_good, fair, poor",
    ),
    "weights that do not sum": (
        'weight = "40%"\nscale_id',
        'weight = "41%"\nscale_id',
        ".items",
        "the weights of the items sum to 101/100 (1.01 or 101%), not to 1",
    ),
    "weights of components": (
        'kind = "entered"\nweight = "20%"',
        'kind = "entered"\nweight = "10%"',
        ".components",
        "the weights of the components sum to 9/10 (0.9 or 90%), not to 1",
    ),
    "gap between bands": (
        "lower = 90",
        "lower = 91",
        ".grading.bands",
        "scores from 90 to below 91, between 'fairly_good' and 'good', have no band",
    ),
    "steps that do not meet": (
        'step = "0.5"',
        'step = "0.3"',
        ".scales[points]",
        "steps of 'points' from 0 to 100 is 1000/3; expected a whole number",
    ),
}


@pytest.mark.parametrize("name", ONE_MISTAKE)
def test_a_mistake_is_named_where_it_stands(name):
    """Each alone: one mistake, or such that follow from it."""
    before, after, place, message = ONE_MISTAKE[name]
    found = mistakes((before, after))
    at, shown = (
        found[0] if len(found) == 1 else next(one for one in found if message in one[1])
    )

    assert message in shown
    assert at.startswith("line ")
    assert at.endswith(f", {HERE}{place}") or not place
    # A line that was taken out leaves the line of the table around it.
    number = int(at.removeprefix("line ").split(",")[0])
    changed = SAMPLE.replace(before, after, 1).split("\n")
    key = at.rsplit(".", 1)[-1].split("[")[0]
    assert key in changed[number - 1] or changed[number - 1].startswith("[[")


TWO_VERSIONS = SAMPLE + SAMPLE[SAMPLE.index("[[versions]]") :]


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ("2023-12-31", "2021-01-01..2023-12-31 and 2023-12-31.. overlap"),
        ("2024-01-02", "a gap lies between 2021-01-01..2023-12-31 and 2024-01-02.."),
    ],
)
def test_versions_that_do_not_meet_are_named(first, message):
    """Neither a gap nor a day that two versions cover is taken."""
    text = TWO_VERSIONS[: SAMPLE.index("[[versions]]") + 1] + TWO_VERSIONS[
        SAMPLE.index("[[versions]]") + 1 :
    ].replace("first = 2021-01-01\nlast = 2023-12-31", "A", 1).replace(
        "first = 2021-01-01\nlast = 2023-12-31", f"first = {first}", 1
    ).replace("A", "first = 2021-01-01\nlast = 2023-12-31", 1).replace(
        'version = "2021"', 'version = "1"', 1
    )
    ((place, found),) = mistakes(text=text)
    assert place.endswith(", versions")
    assert message in found
    # The days are compared even where a version is wrong elsewhere.
    also = mistakes(('weight = "60%"', "weight = 0.6"), text=text)
    assert len(also) == 2
    assert any(message in shown for _, shown in also)


def test_a_version_that_is_named_twice_is_refused():
    """Names of versions are codes like all others."""
    days = "first = 2021-01-01\nlast = 2023-12-31"
    text = SAMPLE + SAMPLE[SAMPLE.index("[[versions]]") :].replace(
        days, "first = 2024-01-01", 1
    )
    ((place, message),) = mistakes(text=text)

    assert place.endswith(", versions")
    assert message == "version id '2021' occurs twice; ids are unique"


def test_all_mistakes_are_listed_in_one_run():
    """Values, references and sums; in the order of the file, each once."""
    found = mistakes(
        ('"meeting"', '"meting"'),
        ("issued = 2020-12-20", 'issued = "2020"'),
        ("standard = 70", "standart = 70"),
        ('weight = "60%"', "weight = 0.6"),
        ('item_id = "study"', 'item_id = "leadership"'),
        ('weight = "40%"\nwithin', 'weight = "50%"\nwithin'),
        ('grade_id = "fairly_good"\nbasis', 'grade_id = "middling"\nbasis'),
        ("last = 2023-12-31", "last = 2020-12-31"),
    )

    assert [place.partition(", ")[2] for place, _ in found] == [
        "citations.measure.issued",
        f"{HERE}.last",
        f"{HERE}.standart",
        f"{HERE}.items[leadership].weight",
        f"{HERE}.group_sets[inside]",
        f"{HERE}.ballot_checks[all-equal].basis",
        f"{HERE}.caps[safety]",
    ]
    numbers = [int(place.removeprefix("line ").split(",")[0]) for place, _ in found]
    assert numbers == sorted(numbers)


def test_several_attributes_of_one_table_are_refused_together():
    """A class raises for the first; the list has them all."""
    found = mistakes(
        (
            'ceiling = "30%"',
            'ceiling = "130%"\nwith_approval = "140%"\nworse_at_least = "-1"',
        )
    )

    assert [place.rsplit(".", 1)[-1] for place, _ in found] == [
        "ceiling",
        "with_approval",
        "worse_at_least",
    ]


CLASSES = """subject_classes = [
  { class_id = "head", label = "正职" },
  { class_id = "deputy", label = "副职" },
]
"""
OF_DEPUTIES = """
[[versions.items.class_weights]]
class_id = "deputy"
weight = "70%"
basis = "measure: Art. 6"
"""


def test_weights_of_each_class_of_subjects_are_summed():
    """The error says for whom the weights do not sum."""
    ((place, message),) = mistakes(
        ("standard = 70\n", f"standard = 70\n{CLASSES}"),
        ('basis = "measure: Art. 6"\n', f'basis = "measure: Art. 6"\n{OF_DEPUTIES}'),
    )

    assert place.endswith(f"{HERE}.items")
    assert message.startswith(
        "the weights of the items for class 'deputy' sum to 11/10 (1.1 or 110%), not "
    )


BROKEN = {
    "brackets": ("[[versions.items]]", "[[versions.items]", "line 41, column 17"),
    "quotes": ('format = "', "format = ", "line 1, column 10"),
    "key twice": ("standard = 70", "standard = 70\nstandard = 71", "line 20"),
    "end of the text": (
        'basis = "measure: Art. 14"',
        'basis = """measure',
        "end of document",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_toml_is_named_by_line(name):
    """The standard reader stops at the first; so do we."""
    before, after, where = BROKEN[name]
    ((place, message),) = mistakes((before, after))

    assert place.startswith(where)
    assert message.startswith("not TOML: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'missing; expected "partybuild-rulebook/1"'),
        ("format = 3", 'found 3; expected "partybuild-rulebook/1"'),
        ("a = " + "[" * 5000 + "]" * 5000, "not readable"),
        (f"a = {'9' * 5000}", "not readable"),
    ],
)
def test_what_is_no_rulebook_is_refused(text, message):
    """Another format, or a text beyond all limits."""
    ((_, found),) = mistakes(text=text)

    assert message in found


def test_what_the_top_of_a_file_lacks_is_listed():
    """Code, title and versions are due; other keys are none of the format."""
    found = mistakes(text='format = "partybuild-rulebook/1"\ntitel = "x"\n')

    assert found == [
        ("line 1", "the key 'rulebook_id' is missing"),
        ("line 1", "the key 'title' is missing"),
        ("line 1", "the key 'versions' is missing"),
        ("line 2, titel", "unknown key; did you mean 'title'?"),
    ]


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ("citations = 3", "citations", "found 3; expected a table"),
        ("versions = []", "versions", "there is no version at all"),
        (
            '[versions]\nversion = "1"',
            "versions",
            "found a table; expected [[versions]], in double brackets",
        ),
        ("versions = [3]", "versions[#1]", "found 3; expected a table"),
        (
            '[citations.a]\nown_decision = "x"\nbody = 3',
            "citations.a.body",
            "unknown key; a decision has only own_decision",
        ),
        ("[citations.a]\nown_decision = 3", "citations.a.own_decision", "found 3"),
        ("[citations]\na = 3", "citations.a", "found 3; expected a table"),
        (
            '[citations."办法"]\nlocator = "Art. 1"',
            'citations."办法"',
            "the key 'title' is missing",
        ),
    ],
)
def test_tables_of_another_kind_are_named(change, place, message):
    """At the top of a file."""
    text = (
        f'format = "partybuild-rulebook/1"\nrulebook_id = "x"\ntitle = "x"\n{change}\n'
    )
    found = mistakes(text=text)

    assert any(
        at.partition(", ")[2] == place and message in shown for at, shown in found
    )


def test_files_that_cannot_be_read_are_named(tmp_path):
    """No such file, or a file in another encoding."""
    with pytest.raises(InputError, match=r"none\.toml: the file cannot be read"):
        read_rulebook(tmp_path / "none.toml")
    path = tmp_path / "gbk.toml"
    path.write_bytes(SAMPLE.encode("gb18030"))
    with pytest.raises(InputError, match=r"byte \d+: the text is not UTF-8"):
        read_rulebook(path)
