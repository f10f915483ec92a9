"""An assessment as JSON, for the scripts of a review body: no counts per group."""

import json
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.analysis import WeakAreas
from partybuild.assessment import Assessment, Standing, receipt
from partybuild.kernel import Document, digest, to_document

ASSESSMENT_FORMAT = "partybuild-assessment"
ASSESSMENT_VERSION = 1


def assessment_document(
    assessment: Assessment, weak_areas: WeakAreas
) -> dict[str, Document]:
    """Return an assessment as plain JSON data, bound to its receipt by a hash.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.

    Returns:
        Results over all voter groups; what one group gave is not in it. Scores
        are exact fractions, from which the marks of a very small group may be
        worked out: reports and summary tables are for publication, this is not.
    """
    review = assessment.review
    conference = review.conference
    return {
        "format": ASSESSMENT_FORMAT,
        "version": ASSESSMENT_VERSION,
        "conference": {
            "conference_id": conference.conference_id,
            "title": to_document(conference.title),
            "held_on": to_document(conference.held_on),
            "year": conference.year,
            "note": to_document(conference.note),
        },
        "rulebook_id": review.rulebook.rulebook_id,
        "rules_version": review.version.version,
        "receipt_sha256": digest(receipt(assessment)),
        "standings": [_standing(standing) for standing in assessment.standings],
        "findings": to_document(assessment.findings),
        "weak_areas": [area.document() for area in weak_areas],
        "weak_area_findings": to_document(weak_areas.findings),
    }


def _standing(standing: Standing) -> Document:
    return {
        "subject_id": standing.subject_id,
        "name": to_document(standing.name),
        "score": str(standing.score),
        "printed": standing.printed,
        "rank": standing.rank,
        "grade_id": standing.grade_id,
        "grade": to_document(standing.grade),
        "grade_by_score": standing.result.band_grade_id,
        "caps": [cap.cap_id for cap in standing.result.caps],
        "quotas": [decided.quota.quota_id for decided in standing.result.quotas],
        "items": {item.item_id: str(item.score) for item in standing.items},
    }


def write_assessment(
    assessment: Assessment,
    weak_areas: WeakAreas,
    path: str | Path,
    *,
    force: bool = False,
) -> Path:
    """Write an assessment document.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    document = assessment_document(assessment, weak_areas)
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    return write_bytes(path, f"{text}\n".encode(), force=force)
