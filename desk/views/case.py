"""A ticket's case: record, safety, follow-ups, and her other tickets on one page."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass

from aiohttp import web

from counselling.cases.case_file import Overtaken
from counselling.cases.closing import Ending
from counselling.cases.follow_up import BadDay, NoSuchFollowUp, Outcome
from counselling.cases.other_tickets import StillRuns, UnsafeNow
from counselling.cases.record import LONGEST, NEEDS, Record
from counselling.cases.safety import ANSWERS, QUESTIONS, Safety
from counselling.cases.two_tickets import NoSuchOther
from counselling.faq.model import Theme
from counselling.routing.today import NoSuchProvince, names_to_choose
from counselling.store.not_saved import NotSaved
from counselling.tickets.states import IllegalMove
from counselling.tickets.ticket import AlreadyClaimed, NotYours
from desk.views.queue import counts_for
from desk.visit import Visit

_PROBLEMS: Mapping[type[Exception], tuple[str, int]] = {
    Overtaken: ("overtaken", 409),
    NotYours: ("not_yours", 409),
    IllegalMove: ("changed", 409),
    NoSuchFollowUp: ("changed", 409),
    BadDay: ("bad_day", 422),
    NoSuchProvince: ("no_province", 422),
    NoSuchOther: ("no_such_other", 422),
    AlreadyClaimed: ("with_another", 409),
    StillRuns: ("still_runs", 409),
    UnsafeNow: ("unsure", 428),
    NotSaved: ("not_saved", 503),
}


@dataclass(frozen=True)
class Draft:
    """What was written on the page and not saved, so that nothing of it is lost."""

    record: Record | None = None
    safety: Safety | None = None


NO_DRAFT = Draft()
_DIGITS = 6  # of a version's number


async def show_case(visit: Visit) -> web.Response:
    """The page; ``?record=2`` and ``?safety=2`` show older versions of the two."""
    return await case_page(visit)


async def case_page(
    visit: Visit,
    *,
    status: int = 200,
    problem: str | None = None,
    draft: Draft = NO_DRAFT,
) -> web.Response:
    """The page as it stands, with ``problem`` said above."""
    view = await visit.desk.cases.file.read(
        visit.code, by=visit.user, record=_asked(visit, "record"), safety=_asked(visit, "safety")
    )
    themes = visit.desk.cases.faq().themes
    return visit.page(
        "case.html",
        status,
        row=view.row,
        view=view,
        draft=draft,
        problem=problem,
        form=visit.form,
        themes=themes,
        theme_names=theme_names(themes, visit.language),
        needs=NEEDS,
        provinces=names_to_choose(),
        questions=QUESTIONS,
        answers=ANSWERS,
        outcomes=list(Outcome),
        endings=list(Ending),
        longest=LONGEST,
        counts=await counts_for(visit),
    )


async def do(
    visit: Visit, deed: Awaitable[object], *, part: str, draft: Draft = NO_DRAFT
) -> web.Response:
    """Do it and show the page at ``part``, or say there why it was not done."""
    try:
        await deed
    except tuple(_PROBLEMS) as error:
        problem, status = _PROBLEMS[type(error)]
        return await case_page(visit, status=status, problem=problem, draft=draft)
    return visit.go(f"/desk/tickets/{visit.code}/case#{part}")


def _asked(visit: Visit, sheet: str) -> int | None:
    asked = visit.request.query.get(sheet, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < _DIGITS else None


def theme_names(themes: tuple[Theme, ...], language: str) -> dict[str, str]:
    """The titles of "theme/topic" in the desk's language."""
    return {
        f"{theme.id}/{topic.id}": topic.title["en" if language == "en" else "vi"]
        for theme in themes
        for topic in theme.topics
    }
