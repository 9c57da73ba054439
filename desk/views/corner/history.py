"""What a document was before: who changed it, when and why, the difference, and the way back."""

from contextlib import suppress

from aiohttp import web

from counselling.corner.cells import cells_in
from counselling.corner.differences import differences
from counselling.corner.documents import Document, NoSuchDocument
from counselling.corner.editing import NameTaken
from counselling.corner.manuscripts import as_text
from desk.views.corner.publishing import done
from desk.views.corner.room import address, corner, of_the_corner, wanted
from desk.visit import Visit


@of_the_corner
async def show_history(visit: Visit) -> web.Response:
    """The versions, and what one of them changed against the one before, or against now."""
    room, document = corner(visit), wanted(visit)
    versions = await room.publishing.versions(document)
    now = room.library.content(document)
    if not versions and now is None:
        raise NoSuchDocument(document.key)
    ids = [version.id for version in versions]
    chosen = visit.request.query.get("version", ids[0] if ids else "")
    if chosen and chosen not in ids:
        raise NoSuchDocument(document.key)
    with_now = visit.request.query.get("against") == "now"
    after = await _content(visit, chosen)
    if with_now:
        before, after = after, now
    else:
        older = ids[ids.index(chosen) + 1 :][:1] if ids else []
        before = await _content(visit, older[0]) if older else None
    return visit.page(
        "faq_history.html",
        document=document,
        versions=versions,
        chosen=next((version for version in versions if version.id == chosen), None),
        with_now=with_now,
        there=now is not None,
        lines=differences(as_text(before or b""), as_text(after or b"")),
        query=visit.request.query,
    )


@of_the_corner
async def bring_back(visit: Visit) -> web.Response:
    """Publish an older version."""
    document, version = wanted(visit), visit.form.get("version", "")
    why = visit.form.get("why", "").strip()
    if corner(visit).library.content(document) is None:
        return await _begin_again(visit, document, version)
    if not why:
        return visit.go(address(document, f"/history?version={version}&why=1"))
    work = corner(visit).publishing.bring_back(document, version, visit.user, why)
    return await done(visit, document, work, address(document, "/history?published={}"), why)


async def _begin_again(visit: Visit, gone: Document, version: str) -> web.Response:
    """An entry that was taken out becomes a draft: it needs a topic again, and maybe mending."""
    content = await _content(visit, version)
    cells = cells_in(content, gone) if content else None
    if cells is None:
        raise NoSuchDocument(gone.key)
    with suppress(NameTaken):  # its draft was begun before
        await corner(visit).editing.begin(gone, "", cells, visit.user)
    return visit.go(address(gone, "?saved=1#top"))


async def _content(visit: Visit, version: str) -> bytes | None:
    return await corner(visit).publishing.content(wanted(visit), version)
