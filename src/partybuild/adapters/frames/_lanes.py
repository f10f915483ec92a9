"""Several counts in one sum: a lane of bits for each option."""

from collections.abc import Sequence

import attrs


@attrs.frozen
class Lanes:
    """How the marks of one line are counted by options in sums of 128 bits.

    Every mark adds 1 to the lane of its option, so that marks are grouped without
    their options, which leaves a fraction of the groups. A lane that runs over
    shows in the number of marks, and is refused.

    Attributes:
        number: Number of lanes of a sum.
        bits: Width of a lane; all of them together have at most 126.
    """

    number: int
    bits: int

    def added(self, lane: str) -> str:
        """Return what a mark adds to its sum, by the number of its lane."""
        cases = " ".join(
            f"when {at} then {1 << (self.bits * at)}::hugeint"
            for at in range(self.number)
        )
        return f"case {lane} {cases} end"

    def counts(self, total: str, lanes: int) -> list[str]:
        """Return the counts in the first lanes of a sum.

        Args:
            total: The sum.
            lanes: How many.

        Returns:
            Expressions of whole numbers.
        """
        full = (1 << self.bits) - 1
        return [
            f"(({total} >> {self.bits * at}) & {full})::bigint" for at in range(lanes)
        ]

    def refused(self, held: Sequence[str], marks: str) -> str:
        """Return a condition that holds, or an error where a lane ran over.

        Args:
            held: Counts in all lanes.
            marks: Number of marks.

        Returns:
            The condition.
        """
        message = (
            f"more than {(1 << self.bits) - 1} equal marks for one subject, group and "
            "item: count parts of the frame with tally_frame and hand in their counts"
        )
        added = " + ".join(f"coalesce({count}, 0)" for count in held)
        return f"if({added} = {marks}, true, error('{message}'))"
