"""The receipt: everything needed to rerun an assessment and get the same bytes."""

import attrs

from partybuild.assessment._assessment import Assessment
from partybuild.assessment._standing import Standing
from partybuild.kernel import VERSION, Document, canonical_json, digest, to_document

RECEIPT_FORMAT = "partybuild-receipt"
RECEIPT_VERSION = 1


def receipt(assessment: Assessment) -> Document:
    """Return the receipt of an assessment.

    It holds counts per voter group and belongs to the review body alone. Its
    hash shows a slip; only a second copy shows a forger who made a new hash.

    Args:
        assessment: The assessment.

    Returns:
        Plain data; `receipt_json` gives its one canonical text.
    """
    review = assessment.review
    rules = to_document(review.version)
    tally = _level_0(assessment)
    content: dict[str, Document] = {
        "format": RECEIPT_FORMAT,
        "version": RECEIPT_VERSION,
        "library": VERSION,
        "conference": {
            "conference_id": review.conference.conference_id,
            "held_on": review.conference.held_on.isoformat(),
            "year": review.conference.year,
        },
        "rulebook_id": review.rulebook.rulebook_id,
        "rules": rules,
        "rules_sha256": digest(rules),
        "tally": tally,
        "tally_sha256": digest(tally),
        "roll_call": to_document(review.roll_call.groups),
        "entered": to_document(review.entered),
        "cap_facts": to_document(review.cap_facts),
        "results": [
            {
                "subject_id": standing.subject_id,
                "score": str(standing.score),
                "printed": standing.printed,
                "rank": standing.rank,
                "grade_by_score": standing.result.band_grade_id,
                "grade_id": standing.grade_id,
                **_beyond(standing),
            }
            for standing in assessment.standings
        ],
        **_records(assessment),
    }
    return content | {"sha256": digest(content)}


def _beyond(standing: Standing) -> dict[str, Document]:
    # Only where a scheme has them: receipts of other schemes keep their bytes.
    found: dict[str, Document] = {}
    if standing.measures:
        found["measures"] = {m.measure_id: str(m.value) for m in standing.measures}
    if standing.consequences:
        found["consequences"] = [
            following.consequence.consequence_id for following in standing.consequences
        ]
    if not standing.result.decided:
        found["possible"] = list(standing.result.possible)
    if standing.open_consequences:
        found["open_consequences"] = [
            consequence.consequence_id for consequence in standing.open_consequences
        ]
    return found


def _records(assessment: Assessment) -> dict[str, Document]:
    review = assessment.review
    found: dict[str, Document] = {
        "subjects": to_document(review.subjects),
        "units": to_document(review.units),
        "approvals": to_document(review.approvals),
        "decisions": to_document(review.decisions),
        "not_assessed": {
            one.subject_id: one.rule.rule_id for one in assessment.not_assessed
        },
    }
    return {name: part for name, part in found.items() if part}


def receipt_json(assessment: Assessment) -> str:
    """Return the canonical text of an assessment's receipt, with a final newline."""
    return canonical_json(receipt(assessment)) + "\n"


def _level_0(assessment: Assessment) -> Document:
    # The levels above 0 change no score; without them a receipt made from a
    # count sheet equals the one made from the ballots that were counted.
    tally = assessment.tally
    return attrs.evolve(tally, moments=None, contrasts=None).document()
