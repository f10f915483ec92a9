"""``partybuild explain``."""

import argparse

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import put
from partybuild.adapters.cli._source import review_of
from partybuild.adapters.cli._table import clean
from partybuild.assessment import assess
from partybuild.kernel import Lang
from partybuild.reporting import explain_result


def run_explain(options: argparse.Namespace) -> ExitCode:
    """Write out one subject's result.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    lang: Lang = options.lang
    assessment = assess(review_of(options))
    standing = assessment.standing(options.subject)
    if options.public or not (options.full or options.depth is not None):
        account = explain_result(assessment, standing.subject_id, public=options.public)
        text = account.text(lang)
    else:
        text = f"{standing.name.text(lang)}\n{standing.explain(lang, options.depth)}"
    lines = [clean(line) for line in text.splitlines()]
    put(
        options,
        "\n".join(lines),
        {
            "subject_id": standing.subject_id,
            "printed": standing.printed,
            "rank": standing.rank,
            "grade_id": standing.grade_id,
            "public": bool(options.public),
            "account": list(lines),
        },
    )
    return ExitCode.DONE
