"""The streams of what happens now, one for the queue and one for each ticket."""

from aiohttp import web

from counselling.live import DESK, case_topic
from desk.visit import Visit


async def stream_queue(visit: Visit) -> web.StreamResponse:
    """``queue`` whenever a line of the queue changed."""
    return await visit.desk.streams.run(visit, DESK)


async def stream_ticket(visit: Visit) -> web.StreamResponse:
    """``messages``, ``typing``, ``state``, ``onlookers`` and ``erased`` of one conversation, and
    ``queue``.
    """
    view = await visit.desk.casework.ticket(visit.code, by=visit.user)
    with visit.desk.casework.talk.onlookers.looking(view.conversation_id, visit.user):
        return await visit.desk.streams.run(visit, DESK, case_topic(view.conversation_id))
