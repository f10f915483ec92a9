"""The smallest review that is one: one group, two subjects, two items, two ballots."""

from partybuild.conference import BallotForm
from partybuild.testing.plain import box_of_counts, plain_review, plain_rules

RULES = plain_rules(["60%", "40%"], options={"好": 100, "差": 40}, edges=(90,))
LINES = [(1, 1), (2, 0), (0, 2), (1, 1)]
REVIEW = plain_review(
    RULES, box_of_counts(BallotForm.of(RULES, ["a", "b"]), {"g": LINES})
)
