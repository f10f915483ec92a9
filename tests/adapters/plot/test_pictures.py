"""What is drawn equals what was found, and what must not be told is not drawn."""

import warnings
from datetime import date
from fractions import Fraction

import attrs
import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.text import Text

import partybuild as pb
from partybuild.adapters import plot
from partybuild.adapters.plot._canvas import lines_of
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    clear_intervals,
    find_trend,
    stability,
    uncertainty,
)
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example_duties
from partybuild.duties import trace_transmission
from partybuild.errors import FileExistsAlreadyError, PictureFormatError
from partybuild.testing.plain import plain_review, plain_rules

REVIEW = pb.load_example("long-march-street-2021")
ASSESSMENT = pb.assess(REVIEW)
WEAK = pb.find_weak_areas(ASSESSMENT, on=REVIEW.conference.held_on)
NAMES = [s.name for s in ASSESSMENT.standings]
BOOK = load_example_duties("long-march-street-2021")
STABLE = stability(ASSESSMENT)
TRACE = trace_transmission(BOOK.duties, BOOK.records, REVIEW.tree, date(2021, 12, 31))
LANGS = ["zh", "en"]


def _year(heaps, subjects=("p0",), **scheme):
    rules = plain_rules(**scheme)
    form = BallotForm.of(rules, subjects)
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return pb.assess(plain_review(rules, box))


def _texts(ax):
    return [text.get_text() for text in ax.findobj(Text) if text.get_text()]


def _ticks(labels):
    return ["".join(label.get_text().split()) for label in labels]


def _small():
    """Two voters of whom one mark each is known once an item score is printed."""
    return _year({"a": [[0, 1], [1, 2]]}, items=["1/2", "1/2"], groups={"a": 1})


