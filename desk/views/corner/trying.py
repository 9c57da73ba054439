"""Try it: what the assistant would answer now."""

from aiohttp import web

from counselling.corner.trial import AssistantDown, Tried
from counselling.reception import LONGEST_TEXT
from desk.views.corner.room import corner, of_the_corner
from desk.visit import Visit


@of_the_corner
async def show_trial(visit: Visit) -> web.Response:
    """The field for a question."""
    return _page(visit, visit.request.query.get("q", "")[:LONGEST_TEXT])


@of_the_corner
async def try_it(visit: Visit) -> web.Response:
    """Ask it, by the way of the live chat; nothing of it is kept."""
    question = visit.form.get("question", "").strip()
    if not question or len(question) > LONGEST_TEXT:
        return _page(visit, question, problem="too_long" if question else "empty", status=422)
    room = corner(visit)
    await room.editing.audit_trial(visit.user)
    try:
        tried = await room.trial.ask(question)
    except AssistantDown:
        return _page(visit, question, problem="down", status=503)
    return _page(visit, question, tried)


def _page(
    visit: Visit,
    question: str,
    tried: Tried | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> web.Response:
    entries = corner(visit).faq().entries
    titles = {
        name: entries[name].texts["vi"].title
        for name, _ in (tried.candidates if tried else ())
        if name in entries
    }
    if tried and tried.entry and tried.entry in entries:
        titles[tried.entry] = entries[tried.entry].texts["vi"].title
    return visit.page(
        "faq_try.html", status, question=question, tried=tried, titles=titles, problem=problem,
        longest=LONGEST_TEXT,
    )  # fmt: skip
