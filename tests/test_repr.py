"""What a user sees who types a name: help, and never a mark."""

import partybuild as pb

REVIEW = pb.load_example("long-march-street-2021")
ASSESSMENT = pb.assess(REVIEW)


def test_what_holds_ballots_or_counts_tells_sizes_only():
    """A log line or a traceback shows no count of marks."""
    assert repr(REVIEW) == (
        "<Review long-march-street-2021 held 2022-01-25: 12 subjects, 70 valid ballots>"
    )
    assert repr(ASSESSMENT.tally) == (
        "Tally(12 subjects, 8 items, ballots: leaders=9, cadres=26, community=20, "
        "representatives=15, levels: 0, 1, 2, 2b)"
    )
    assert repr(REVIEW.box).startswith("BallotBox(12 subjects, 8 items, ballots: ")


def test_results_show_themselves_as_tables():
    """Text in a console, a table in a notebook, every text escaped."""
    weak = pb.find_weak_areas(ASSESSMENT, on=REVIEW.conference.held_on)

    assert repr(ASSESSMENT).splitlines()[1] == "1  红旗社区党委书记  96.04  好"
    assert ASSESSMENT._repr_html_().count("<tr>") == 13
    assert repr(weak).splitlines()[0] == "<WeakAreas on 2022-01-25: 5>"
    assert weak._repr_html_().count("<tr>") == 1 + len(weak)
    assert ASSESSMENT.standings[0]._repr_html_().startswith("<details><summary>")