def _draw_all(lang, font=None):
    kept = {"lang": lang, "font": font}
    trend = find_trend(ASSESSMENT, ASSESSMENT)
    return [
        plot.heat_map(ASSESSMENT, **kept),
        plot.standings(ASSESSMENT, **kept),
        plot.weak_areas(WEAK, ASSESSMENT, **kept),
        plot.margins(STABLE, **kept),
        plot.trend(trend, ASSESSMENT, ASSESSMENT, **kept),
        plot.transmission(TRACE.transmissions[0], REVIEW.tree.at(TRACE.on), **kept),
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_heat_map_draws_what_the_gate_lets_pass(lang):
    """Colors and numbers are those printed in the report, not the exact ones."""
    cleared = DEFAULT_DISCLOSURE.clear(ASSESSMENT)
    ax = plot.heat_map(ASSESSMENT, lang=lang)
    (image,) = ax.images
    rows = [cleared.items_of(s.subject_id) for s in ASSESSMENT.standings]

    assert image.get_array().tolist() == [[float(c.shown) for c in r] for r in rows]
    assert [text.get_text().rstrip("*") for text in ax.texts] == [
        cell.text for row in rows for cell in row
    ]
    assert sum("*" in text.get_text() for text in ax.texts) == 2
    assert _ticks(ax.get_yticklabels()) == [
        "".join(n.text(lang).split()) for n in NAMES
    ]
    assert len(ax.get_xticklabels()) == 8


def test_nothing_is_drawn_of_scores_that_give_voters_away():
    """No image, no number: only the reason."""
    ax = plot.heat_map(_small())

    assert not ax.images
    assert [text.replace("\n", "") for text in _texts(ax)] == [
        "为保护无记名投票，项目得分不予公布：由其可以推算出少数人的选择。"
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_standings_are_drawn_with_their_bands_and_cleared_intervals(lang):
    """Dots at printed scores, bars from limit to limit, edges where grades change."""
    ax = plot.standings(ASSESSMENT, lang=lang)
    bars, dots = ax.collections
    ends = [(seg[0][0], seg[1][0]) for seg in bars.get_segments()]
    intervals = clear_intervals(ASSESSMENT)

    assert dots.get_offsets().tolist() == [
        [float(s.printed), place] for place, s in enumerate(ASSESSMENT.standings)
    ]
    assert ends == [(float(i.low), float(i.high)) for i in intervals]
    assert [line.get_xdata()[0] for line in ax.lines] == [90.0, 85.0]
    filled = [to_hex(color) == "#1b1b1b" for color in dots.get_facecolors()]
    held = [s.grade_id == s.result.band_grade_id for s in ASSESSMENT.standings]
    assert filled == held
    assert f"96.04 {ASSESSMENT.standings[0].grade.text(lang)}" in _texts(ax)


def test_intervals_are_rounded_outwards_and_never_the_narrower():
    """A limit printed inside would promise more than was found."""
    for cleared, exact in zip(
        clear_intervals(ASSESSMENT), uncertainty(ASSESSMENT).intervals, strict=True
    ):
        assert cleared.low <= exact.low < cleared.low + Fraction(1, 10)
        assert cleared.high - Fraction(1, 10) < exact.high <= cleared.high
        assert cleared.text == f"{float(cleared.low):.1f}–{float(cleared.high):.1f}"


@pytest.mark.parametrize(
    "heaps",
    [
        {"a": [[0, 1]] * 8 + [[1, 2]] * 8, "b": [[0, 0], [1, 1]]},
        {"a": [[0, 1]] * 8 + [[1, 2]] * 8, "b": [[1, 1]] * 9},
        {"a": [[0, 1]] * 3, "b": [[1, 1]] * 3},
    ],
    ids=["two voters in a group", "a group of one mind", "too few ballots"],
)
def test_no_interval_where_it_would_tell_what_few_gave(heaps):
    """Then there are dots alone, and the picture says so."""
    year = _year(heaps, items=["1/2", "1/2"], groups={"a": "1/2", "b": "1/2"})

    assert clear_intervals(year) == ()
    ax = plot.standings(year)
    assert len(ax.collections) == 1
    assert "不给出区间" in ax.get_xlabel()


@pytest.mark.parametrize("lang", LANGS)
def test_weak_areas_stand_in_the_cell_of_their_item_and_secretary(lang):
    """Common ones in the row for all; the points are the parts that were found."""
    ax = plot.weak_areas(WEAK, ASSESSMENT, lang=lang)
    items = [item.item_id for item in ASSESSMENT.rules.items]
    rows = ["", *(s.subject_id for s in ASSESSMENT.standings)]
    found = {
        (items[round(text.get_position()[0])], rows[round(text.get_position()[1])])
        for text in ax.texts
    }

    assert found == {(area.item_id, area.subject_id) for area in WEAK}
    common = next(t for t in ax.texts if round(t.get_position()[1]) == 0)
    assert common.get_text().split("\n")[1] == "−5.9"
    assert len(ax.patches) == len(WEAK)


def test_weak_areas_without_points_where_whole_numbers_are_printed():
    """The words stay, the figures go, as in the report."""
    rough = _Rough()
    ax = plot.weak_areas(WEAK, ASSESSMENT, disclosure=rough)

    assert {text.get_text().rstrip("*") for text in ax.texts} == {
        "共性", "个人", "低于标准"
    }  # fmt: skip


def test_a_falling_item_shows_no_figure_of_last_year():
    """How far it fell goes back to marks that this year's gate did not see."""
    below = next(a for a in WEAK if a.proof is None)
    fallen = attrs.evolve(below, kinds=(pb.analysis.WeakAreaKind.FALLING,))
    ax = plot.weak_areas(attrs.evolve(WEAK, areas=(fallen,)), ASSESSMENT)

    assert [text.get_text() for text in ax.texts] == ["下滑"]


class _Rough:
    """A gate that lets item scores pass as whole numbers only."""

    def clear(self, assessment):
        return DEFAULT_DISCLOSURE.clear(assessment, [pb.Rounding(places=0)])


def test_a_search_that_was_refused_says_why():
    """Too few ballots: no empty map that reads as "nothing is weak"."""
    year = _small()
    ax = plot.weak_areas(pb.find_weak_areas(year, on=date(2022, 1, 25)), year)

    assert not ax.patches
    assert any("不判断薄弱环节" in text.replace("\n", "") for text in _texts(ax))


def test_margins_are_as_long_as_they_are():
    """To the left what is lost, to the right what is won; words where none helps."""
    found = STABLE
    ax = plot.margins(found)
    widths = [(round(p.get_y() + 0.31), p.get_width()) for p in ax.patches]

    expected = []
    for place, grade in enumerate(found.grades):
        lose, gain = grade.lose.ballots.changes, grade.gain.ballots.changes
        expected += [(place, -lose)] if lose else []
        expected += [(place, gain)] if gain else []
    assert widths == expected
    assert "已是最好等次" in _texts(ax)
    marks = plot.margins(found, unit="marks")
    assert marks.patches[0].get_width() == -found.grades[0].lose.marks.changes


def test_margins_without_ballots_are_counted_in_marks():
    """Counts alone know no ballots."""
    year = _year({"g": [[0], [1]] * 6})
    counted = attrs.evolve(year.review, box=None, counted=year.tally)
    ax = plot.margins(stability(pb.assess(counted)))

    assert ax.get_title() == "改变几个勾，等次就会改变"


@pytest.mark.parametrize("lang", LANGS)
def test_the_chain_breaks_where_it_broke(lang):
    """One dashed line, to the organization that never took the duty on."""
    ax = plot.transmission(TRACE.transmissions[0], REVIEW.tree.at(TRACE.on), lang=lang)
    dashed = [
        line
        for line in ax.lines
        if line.get_linestyle() == "--" and len(line.get_xdata())
    ]
    at = next(
        t for t in ax.texts if "向阳" in t.get_text() or "Xiangyang" in t.get_text()
    )

    assert [line.get_ydata()[-1] for line in dashed] == [at.xy[1]]
    words = {"zh": "未认领", "en": "not acknowledged"}
    assert words[lang] in _texts(ax)
    assert ("12条链中11条" if lang == "zh" else "11 of 12") in ax.get_title()


def test_what_does_not_fit_is_counted_and_breaks_come_first():
    """Three of twelve chains: the broken one is among them."""
    ax = plot.transmission(TRACE.transmissions[0], REVIEW.tree.at(TRACE.on), most=3)

    assert "9条未画出" in ax.get_title().replace("\n", "")
    assert any("向阳" in text for text in _texts(ax))


def test_a_trend_is_drawn_from_the_earlier_to_the_later_score():
    """Lines end at the scores on the common measure, with the change beside them."""
    shape = {"items": ["1/2", "1/2"], "subjects": ("p0", "p1")}
    before = _year({"g": [[1, 2, 0, 1]] * 6}, **shape)
    after = _year({"g": [[0, 1, 1, 1]] * 6}, **shape)
    found = find_trend(before, after)
    ax = plot.trend(found, before, after)
    drawn = [list(line.get_xdata()) for line in ax.lines]

    assert [xs for xs in drawn if len(xs) == 2] == [[70.0, 90.0], [90.0, 80.0]]
    assert [t.get_text() for t in ax.texts] == ["+20.0", "−10.0"]
    turned = plot.trend(find_trend(after, before), after, before).get_xlabel()
    assert "变化 −5.0 分" in turned
    assert "-" not in turned


def test_a_trend_that_gives_a_small_group_away_is_not_drawn():
    """Beside the official total the common measure leaves the new group's mean."""
    before = _year({"g": [[0]] * 20}, groups={"g": 1})
    after = _year(
        {"g": [[0]] * 20, "few": [[1]] * 2}, groups={"g": "1/2", "few": "1/2"}
    )
    found = find_trend(before, after)
    ax = plot.trend(found, before, after)

    assert not ax.lines
    assert "两年比较不予公布" in "".join(_texts(ax)).replace("\n", "")


def test_the_common_measure_is_drawn_to_one_place_and_only_of_many_voters():
    """Beside the official total it is another number, and digits tell of few."""
    shape = {"items": ["1/3", "2/3"], "subjects": ("p0", "p1")}
    ballots = [[at % 3, -at % 2, at % 2, at // 2 % 3] for at in range(7)]
    before = _year({"g": ballots}, **shape)
    after = _year({"g": ballots}, items=["3/7", "4/7"], subjects=shape["subjects"])
    ax = plot.trend(find_trend(before, after), before, after)
    ends = [x for line in ax.lines for x in line.get_xdata()]

    assert ends
    assert all(round(x * 10) == pytest.approx(x * 10) for x in ends)
    few = {"few": [[0, 1, 2, 0], [1, 1, 0, 2]], "g": ballots}
    groups = {"few": "1/2", "g": "1/2"}
    kept = _year(few, groups=groups, **shape)
    same = plot.trend(find_trend(kept, kept), kept, kept)
    assert same.lines
    moved = _year(few, groups=groups, items=["3/7", "4/7"], subjects=shape["subjects"])
    assert not plot.trend(find_trend(kept, moved), kept, moved).lines


@pytest.mark.parametrize("lang", LANGS)
def test_every_character_has_a_glyph(lang):
    """Matplotlib warns of each character that it draws as a box; here, none."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ax in _draw_all(lang):
            ax.figure.draw_without_rendering()


def test_pictures_use_the_axes_they_are_given_and_no_global_state():
    """Two on one figure; pyplot knows nothing of either."""
    figure = Figure()
    left, right = figure.subplots(1, 2)
    before = dict(mpl.rcParams)

    assert plot.heat_map(ASSESSMENT, left) is left
    assert plot.standings(ASSESSMENT, right) is right
    assert dict(mpl.rcParams) == before


def test_without_a_chinese_font_a_warning_names_fonts_to_install(monkeypatch):
    """And nothing is said where every text is Latin."""
    latin = [f for f in fontManager.ttflist if f.name == "DejaVu Sans"]
    monkeypatch.setattr(fontManager, "ttflist", latin)

    with pytest.warns(plot.MissingFontWarning, match=r"fonts-noto-cjk.*Noto Sans CJK"):
        plot.heat_map(ASSESSMENT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot.heat_map(ASSESSMENT, lang="en")


def test_a_font_of_ones_own_comes_first(monkeypatch):
    """And one that is not installed is named."""
    mine = FontEntry(fname="", name="Mine")
    monkeypatch.setattr(fontManager, "ttflist", [*fontManager.ttflist, mine])

    ax = plot.standings(ASSESSMENT, font="Mine")
    assert ax.title.get_fontfamily()[0] == "Mine"
    with pytest.warns(plot.MissingFontWarning, match="“Nobody's”"):
        plot.standings(ASSESSMENT, font="Nobody's")


@pytest.mark.parametrize(
    "text", ["$x^2$ $\\frac{", "a\x00b\x1b[31m\u202ec", "党" * 100_000, "<script>"]
)
def test_awkward_names_are_drawn_as_text(text):
    """No formula, no control character, no label wider than the picture."""
    year = _year({"g": [[0, 1], [1, 0]] * 6}, subjects=("p0", "p1"))
    shown = lines_of(text, 30, 2)
    assert all(len(line) <= 31 for line in shown.split("\n"))
    assert not set(shown) & {"\x00", "\x1b"}
    ax = plot.heat_map(year, lang="en")
    ax.set_title(shown)
    ax.title.set_parse_math(False)
    ax.figure.draw_without_rendering()


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_picture_is_the_same_bytes_every_time(tmp_path, suffix):
    """Nothing of the day or of chance is in it; nothing is overwritten."""
    one, two = (
        plot.write_picture(
            plot.standings(ASSESSMENT, lang="en"), tmp_path / f"{n}{suffix}", dpi=40
        )
        for n in range(2)
    )

    assert one.read_bytes() == two.read_bytes()
    with pytest.raises(FileExistsAlreadyError):
        plot.write_picture(plot.standings(ASSESSMENT), one)


def test_a_suffix_that_is_no_picture_is_refused(tmp_path):
    """Before anything is written."""
    with pytest.raises(PictureFormatError, match=r"\.png, \.svg or \.pdf"):
        plot.write_picture(plot.standings(ASSESSMENT), tmp_path / "a.bmp")
    assert not list(tmp_path.iterdir())
