"""Reviews over HTTP: hand one in, correct it, read its results, check its receipt."""

import codecs
import hmac
import logging
import os
import re
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import (
    APIRouter,
    Depends,
    FastAPI,
    Header,
    HTTPException,
    Query,
    Request,
    Response,
)
from fastapi.responses import HTMLResponse, JSONResponse
from reviews_store import DamagedError, Revision, Store, open_store

import partybuild as pb
from partybuild.adapters.html import page_text
from partybuild.adapters.records import review_from_json
from partybuild.analysis import DEFAULT_DISCLOSURE
from partybuild.assessment import Assessment
from partybuild.errors import Mistake
from partybuild.kernel import unfit_id
from partybuild.reporting import build_page

MOST_BYTES = 20_000_000
MOST_VERSIONS = 999_999
_ETAG = re.compile('"?([1-9][0-9]{0,5})"?')
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HandedIn:
    """A document that was handed in, and what it says."""

    text: str
    review: pb.Review

    @property
    def review_id(self) -> str:
        """The id of the conference, which can name a file and an address."""
        return self.review.conference.conference_id

    def add_to(self, store: Store, after: int) -> bool:
        """Keep it as the version after another, if that is still the newest."""
        held_on = self.review.conference.held_on
        return store.add(self.review_id, after, held_on, self.text)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            # Closed, or a sender without end would keep the server reading.
            too_large = f"more than {MOST_BYTES} bytes"
            raise HTTPException(413, too_large, {"Connection": "close"})
    return bytes(body)


def _handed_in(body: Annotated[bytes, Depends(_body)]) -> HandedIn:
    # Some programs begin a file with a mark that is no part of the JSON.
    content = body.removeprefix(codecs.BOM_UTF8)
    review = review_from_json(content, "request")
    pb.assess(review)  # what cannot be assessed is refused now, not later
    return HandedIn(content.decode(), review)


def _refused(_: Request, error: Exception) -> JSONResponse:
    """Tell the sender every mistake with its place; the log hears nothing of it."""
    mistakes = [Mistake("$", str(error))]
    if isinstance(error, pb.InputError):
        mistakes = [*error.mistakes]
    listed = [{"place": m.place, "message": m.message} for m in mistakes]
    return JSONResponse({"mistakes": listed}, status_code=422)


def _kept(revision: Revision | None, status: int = 200) -> JSONResponse:
    if revision is None:
        raise HTTPException(404, "no such review")
    return JSONResponse(
        {
            "review_id": revision.review_id,
            "version": revision.version,
            "sha256": revision.sha256,
        },
        status_code=status,
        headers={
            "ETag": f'"{revision.version}"',
            "Location": f"/reviews/{quote(revision.review_id, safe='')}",
        },
    )


router = APIRouter()


def _store(request: Request) -> Store:
    return request.app.state.store


def _review_body(request: Request) -> None:
    found = request.headers.get("authorization", "")
    expected = f"Bearer {request.app.state.token}"
    if not hmac.compare_digest(found.encode(), expected.encode()):
        refused = {"WWW-Authenticate": "Bearer"}
        raise HTTPException(401, "for the review body", refused)


def _stored(
    store: Annotated[Store, Depends(_store)],
    review_id: str,
    version: Annotated[int | None, Query(ge=1, le=MOST_VERSIONS)] = None,
) -> Revision:
    try:
        known = not unfit_id(review_id)  # a database may refuse to look for it
        revision = store.get(review_id, version) if known else None
    except DamagedError as damaged:
        _log.error("damaged: %s", damaged)
        raise HTTPException(503, "the stored review is damaged") from None
    if revision is None:
        raise HTTPException(404, "no such review")
    return revision


def _assessed(revision: Annotated[Revision, Depends(_stored)]) -> Assessment:
    try:
        # A document of an earlier version of the format is migrated here, each
        # time it is read; what is stored stays as it was handed in.
        return pb.assess(review_from_json(revision.text, revision.review_id))
    except pb.PartyBuildError as error:
        # Its words may quote a ballot, so only its kind is logged.
        kind, which = type(error).__name__, (revision.review_id, revision.version)
        _log.error("unreadable: %s: %s", which, kind)
        raise HTTPException(503, "the stored review cannot be read") from None


