"""What the shipped example holds, and that it is made by its generator."""

import os
import subprocess
import sys
from datetime import date
from importlib.resources import files
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest

from partybuild.adapters import excel
from partybuild.assessment import assess, receipt_json
from partybuild.conference import NoChoice, ReportMode
from partybuild.datasets import EXAMPLES, example_path, load_example
from partybuild.errors import RuleNotInForceError, UnknownIdError
from partybuild.kernel import Label
from partybuild.organization import OrganizationKind

NAME = "long-march-street-2021"
GENERATOR = Path(__file__).parents[2] / "tools" / "make_example.py"


def environment(**more):
    """Return the environment in which a child finds what this process finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more}


def contents(folder):
    """Return the bytes of every file, and of every part of a workbook."""
    found = {}
    for path in folder.iterdir():
        if path.suffix == ".xlsx":
            # Another build of zlib packs the same parts into other bytes.
            with ZipFile(path) as parts:
                found |= {(path.name, p): parts.read(p) for p in parts.namelist()}
        else:
            found[path.name] = path.read_bytes()
    return found


@pytest.fixture(scope="module")
def review():
    """Load the example once."""
    return load_example(NAME)


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_generator_reproduces_every_byte(tmp_path, hash_seed):
    """What is shipped is what the committed script makes, on any hash seed."""
    subprocess.run(
        [sys.executable, str(GENERATOR), "--out", str(tmp_path)],
        check=True,
        env=environment(PYTHONHASHSEED=hash_seed),
    )
    for name in EXAMPLES:
        shipped = example_path(name, "review.json").parent
        made = tmp_path / shipped.name
        kept = contents(shipped)
        kept.pop("ledger.json", None)  # made by a script of its own
        assert contents(made) == kept


def test_unknown_example_names_the_known_ones():
    """A misspelt name is answered with the names that exist."""
    with pytest.raises(UnknownIdError) as caught:
        load_example("short-march")
    assert caught.value.known == EXAMPLES


def test_unknown_file_names_the_known_ones():
    """A misspelt file is answered with the files that exist."""
    with pytest.raises(UnknownIdError) as caught:
        example_path(NAME, "ballot.xlsx")
    assert "review.json" in caught.value.known


def test_files_are_package_data():
    """The files travel inside the package, where importlib.resources finds them."""
    folder = files("partybuild.datasets") / "long_march_street_2021"
    text = (folder / "review.json").read_text(encoding="utf-8")
    assert text == example_path(NAME, "review.json").read_text(encoding="utf-8")


def test_importing_the_datasets_reads_no_data():
    """Data are read when an example is asked for, not before."""
    code = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0]))"
        " if event == 'open' else None)\n"
        "import partybuild.datasets\n"
        "early = [path for path in opened if 'long_march' in path]\n"
        "partybuild.datasets.load_example('long-march-street-2021')\n"
        "late = [path for path in opened if 'long_march' in path]\n"
        "assert not early, early\n"
        "assert late\n"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env=environment(),
    )


def test_meeting_is_the_one_reported(review):
    """Host, day, chair, commenter, guidance and agenda follow the news item."""
    conference = review.conference
    assert (conference.host_id, conference.year) == ("street", 2021)
    assert conference.held_on == date(2022, 1, 25)
    assert conference.chair.zh == "街道党工委副书记、办事处主任"
    assert conference.commenter.zh == "街道党工委书记"
    assert conference.guidance == Label(
        zh="区委组织部", en="organization department of the district committee"
    )
    assert [item.kind.value for item in conference.agenda] == [
        "conveying",
        "reports",
        "comments",
        "assessment",
        "summing_up",
        "requirements",
    ]
    assert len(conference.strengths) == 5
    assert [remark.area for remark in conference.problems] == [
        "RESP-1",
        "ROLE-1",
        "FUSE-1",
    ]
    assert all("第一责任人" in remark.text.zh for remark in conference.requirements)
    assert len(conference.requirements) == 3


def test_twelve_secretaries_of_three_kinds_report(review):
    """Three committees, four general branches and five branches report."""
    tree = review.tree.at(review.conference.held_on)
    reporting = [
        tree.get(review.post(subject).organization_id).kind
        for subject in review.conference.subject_ids
    ]
    assert reporting.count(OrganizationKind.COMMITTEE) == 3
    assert reporting.count(OrganizationKind.GENERAL_BRANCH) == 4
    assert reporting.count(OrganizationKind.BRANCH) == 5
    assert all(tree.parent(o.organization_id) for o in tree.children("street"))
    on_site = [r for r in review.conference.reports if r.mode is ReportMode.ON_SITE]
    assert sorted(r.order for r in on_site) == list(range(1, 11))
    assert [
        r.order for r in review.conference.reports if r.mode is ReportMode.WRITTEN
    ] == [None, None]


def test_every_kind_present_but_the_reporters_votes_in_one_group(review):
    """A reporter's ballot would show who cast it, so reporters get none."""
    conference, groups = review.conference, review.version.rules.voter_groups
    taken = list(chain.from_iterable(group.kinds for group in groups))
    present = [kind.kind_id for kind in conference.attendance]
    assert sorted([*taken, "community-secretaries"]) == sorted(present)
    assert conference.present > 70
    for group in groups:
        roll = review.roll_call.of(group.group_id)
        assert roll.issued == roll.present == conference.present_in(group)


