"""The list of entries, and the queue of those to be looked at again."""

import asyncio
from datetime import timedelta

from aiohttp import web

from counselling.corner.documents import LISTS
from counselling.corner.listing import STATUSES, Row, Wish, by_due_date, by_theme, rows
from counselling.corner.registers.shapes import SHAPES
from counselling.faq import limits
from counselling.faq.model import THEMES
from desk.views.corner.editing import REVIEW_AGAIN
from desk.views.corner.room import corner, of_the_corner, theme_titles
from desk.visit import Visit

LONGEST_SEARCH = 200


@of_the_corner
async def show_list(visit: Visit) -> web.Response:
    """All entries under their themes, or those that were looked for."""
    query = visit.request.query
    wish = Wish(
        query.get("q", "")[:LONGEST_SEARCH],
        query.get("theme", "") if query.get("theme") in THEMES else "",
        query.get("status", "") if query.get("status") in STATUSES else "",
    )
    everything = await _rows(visit)
    found = [row for row in everything if wish.takes(row)]
    return visit.page(
        "faq_list.html",
        wish=wish,
        themes=theme_titles(visit),
        found=by_theme(found),
        size=len(found),
        counts_of={status: _count(everything, status) for status in STATUSES},
        lists=_lists(visit),
        forms=SHAPES,
        done=query.get("done", ""),
    )


@of_the_corner
async def show_review(visit: Visit) -> web.Response:
    """The published entries, what is due first."""
    room, due = corner(visit), by_due_date(await _rows(visit))
    return visit.page(
        "faq_review.html",
        rows=due,
        today=room.library.today(),
        soon=room.library.today() + timedelta(days=limits.REVIEW_SOON),
        again=room.library.today() + timedelta(days=REVIEW_AGAIN),
        themes=theme_titles(visit),
        query=visit.request.query,
    )


async def _rows(visit: Visit) -> list[Row]:
    room = corner(visit)
    return await asyncio.to_thread(rows, room.library, room.editing.manuscripts())


def _count(found: list[Row], status: str) -> int:
    return sum(status in row.statuses for row in found)


def _lists(visit: Visit) -> list[tuple[str, str, str]]:
    """The other files: name in the address, name of the file, who has a draft of it."""
    standing = corner(visit).editing.manuscripts()
    names = {key: one.name for key, one in standing.items()}
    return [(name, file, names.get(f"files/{name}", "")) for name, file in LISTS.items()]