OfBody = [Depends(_review_body)]
Stored = Annotated[Revision, Depends(_stored)]
Assessed = Annotated[Assessment, Depends(_assessed)]
Document = Annotated[HandedIn, Depends(_handed_in)]
Reviews = Annotated[Store, Depends(_store)]


@router.post("/reviews", dependencies=OfBody)
def hand_in(document: Document, store: Reviews) -> JSONResponse:
    """Take a review that is not there yet."""
    added = document.add_to(store, after=0)
    return _kept(store.get(document.review_id), 201 if added else 409)


@router.put("/reviews/{review_id}", dependencies=OfBody)
def correct(
    review_id: str,
    document: Document,
    store: Reviews,
    if_match: Annotated[str, Header()] = "",
) -> JSONResponse:
    """Take a correction of the version that the sender has seen."""
    if document.review_id != review_id:
        place = "$.conference.conference_id"
        message = f"found {document.review_id!r}; the address says {review_id!r}"
        raise pb.InputError("request", (Mistake(place, message),))
    if not if_match:
        raise HTTPException(428, "say in If-Match which version you corrected")
    seen = _ETAG.fullmatch(if_match)
    added = seen is not None and document.add_to(store, after=int(seen[1]))
    return _kept(store.get(review_id), 200 if added else 412)


@router.get("/reviews/{review_id}", dependencies=OfBody)
def get_document(revision: Stored) -> Response:
    """Give a document back as it was handed in."""
    headers = {"ETag": f'"{revision.version}"', "Cache-Control": "no-store"}
    return Response(revision.text, 200, headers, "application/json")


@router.get("/reviews/{review_id}/receipt", dependencies=OfBody)
def get_receipt(assessment: Assessed) -> Response:
    """Give what recomputes every result; it holds counts per voter group."""
    headers = {"Cache-Control": "no-store"}
    return Response(pb.receipt_json(assessment), 200, headers, "application/json")


@router.get("/reviews/{review_id}/assessment")
def get_assessment(assessment: Assessed) -> dict[str, object]:
    """Give what anybody may see: standings, and item scores that pass the gate."""
    cleared = DEFAULT_DISCLOSURE.clear(assessment)
    conference = assessment.review.conference
    return {
        "conference_id": conference.conference_id,
        "title": conference.title.text("zh"),
        "held_on": conference.held_on.isoformat(),
        "standings": [
            {
                "rank": standing.rank,
                "subject_id": standing.subject_id,
                "name": standing.name.text("zh"),
                "score": standing.printed,
                "grade": standing.grade.text("zh"),
                "items": [i.text for i in cleared.items_of(standing.subject_id)],
            }
            for standing in assessment.standings
        ],
    }


@router.get("/reviews/{review_id}/page")
def get_page(assessment: Assessed) -> HTMLResponse:
    """Give the public report, which passes the same gate."""
    held_on = assessment.review.conference.held_on
    weak_areas = pb.find_weak_areas(assessment, on=held_on)
    return HTMLResponse(page_text(build_page(assessment, weak_areas)))


@router.post("/verify")
def verify(body: Annotated[bytes, Depends(_body)]) -> dict[str, object]:
    """Recompute a receipt, of whatever office."""
    problems = pb.verify_receipt(body.decode(errors="replace"))
    return {"holds": not problems, "problems": problems}


def create_app(store: Store, token: str) -> FastAPI:
    """Return the application; requests of the review body bear the token."""
    if not token:
        raise ValueError("the token of the review body is empty")
    app = FastAPI(title="partybuild reviews")
    app.state.store, app.state.token = store, token
    app.add_exception_handler(pb.PartyBuildError, _refused)
    app.include_router(router)
    return app


def from_environment() -> FastAPI:
    """Return the application as a server starts it."""
    store = open_store(os.environ["REVIEWS_STORE"])
    return create_app(store, os.environ["REVIEWS_TOKEN"])
