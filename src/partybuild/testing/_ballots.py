"""Strategies for ballots, tallies and whole reviews."""

from datetime import timedelta
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from partybuild.conference import (
    NO_CHOICES,
    BallotBox,
    BallotForm,
    CapFact,
    EnteredScore,
    GroupRoll,
    NoChoice,
    Review,
    RollCall,
    Tally,
)
from partybuild.kernel import Label
from partybuild.organization import Post
from partybuild.rules import (
    Adjustment,
    BlankPolicy,
    Cap,
    Component,
    ReviewRules,
)
from partybuild.testing._schemes import rules
from partybuild.testing._values import exact_numbers, labels
from partybuild.testing._vote import Vote
from partybuild.testing.plain import DAY, OWN, plain_review


@st.composite
def forms(draw: st.DrawFn, scheme: ReviewRules | None = None) -> BallotForm:
    """Generate ballot forms of one to three subjects.

    Args:
        draw: Hypothesis' own.
        scheme: Scheme; None draws one.

    Returns:
        The form.
    """
    drawn = draw(rules()) if scheme is None else scheme
    return BallotForm.of(drawn, [f"p{at}" for at in range(draw(st.integers(1, 3)))])


@st.composite
def boxes(
    draw: st.DrawFn,
    form: BallotForm,
    *,
    complete: bool = False,
    assessable: bool = True,
    fewest: int = 0,
    most: int = 4,
) -> BallotBox:
    """Generate ballot boxes.

    Args:
        draw: Hypothesis' own.
        form: Form of the ballots.
        complete: Whether every line chooses an option.
        assessable: Whether every group has a ballot that chooses an option on
            every line, so that no cell is empty.
        fewest: Fewest ballots of a group, beside that one.
        most: Most ballots of a group, beside that one.

    Returns:
        The box.
    """
    lines = _lines(form, complete=complete)
    chosen = _lines(form, complete=True)
    raw = st.binary(min_size=form.width, max_size=form.width)
    ballots: dict[str, list[bytes]] = {}
    for group_id in form.group_ids:
        heap = draw(st.lists(raw, min_size=fewest, max_size=most))
        ballots[group_id] = [_ballot(seed, lines) for seed in heap]
        if assessable:
            ballots[group_id].append(_ballot(draw(raw), chosen))
    return BallotBox.from_bytes(form, ballots)


def _lines(form: BallotForm, *, complete: bool) -> list[bytes]:
    forbidden = NoChoice.BLANK if form.blank is BlankPolicy.FORBIDDEN else None
    missing = [] if complete else [c for c in NO_CHOICES if c is not forbidden]
    # Each option three times, so that most marks choose something.
    lines = [bytes([*range(len(i.options))] * 3 + missing) for i in form.items]
    return lines * len(form.subject_ids)


def _ballot(seed: bytes, lines: list[bytes]) -> bytes:
    return bytes(line[byte % len(line)] for byte, line in zip(seed, lines, strict=True))


@st.composite
def votes(
    draw: st.DrawFn,
    scheme: st.SearchStrategy[ReviewRules] | None = None,
    *,
    complete: bool = False,
    assessable: bool = True,
    fewest: int = 0,
    most: int = 4,
) -> Vote:
    """Generate schemes with ballots cast under them.

    Args:
        draw: Hypothesis' own.
        scheme: Strategy for the scheme; None takes `rules`.
        complete: Whether every line chooses an option.
        assessable: Whether no cell is empty.
        fewest: Fewest ballots of a group, beside the one that fills its cells.
        most: Most ballots of a group, beside that one.

    Returns:
        The vote.
    """
    drawn = draw(rules() if scheme is None else scheme)
    form = draw(forms(drawn))
    box = draw(
        boxes(form, complete=complete, assessable=assessable, fewest=fewest, most=most)
    )
    return Vote(drawn, box)


def tallies() -> st.SearchStrategy[Tally]:
    """Generate tallies at every level, with missing marks and empty groups."""
    return votes(assessable=False).map(lambda vote: vote.tally)


@st.composite
def roll_calls(draw: st.DrawFn, box: BallotBox) -> RollCall:
    """Generate roll calls that close over the ballots of a box.

    Args:
        draw: Hypothesis' own.
        box: Ballots.

    Returns:
        The roll call.
    """
    lines: list[GroupRoll] = []
    for group_id, valid in zip(box.form.group_ids, box.sizes, strict=True):
        more = draw(st.lists(st.integers(0, 3), min_size=4, max_size=4))
        heads = [valid + sum(more[: at + 1]) for at in range(len(more))]
        known = draw(st.booleans())
        lines.append(
            GroupRoll(
                group_id=group_id,
                void=more[0],
                returned=heads[0],
                issued=heads[1],
                present=heads[2] if known else None,
                entitled=heads[3] if known else None,
            )
        )
    return RollCall(lines)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Generate reviews that can be assessed, with bonus points and capped grades."""
    scheme = draw(rules())
    scheme = attrs.evolve(
        scheme,
        components=_components(draw(st.integers(0, 4))),
        adjustments=[
            Adjustment(
                adjustment_id="bonus",
                label=Label(zh="加分", en="bonus"),
                kind="bonus",
                limit=draw(st.none() | exact_numbers(0, 5)),
                basis=OWN,
            ),
            Adjustment(
                adjustment_id="deduction",
                label=Label(zh="扣分", en="deduction"),
                kind="deduction",
                basis=OWN,
            ),
        ],
        caps=[
            Cap(
                cap_id="veto",
                label=Label(zh="一票否决", en="veto"),
                grade_id=draw(st.sampled_from(scheme.grading.grade_ids)),
                basis=OWN,
            )
        ],
    )
    form = draw(forms(scheme))
    box = draw(boxes(form))
    return plain_review(
        scheme,
        box,
        posts=[
            Post(post_id=subject, organization_id="street", title=draw(labels()))
            for subject in form.subject_ids
        ],
        roll_call=draw(roll_calls(box)),
        entered=draw(_entries(scheme, form)),
        cap_facts=draw(_facts(form)),
    )


def _components(fifths: int) -> list[Component]:
    parts = [("ballots", "ballots", Fraction(1) - Fraction(fifths, 5))]
    if fifths:
        parts.append(("daily", "entered", Fraction(fifths, 5)))
    return [
        Component(
            component_id=component_id,
            label=Label(zh=f"部分{component_id}", en=component_id),
            kind=kind,
            weight=weight,
            basis=OWN,
        )
        for component_id, kind, weight in parts
    ]


@st.composite
def _entries(
    draw: st.DrawFn, scheme: ReviewRules, form: BallotForm
) -> list[EnteredScore]:
    due = [c.component_id for c in scheme.components if c.component_id != "ballots"]
    extra = [a.adjustment_id for a in scheme.adjustments if draw(st.booleans())]
    return [
        EnteredScore(
            post_id=subject,
            entry_id=entry_id,
            points=draw(exact_numbers(0, 100)),
            source=Label(zh="考核组", en="assessment team"),
        )
        for subject in form.subject_ids
        for entry_id in due + extra
    ]


@st.composite
def _facts(draw: st.DrawFn, form: BallotForm) -> list[CapFact]:
    subjects = draw(st.lists(st.sampled_from(form.subject_ids), max_size=2))
    return [
        CapFact(
            post_id=subject,
            cap_id="veto",
            decided_on=DAY - timedelta(days=30),
            decided_by=Label(zh="区委", en="district committee"),
            reason=Label(zh="事故", en="accident"),
            expires_on=DAY + timedelta(days=draw(st.integers(-10, 10))),
        )
        for subject in subjects
    ]