def test_roll_call_of_seventy_two_ballots(review):
    """74 issued, 72 returned, two of them void, 70 in the box."""
    rolls = review.roll_call.groups
    assert sum(roll.issued for roll in rolls) == 74
    assert sum(roll.returned for roll in rolls) == 72
    assert sum(roll.void for roll in rolls) == 2
    assert sum(review.box.sizes) == 70
    assert (len(review.form.subject_ids), len(review.form.items)) == (12, 8)


def test_marks_that_choose_nothing_are_few_and_of_every_kind(review):
    """Blanks, spoilt marks, abstentions and don't-knows sit on few ballots."""
    ballots = [b for group in review.form.group_ids for b in review.box.ballots(group)]
    complete = [b for b in ballots if max(b) < min(NoChoice)]
    assert 50 <= len(complete) < len(ballots)
    assert set(chain.from_iterable(ballots)) >= {
        NoChoice.BLANK,
        NoChoice.SPOILT,
        NoChoice.ABSTAINED,
        NoChoice.UNKNOWN,
    }


def test_date_chooses_the_version_of_the_rules(review):
    """Two dated versions meet at the turn of 2020, and none covers 2018."""
    book = review.rulebook
    assert review.version.version == "2021"
    assert book.at(date(2020, 12, 31)).version == "2019"
    assert book.at(date(2021, 1, 1)).version == "2021"
    assert (
        book.at(date(2020, 12, 31)).rules.items != book.at(date(2021, 1, 1)).rules.items
    )
    with pytest.raises(RuleNotInForceError):
        book.at(date(2018, 12, 31))


def test_every_secretary_gets_a_whole_comment(review):
    """Each of the twelve hears results, problems, questions and a way on."""
    comments = review.conference.comments
    assert sorted(c.post_id for c in comments) == list(review.form.subject_ids)
    for comment in comments:
        assert comment.achievements
        assert comment.problems
        assert comment.to_think_through
        assert comment.to_develop


def test_record_says_that_it_is_invented(review):
    """Whoever opens the data reads in them that the marks are not real."""
    assert "虚构" in review.conference.note.zh
    assert "invented" in review.conference.note.en


def test_only_posts_are_named(review):
    """A post is named after its organization, and nobody holds it."""
    for post in review.posts:
        organization = review.tree.get(post.organization_id)
        assert post.title.zh == f"{organization.name.zh}书记"
        assert post.title.en == f"secretary, {organization.name.en}"
    text = example_path(NAME, "review.json").read_text(encoding="utf-8")
    assert "person_id" not in text
    assert "同志" not in text


def test_workbook_of_ballots_is_the_same_review(review):
    """The filled workbook gives the review and the receipt of the document."""
    from_workbook = excel.read_review(example_path(NAME, "ballots.xlsx"))
    assert from_workbook == review
    assert receipt_json(assess(from_workbook)) == receipt_json(assess(review))


def test_count_sheet_gives_the_same_scores_ranks_and_grades(review):
    """Counts are enough for the standings, and the finding says what they lack."""
    by_ballots = assess(review)
    by_counts = assess(excel.read_review(example_path(NAME, "counts.xlsx")))
    assert standings(by_counts) == standings(by_ballots)
    assert "PB-LEVEL-01" in {finding.code for finding in by_counts.findings}


def standings(assessment):
    """Return subject, exact score, rank and grade, in order."""
    return [(s.subject_id, s.score, s.rank, s.grade_id) for s in assessment.standings]
