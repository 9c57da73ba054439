"""Publishing, looking through, taking out: whatever is refused says why, and nothing is lost."""

from collections.abc import Awaitable
from datetime import date, timedelta

from aiohttp import web

from counselling.corner.differences import differences
from counselling.corner.documents import Document
from counselling.corner.manuscripts import as_text
from counselling.corner.publishing import (
    BeingEdited,
    NotInOrder,
    Published,
)
from counselling.corner.writing import ChangedMeanwhile
from counselling.faq.sheet.top import NotWritten
from desk.views.corner.editing import REVIEW_AGAIN, Said, document_page, saved
from desk.views.corner.room import address, corner, of_the_corner, wanted
from desk.visit import Visit


@of_the_corner
async def publish(visit: Visit) -> web.Response:
    """Save what the form has, check the whole set with it, and put it in use."""
    kept, why = await saved(visit), visit.form.get("why", "").strip()
    if isinstance(kept, web.Response):
        return kept
    if not kept.version:
        return await document_page(visit, kept, Said("nothing_changed", why=why), status=422)
    if not why:
        return await document_page(visit, kept, Said("no_why"), status=422)
    document = wanted(visit)
    work = corner(visit).publishing.publish(document, visit.user, why, kept.version)
    return await done(visit, document, work, address(document, "?published={}"), why)


@of_the_corner
async def still_right(visit: Visit) -> web.Response:
    """She has looked through the entry; the day of the next look is set."""
    room, document = corner(visit), wanted(visit)
    today = room.library.today()
    due = _date(visit.form.get("due", "")) or today + timedelta(days=REVIEW_AGAIN)
    why = visit.form.get("why", "").strip() or f"Looked through, still right; again {due}"
    back = "/desk/faq/review" if visit.form.get("from") == "review" else address(document)
    work = room.publishing.still_right(document, visit.user, max(due, today), why)
    return await done(visit, document, work, f"{back}?published={{}}", why)


@of_the_corner
async def take_out(visit: Visit) -> web.Response:
    """Remove an entry; its history stays."""
    document, why = wanted(visit), visit.form.get("why", "").strip()
    if not why:
        opened = corner(visit).editing.as_opened(document, visit.user)
        return await document_page(visit, opened, Said("no_why"), status=422)
    work = corner(visit).publishing.take_out(document, visit.user, why)
    return await done(visit, document, work, address(document, "/history?published={}"), why)


async def done(
    visit: Visit, document: Document, work: Awaitable[Published], then: str, why: str
) -> web.Response:
    """Do the work and go on, or show the page with what kept it from being done."""
    try:
        published = await work
    except NotInOrder as found:
        opened = corner(visit).editing.as_opened(document, visit.user)
        said = Said("not_in_order", why=why)
        # Of another version than the one on the page the problems stand in no field.
        return await document_page(visit, opened, said, checked=found.checked, status=422)
    except ChangedMeanwhile:
        return await _refused(visit, document, "changed_on_disk", why, 409)
    except BeingEdited as found:
        return await _refused(visit, document, "being_edited", why, 409, found.standing.name)
    except NotWritten as refused:
        return await _refused(visit, document, "not_written", why, 422, str(refused))
    except OSError as refused:
        cause = refused.strerror or type(refused).__name__
        return await _refused(visit, document, "not_saved", why, 503, cause)
    return visit.go(then.format("1" if published.recorded else "unrecorded"))


async def _refused(
    visit: Visit, document: Document, problem: str, why: str, status: int, who: str = ""
) -> web.Response:
    room = corner(visit)
    opened = room.editing.as_opened(document, visit.user)
    now = room.library.content(document) or b""
    lines = differences(as_text(opened.base or b""), as_text(now))
    return await document_page(visit, opened, Said(problem, lines, who, why), status=status)


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
