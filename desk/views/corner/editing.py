"""Writing: the fields of an entry or the text of a list, with preview and problems beside them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from aiohttp import web

from counselling.conversations import LANGUAGES
from counselling.corner.checking import Checked, check_manuscript
from counselling.corner.differences import DiffLine, differences
from counselling.corner.editing import SavedMeanwhile, TooLong, Written
from counselling.corner.manuscripts import Manuscript, as_text
from counselling.corner.previewing import Shown, preview
from counselling.faq.sheet.columns import CONTENT
from desk.problem_words import told
from desk.views.corner.room import address, corner, of_the_corner, wanted
from desk.visit import Visit

REVIEW_AGAIN = 180  # days; the usual time to the next look, as in faq/README.md's example

_MINE_AGAIN = frozenset({"saved_meanwhile", "draft_gone"})
"""Where the fields hold her own text, though a colleague's is what there is."""


@dataclass(frozen=True)
class Said:
    """What the page says above the fields. ``lines``: the difference it speaks of."""

    problem: str = ""
    lines: Sequence[DiffLine] = ()
    who: str = ""
    why: str = ""
    keys: Sequence[str] = ()


@of_the_corner
async def show_document(visit: Visit) -> web.Response:
    """The document with what is being written of it."""
    both = visit.request.query.get("both", "")
    keys = [column.key for column in CONTENT if column.key in both.split(",")]
    said = Said("followed", keys=keys) if "followed" in visit.request.query else Said()
    opened = corner(visit).editing.as_opened(wanted(visit), visit.user)
    return await document_page(visit, opened, said)


@of_the_corner
async def show_preview(visit: Visit) -> web.Response:
    """The page as it would be with these fields; nothing is saved."""
    try:
        written = corner(visit).editing.as_written(wanted(visit), form(visit), visit.user)
    except TooLong:
        return web.Response(status=413)
    return await document_page(visit, written)


@of_the_corner
async def save(visit: Visit) -> web.Response:
    """Keep what the form has as a draft."""
    kept = await saved(visit)
    if isinstance(kept, web.Response):
        return kept
    return visit.go(address(wanted(visit), "?saved=1#top"))


async def saved(visit: Visit) -> Manuscript | web.Response:
    """What was saved, or the page that says why nothing was; raises NoSuchDocument."""
    editing, document = corner(visit).editing, wanted(visit)
    try:
        return await editing.save(document, form(visit), visit.user, visit.form.get("seen", ""))
    except TooLong:
        opened = editing.as_opened(document, visit.user)
        return await document_page(visit, opened, Said("too_long"), status=422)
    except SavedMeanwhile as meanwhile:
        return await _not_saved(visit, meanwhile.standing)


@of_the_corner
async def discard(visit: Visit) -> web.Response:
    """Throw one's own draft away."""
    room, document = corner(visit), wanted(visit)
    standing = room.editing.manuscript(document)
    hers = (visit.user.id, visit.form.get("seen", ""))
    if standing is None or (standing.by, standing.version) != hers:
        return visit.go(address(document))
    await room.editing.discard(document, visit.user)
    there = room.library.content(document) is not None
    return visit.go(address(document, "?discarded=1") if there else "/desk/faq")


@of_the_corner
async def take_over(visit: Visit) -> web.Response:
    """Go on with a colleague's draft."""
    editing, document = corner(visit).editing, wanted(visit)
    if editing.manuscript(document):
        await editing.take_over(document, visit.user)
    return visit.go(address(document))


@of_the_corner
async def follow(visit: Visit) -> web.Response:
    """Go on from the file as it was changed meanwhile."""
    document, editing = wanted(visit), corner(visit).editing
    if editing.manuscript(document) is None:
        return visit.go(address(document))
    both = await editing.follow(document, visit.user)
    return visit.go(address(document, f"?followed=1&both={','.join(both)}"))


def form(visit: Visit) -> Written:
    """What the form sent."""
    fields = {column.key: visit.form.get(f"f.{column.key}") for column in CONTENT}
    cells = {key: text for key, text in fields.items() if text is not None}
    return Written(cells or None, visit.form.get("text"), visit.form.get("topic"))


async def document_page(
    visit: Visit,
    written: Manuscript,
    said: Said | None = None,
    *,
    checked: Checked | None = None,
    status: int = 200,
) -> web.Response:
    """The page of a document as ``written``, with what is ``said`` above it."""
    room, document = corner(visit), written.document
    standing = room.editing.manuscript(document)
    content = room.library.content(document)
    if checked is None:
        checked = await asyncio.to_thread(check_manuscript, room.library, written)
    said = said or Said()
    if not said.problem and standing and content != written.base:
        said = Said("changed_on_disk", _differing(written.base, content))
    served = room.faq()
    return visit.page(
        "faq_edit.html",
        status,
        document=document,
        written=written,
        standing=standing,
        locked=said.problem not in _MINE_AGAIN and bool(standing and standing.by != visit.user.id),
        there=content is not None,
        said=said,
        checked=checked,
        faults=checked.by_field,
        shown=_shown(visit, written),
        languages=LANGUAGES,
        topics=[one for theme in served.themes if theme.id == document.shelf
                for one in theme.topics],
        hotlines=served.hotlines.values(),
        partners=served.partners.values(),
        again=room.library.today() + timedelta(days=REVIEW_AGAIN),
        query=visit.request.query,
        in_words=lambda problem: told(problem, visit.language),
    )  # fmt: skip


def _shown(visit: Visit, written: Manuscript) -> Mapping[str, Shown]:
    if written.cells is None:
        return {}
    made = preview(corner(visit).faq(), written.document, written.cells)
    return {one.language: one for one in made}


async def _not_saved(visit: Visit, standing: Manuscript | None) -> web.Response:
    """Her own text again, beside what was saved meanwhile; a second save puts hers in place."""
    written = corner(visit).editing.as_written(wanted(visit), form(visit), visit.user)
    if standing is None:
        said = Said("draft_gone")
    else:
        lines = _differing(standing.content(), written.content())
        said = Said("saved_meanwhile", lines, standing.name)
    version = standing.version if standing else ""
    return await document_page(visit, replace(written, version=version), said, status=409)


def _differing(before: bytes | None, after: bytes | None) -> list[DiffLine]:
    return differences(as_text(before or b""), as_text(after or b""))
