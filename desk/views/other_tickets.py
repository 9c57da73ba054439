"""The same woman's other tickets: linking, merging and opening again."""

from aiohttp import web

from counselling.cases.two_tickets import typed_code
from desk.views.case import case_page, do
from desk.visit import Visit


async def link(visit: Visit) -> web.Response:
    """She told the code that was typed here."""
    if not (other := _other(visit)):
        return await case_page(visit, status=422, problem="no_such_other")
    deed = visit.desk.cases.others.link(visit.code, other, by=visit.user)
    return await do(visit, deed, part="others")


async def unlink(visit: Visit) -> web.Response:
    """It was a wrong code."""
    if not (other := _other(visit)):
        return await case_page(visit, status=422, problem="no_such_other")
    deed = visit.desk.cases.others.unlink(visit.code, other, by=visit.user)
    return await do(visit, deed, part="others")


async def merge(visit: Visit) -> web.Response:
    """This ticket goes on, or the other: as the form says."""
    if not (other := _other(visit)):
        return await case_page(visit, status=422, problem="no_such_other")
    into_other = visit.form.get("goes_on") == "other"
    deed = visit.desk.cases.others.merge(
        visit.code, other, by=visit.user, into_other=into_other, sure=_sure(visit)
    )
    return await do(visit, deed, part="others")


async def reopen(visit: Visit) -> web.Response:
    """A new ticket for the ended one."""
    opened: list[str] = []

    async def open_again() -> None:
        others = visit.desk.cases.others
        opened.append(await others.reopen(visit.code, by=visit.user, sure=_sure(visit)))

    answer = await do(visit, open_again(), part="others")
    return visit.go(f"/desk/tickets/{opened[0]}") if opened else answer


def _other(visit: Visit) -> str | None:
    return typed_code(visit.form.get("other", ""))


def _sure(visit: Visit) -> bool:
    return bool(visit.form.get("sure"))
