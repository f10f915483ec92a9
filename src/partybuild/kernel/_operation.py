"""Kinds of steps from marks to a grade."""

from enum import Enum


class Operation(Enum):
    """One kind of step from marks to a grade."""

    COUNT = "count"
    """A leaf, the number of marks or ballots."""
    ENTERED = "entered"
    """A leaf, a number that somebody handed in with its source."""
    MEAN = "mean"
    """Sum of factor times count, divided by the sum of the counts."""
    RATE = "rate"
    """First term divided by the second, the base."""
    WEIGHTED_SUM = "weighted_sum"
    """Sum of factor times value."""
    SUM = "sum"
    """Sum of the values."""
    GRADE = "grade"
    """A grade read off a table of bands."""
    CAP = "cap"
    """A grade held down by a fact."""
    QUOTA = "quota"
    """A grade held down by a limited number of places."""
