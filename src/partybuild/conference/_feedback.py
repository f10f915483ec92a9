"""What a secretary was told after the conference."""

from datetime import date

import attrs

from partybuild.kernel import Label, Record


@attrs.frozen(kw_only=True)
class Feedback(Record):
    """Opinion and grade as they were fed back to one secretary.

    Attributes:
        post_id: Post of the secretary.
        given_on: Day on which it was fed back.
        grade_id: Grade that was told.
        opinion: Comprehensive evaluation opinion (综合评价意见).
        given_by: Who fed it back.
    """

    post_id: str
    given_on: date
    grade_id: str
    opinion: Label
    given_by: Label
