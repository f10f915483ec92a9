"""An assessment as JSON: what may be published, or all for the review body."""

import json
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    ClearedScores,
    Disclosure,
    WeakAreas,
)
from partybuild.analysis.published import ClearedWeakArea, clear_weak_areas
from partybuild.assessment import Assessment, Standing, receipt
from partybuild.kernel import Document, digest, to_document

ASSESSMENT_FORMAT = "partybuild-assessment"
"""What the document of an assessment says it is."""
ASSESSMENT_VERSION = 2
"""Version of the format of that document."""


def assessment_document(
    assessment: Assessment,
    weak_areas: WeakAreas,
    *,
    public: bool = True,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> dict[str, Document]:
    """Return an assessment as plain JSON data.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        public: Whether the document may be published; False gives the review body
            exact scores and whole reasons.
        disclosure: The gate that a public document passes.

    Returns:
        Results over all voter groups; what one group gave is not in it. In a public
        document what the gate keeps back is null, and `suppressed` names it; that
        of the review body is bound to its receipt by a hash.
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
        "public": public,
        "findings": to_document(assessment.findings),
        "weak_area_findings": to_document(weak_areas.findings),
        **(
            _published(assessment, weak_areas, disclosure)
            if public
            else {
                "receipt_sha256": digest(receipt(assessment)),
                "standings": [_standing(one) for one in assessment.standings],
                "weak_areas": [area.document() for area in weak_areas],
            }
        ),
    }


def _published(
    assessment: Assessment, weak_areas: WeakAreas, disclosure: Disclosure
) -> dict[str, Document]:
    cleared = disclosure.clear(assessment)
    weak = clear_weak_areas(assessment, weak_areas, disclosure, cleared=cleared)
    return {
        "standings": [_printed(one, cleared) for one in assessment.standings],
        "weak_areas": [_printed_area(area) for area in weak],
    }


def _printed(standing: Standing, cleared: ClearedScores) -> Document:
    items = cleared.items_of(standing.subject_id)
    return {
        **_standing(standing),
        "score": None,
        "items": {
            item.item_id: items[at].text if items else None
            for at, item in enumerate(standing.items)
        },
        "suppressed": ["score"] if items else ["score", "items"],
    }


def _printed_area(area: ClearedWeakArea) -> Document:
    return {
        "kinds": [kind.value for kind in area.kinds],
        "subject_id": area.subject_id,
        "item_id": area.item_id,
        "item": to_document(area.item),
        "area": area.area,
        "title": to_document(area.title),
        "score": area.score,
        "reason": None if area.reason is None else to_document(area.reason),
        "evidence": to_document(area.evidence),
        "suppressed": list(area.suppressed),
    }


def _standing(standing: Standing) -> dict[str, Document]:
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
    public: bool = True,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Path:
    """Write an assessment document.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        path: File to write.
        force: Whether a file of that name may be replaced.
        public: Whether the document may be published; False writes that of the
            review body.
        disclosure: The gate that a public document passes.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    document = assessment_document(
        assessment, weak_areas, public=public, disclosure=disclosure
    )
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    return write_bytes(path, f"{text}\n".encode(), force=force)
