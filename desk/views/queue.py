"""The queue: who waits, for how long, and who has whom."""

from datetime import UTC, datetime

from aiohttp import web

from counselling.permissions import Permission, User, may
from counselling.queue.lists import PAGE, Counts, Show
from counselling.store.queue_rows import QueueRow
from counselling.tickets.codes import CODE, typed_code
from desk.visit import Visit

_MOST_PAGES = 10_000


async def show_queue(visit: Visit) -> web.Response:
    """One page of one list of the queue; or the tickets whose code begins as was typed."""
    query = visit.request.query
    if "code" in query:
        return await _find(visit, query["code"])
    show, page = query.get("show", "new"), _page(query.get("page", "1"))
    if show not in lists_for(visit.user) or page is None:
        return visit.missing()
    rows = await visit.desk.casework.queue(by=visit.user, show=Show(show), page=page)
    return await _answer(visit, show, rows[:PAGE], page=page, more=len(rows) > PAGE)


async def show_counts(visit: Visit) -> web.Response:
    """The same figures for a page that shows no queue."""
    counts = await counts_for(visit)
    return web.json_response(
        {"new": counts.new, "answers": counts.answers, "emergencies": counts.emergencies}
    )


async def counts_for(visit: Visit) -> Counts:
    """The figures for this visitor, now."""
    return await visit.desk.casework.counts(by=visit.user)


def lists_for(user: User) -> list[Show]:
    """The lists that make sense to ``user``: who serves all offices has none of her own, and only
    supervisors are asked.
    """
    left_out = set() if user.office else {Show.OFFICE}
    if not may(user, Permission.TAKE_OVER):
        left_out.add(Show.ASKED)
    return [show for show in Show if show not in left_out]


async def _find(visit: Visit, typed: str) -> web.Response:
    """A whole code leads to its ticket, a part of one to a list."""
    code = typed_code(typed)
    rows = await visit.desk.casework.find(code, by=visit.user) if code else []
    if len(rows) == 1 and CODE.fullmatch(code):
        return visit.go(f"/desk/tickets/{code}")
    return await _answer(visit, "found", rows, typed=typed.strip()[:20])


async def _answer(
    visit: Visit,
    show: str,
    rows: list[QueueRow],
    *,
    page: int = 1,
    more: bool = False,
    typed: str = "",
) -> web.Response:
    casework = visit.desk.casework
    return visit.page(
        "queue.html",
        show=show,
        shows=lists_for(visit.user),
        marks=await casework.talk.supervision.marks(),
        rows=rows,
        page=page,
        more=more,
        typed=typed,
        counts=await counts_for(visit),
        colleagues=await visit.desk.staff.presence.colleagues(visit.user),
        clock=casework.signs.clock,
        inboxes=await casework.in_inboxes(),
        office_place=casework.signs.office_place,
        now=datetime.now(UTC),
    )


def _page(written: str) -> int | None:
    page = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0
    return page if 1 <= page <= _MOST_PAGES else None
