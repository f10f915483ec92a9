"""The review that a command is about."""

import argparse

from partybuild.adapters._read import read
from partybuild.conference import Review
from partybuild.errors import UsageError


def review_of(options: argparse.Namespace) -> Review:
    """Read the review that the options name.

    Args:
        options: Parsed arguments.

    Returns:
        The review.

    Raises:
        UsageError: If not exactly one of file and example is named, or a second
            count sheet without a first one.
        PartyBuildError: If the data is refused.
    """
    if (options.review is None) == (options.example is None):
        raise UsageError("name either a FILE or --example, and not both")
    if options.example is not None:
        from partybuild.datasets import load_example

        review = load_example(options.example)
    else:
        review = read(options.review)
    if options.ballots is None and options.second is not None:
        raise UsageError("--second is compared with --ballots; name both count sheets")
    if options.ballots is not None:
        from partybuild.adapters import excel

        review = excel.read_review(
            options.ballots, review=review, second=options.second
        )
    return review
