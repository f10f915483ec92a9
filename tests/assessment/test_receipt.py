"""The receipt: same input, same bytes."""

import json
import os
import subprocess
import sys

import attrs
from hypothesis import given
from hypothesis import strategies as st

from partybuild.assessment import assess, receipt_json
from partybuild.conference import BallotBox, RollCall, count
from partybuild.kernel import VERSION, canonical_json, digest
from partybuild.testing.strategies import reviews

SCRIPT = """
import sys
from partybuild.assessment import assess, receipt_json
from partybuild.conference import BallotForm
from partybuild.testing.plain import box_of_counts, plain_review, plain_rules

rules = plain_rules(["40%", "60%"], {"b": "50%", "a": "50%"})
form = BallotForm.of(rules, {"p2", "p1", "p3"})
lines = [(2, 1, 0, 0), (1, 1, 1, 0), (0, 3, 0, 0)] * 2
box = box_of_counts(form, {"a": lines, "b": lines[::-1]})
text = receipt_json(assess(plain_review(rules, box)))
sys.stdout.buffer.write(text.encode())
"""


def _shuffled(review, random):
    """The same review, handed in in another order wherever there is one."""
    heaps = {g: list(review.box.ballots(g)) for g in review.form.group_ids}
    for heap in heaps.values():
        random.shuffle(heap)
    groups = random.sample(list(heaps), len(heaps))
    conference = review.conference
    return attrs.evolve(
        review,
        posts=random.sample(review.posts, len(review.posts)),
        box=BallotBox.from_bytes(review.form, {g: heaps[g] for g in groups}),
        roll_call=RollCall(
            random.sample(review.roll_call.groups, len(review.roll_call.groups))
        ),
        entered=random.sample(review.entered, len(review.entered)),
        cap_facts=random.sample(review.cap_facts, len(review.cap_facts)),
        conference=attrs.evolve(
            conference,
            reports=random.sample(conference.reports, len(conference.reports)),
        ),
    )


@given(reviews(), st.randoms(use_true_random=False))
def test_law_08_order_of_input_reaches_no_byte(review, random):
    """Ballots, groups, subjects, posts, entries and facts in any order."""
    shuffled = _shuffled(review, random)

    assert receipt_json(assess(shuffled)) == receipt_json(assess(review))


@given(reviews())
def test_count_sheet_gives_the_same_receipt(review):
    """Counts without ballots: the same bytes, scores, ranks and grades."""
    sheet = attrs.evolve(review, box=None, counted=count(review.box))

    assert receipt_json(assess(sheet)) == receipt_json(assess(review))
    assert assess(sheet).rows() == assess(review).rows()


@given(reviews())
def test_receipt_is_canonical_and_hashed(review):
    """One line of canonical JSON whose hashes are those of its parts."""
    text = receipt_json(assess(review))
    receipt = json.loads(text)
    stated = receipt.pop("sha256")

    assert text == canonical_json(receipt | {"sha256": stated}) + "\n"
    assert stated == digest(receipt)
    assert receipt["rules_sha256"] == digest(receipt["rules"])
    assert receipt["tally_sha256"] == digest(receipt["tally"])
    assert (receipt["library"], receipt["version"]) == (VERSION, 1)


@given(reviews())
def test_receipt_holds_no_ballot_and_no_title(review):
    """Counts per group, but no single ballot, no title of a post, no name."""
    receipt = json.loads(receipt_json(assess(review)))

    assert set(receipt) == {
        "format",
        "version",
        "library",
        "conference",
        "rulebook_id",
        "rules",
        "rules_sha256",
        "tally",
        "tally_sha256",
        "roll_call",
        "entered",
        "cap_facts",
        "results",
        "sha256",
    }
    assert set(receipt["tally"]) == {"ballots", "counts"}


def test_hash_seed_reaches_no_byte():
    """Two interpreters that order sets and dicts differently write the same bytes."""
    texts = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
        )
        texts.add(done.stdout)

    assert len(texts) == 1
    assert texts.pop().endswith(b"\n")
