"""The office's replies and answers, found by words and put into the reply box."""

from aiohttp import web

from counselling.store.queue_rows import QueueRow
from counselling.talk.suggestions import Suggestion
from desk.visit import Visit

LONGEST_SEARCH = 200


async def show_suggestions(visit: Visit) -> web.Response:
    """What is found for ``q``, as a page, or for the desk's script as a piece of one."""
    view = await visit.desk.casework.ticket(visit.code, by=visit.user)
    words = visit.request.query.get("q", "")[:LONGEST_SEARCH]
    row = view.row
    found = visit.desk.casework.talk.suggestions.search(
        words, row.language or "vi", code=row.code, office=row.office
    )
    template = "suggestions.html" if visit.by_script else "replies.html"
    return visit.page(template, row=row, words=words, suggestions=found)


def wanted(visit: Visit, row: QueueRow) -> Suggestion | None:
    """The text that a link of the list wants in the box."""
    reference = visit.request.query.get("insert", "")
    return visit.desk.casework.talk.suggestions.one(
        reference, row.language or "vi", code=row.code, office=row.office
    )
