"""Make the conformance suite: reviews as JSON, and the receipts they must give.

Usage: ``python tools/make_conformance.py``. It writes tests/conformance/cases; cases
that exist are kept, so that a change of results shows in the tests and not here. To
take in a new kind of rule, raise the number of reviews below, or delete the folder
and look at the difference before it is committed.
"""

import json
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

import partybuild
from partybuild.adapters.records import review_json
from partybuild.assessment import assess, receipt_json
from partybuild.conference import BallotBox, BallotForm, Review, screen_ballots
from partybuild.kernel import Label
from partybuild.rules import AllEqual, BallotCheck, Distribution, OverallAgrees
from partybuild.testing.plain import OWN, plain_review, plain_rules
from partybuild.testing.strategies import algebraic_reviews, reviews

CASES = Path(__file__).parent.parent / "tests" / "conformance" / "cases"
LARGEST = 12_000  # characters of a review; a person should be able to read a case
EXAMPLES = ("long-march-street-2021", "long-march-street-2022")


def drawn(strategy: SearchStrategy[Review], wanted: int) -> list[Review]:
    """Return reviews of a strategy, the same in every run of one Hypothesis."""
    found: dict[str, Review] = {}

    @seed(20210331)
    @settings(
        max_examples=wanted * 8,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def _collect(review: Review) -> None:
        text = review_json(review)
        if len(text) <= LARGEST and len(review.conference.subject_ids) > 1:
            found.setdefault(text, review)

    _collect()
    # The largest say the most, and their order does not depend on the drawing.
    texts = sorted(found, key=lambda text: (-len(text), text))
    return [found[text] for text in texts[:wanted]]


def screened() -> dict[str, Review]:
    """Return one review per check of the ballots, after the screening."""
    about = {"label": Label(zh="规定", en="rule"), "basis": OWN}
    checks: dict[str, BallotCheck] = {
        "all-equal-ballots": AllEqual(check_id="c", effect="void_ballot", **about),
        "all-equal-marks": AllEqual(check_id="c", effect="void_marks", **about),
        "distribution": Distribution(
            check_id="c", effect="void_ballot", lower=95, most=2, **about
        ),
        "overall": OverallAgrees(
            check_id="c",
            effect="void_marks",
            overall="i1",
            items=["i0"],
            most_apart=10,
            **about,
        ),
    }
    marks = [[0, 0, 0, 0, 0, 0], [0, 1, 1, 2, 2, 3], [0, 3, 1, 1, 3, 0]]
    found: dict[str, Review] = {}
    for name, check in checks.items():
        scheme = plain_rules(["60%", "40%"], ballot_checks=[check])
        form = BallotForm.of(scheme, ["a", "b", "c"])
        box = BallotBox.from_bytes(form, {"g": [bytes(ballot) for ballot in marks]})
        found[name] = screen_ballots(plain_review(scheme, box)).review
    return found


def write(name: str, review: Review) -> None:
    """Write one case, unless it exists."""
    folder = CASES / name
    if folder.exists():
        return
    folder.mkdir(parents=True)
    review_text = review_json(review)
    (folder / "review.json").write_text(
        # One line: a case is compared, not edited.
        json.dumps(json.loads(review_text), ensure_ascii=False, sort_keys=True) + "\n",
        encoding="utf-8",
    )
    (folder / "receipt.json").write_text(receipt_json(assess(review)), encoding="utf-8")


def main() -> None:
    """Write every case that is not there yet."""
    for name in EXAMPLES:
        write(name, partybuild.load_example(name))
    for name, review in screened().items():
        write(f"screened-{name}", review)
    for kind, strategy, wanted in (
        ("plain", reviews(), 30),
        ("algebra", algebraic_reviews(), 90),
    ):
        for number, review in enumerate(drawn(strategy, wanted)):
            write(f"{kind}-{number:03}", review)


if __name__ == "__main__":
    main()
