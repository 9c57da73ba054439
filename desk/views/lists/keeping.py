"""Adding, changing and removing items of a list, and taking a change back."""

from collections.abc import Awaitable

from aiohttp import web

from counselling.corner.documents import Document
from counselling.corner.publishing import BeingEdited, NotInOrder, Published
from counselling.corner.registers.keeping import (
    NEW,
    InUse,
    ItemChanged,
    NoSuchItem,
    Opened,
    shape_of,
)
from counselling.corner.writing import ChangedMeanwhile
from counselling.faq.problems import Problem
from counselling.faq.sheet.top import NotWritten
from desk.views.corner.room import corner, of_the_corner
from desk.views.lists.showing import Said, here, item_page, list_page, the_list
from desk.visit import Visit

_MOST_SIGNS = 30_000  # of a whole form


@of_the_corner
async def save_item(visit: Visit) -> web.Response:
    """Add it or change it, if the whole set is in order with it."""
    wanted, why = the_list(visit), _why(visit)
    opened = _as_sent(visit, wanted)
    too_long = sum(map(len, opened.cells.values())) > _MOST_SIGNS
    if too_long or not why:
        said = Said("too_long" if too_long else "no_why", why=why)
        return await item_page(visit, opened, said, status=422)
    try:
        published = await _save(visit, wanted, opened, why)
    except NoSuchItem:
        return visit.missing()
    except ItemChanged as found:
        again = Opened(opened.id, opened.cells, found.now.seen)
        said = Said("changed_meanwhile", theirs=found.now.cells, why=why)
        return await item_page(visit, again, said, status=409)
    except (NotInOrder, BeingEdited, ChangedMeanwhile, NotWritten, OSError) as refused:
        said, status = await _refused(visit, refused, opened, why)
        return await item_page(visit, opened, said, status=status)
    if published is None:
        return await item_page(visit, opened, Said("nothing_changed", why=why), status=422)
    return _gone_on(visit, wanted, published)


@of_the_corner
async def remove_item(visit: Visit) -> web.Response:
    """Take it out; its history stays."""
    wanted, name = the_list(visit), visit.request.match_info["item"]
    work = corner(visit).registers.remove(wanted, name, visit.user, _why(visit))
    return await _do_on_list(visit, wanted, work)


@of_the_corner
async def bring_back(visit: Visit) -> web.Response:
    """Put the list back to what it was in an older version."""
    wanted, version = the_list(visit), visit.form.get("version", "")
    work = corner(visit).registers.bring_back(wanted, version, visit.user, _why(visit))
    return await _do_on_list(visit, wanted, work)


async def _do_on_list(visit: Visit, wanted: Document, work: Awaitable[Published]) -> web.Response:
    if not _why(visit):
        work.close()  # type: ignore[attr-defined]  # it was never begun
        return await list_page(visit, Said("no_why"), status=422)
    try:
        return _gone_on(visit, wanted, await work)
    except NoSuchItem:
        return visit.missing()
    except InUse:
        return await list_page(visit, Said("in_use"), status=409)
    except (NotInOrder, BeingEdited, ChangedMeanwhile, NotWritten, OSError) as refused:
        said, status = await _refused(visit, refused, None, _why(visit))
        return await list_page(visit, said, status=status)


async def _save(visit: Visit, wanted: Document, opened: Opened, why: str) -> Published | None:
    keeping = corner(visit).registers
    if opened.id == NEW:
        return (await keeping.add(wanted, opened.cells, visit.user, why))[1]
    return await keeping.change(wanted, opened, visit.user, why)


def _gone_on(visit: Visit, wanted: Document, published: Published) -> web.Response:
    return visit.go(here(wanted, f"?published={1 if published.recorded else 'unrecorded'}"))


def _why(visit: Visit) -> str:
    return visit.form.get("why", "").strip()


def _as_sent(visit: Visit, wanted: Document) -> Opened:
    """The fields of the form: texts by their keys, ticks as "tick.<field>.<word>"."""
    cells = {}
    for field in shape_of(wanted):
        for key in field.cells:
            cells[key] = visit.form.get(f"f.{key}", "")
        if field.kind == "ticks":
            before = f"tick.{field.key}."
            words = [name.removeprefix(before) for name in visit.form if name.startswith(before)]
            cells[field.key] = "\n".join(words)
    return Opened(visit.request.match_info["item"], cells, visit.form.get("seen", ""))


async def _refused(
    visit: Visit, refused: Exception, opened: Opened | None, why: str
) -> tuple[Said, int]:
    """Why it was not done, and the status of the answer."""
    match refused:
        case NotInOrder():
            return Said("not_in_order", await _by_field(visit, refused, opened), why=why), 422
        case BeingEdited():
            return Said("being_edited", who=refused.standing.name, why=why), 409
        case ChangedMeanwhile():
            return Said("on_disk", why=why), 409
        case NotWritten():
            return Said("not_written", who=str(refused), why=why), 422
        case OSError():
            return Said("not_saved", who=refused.strerror or type(refused).__name__, why=why), 503
    raise refused


async def _by_field(
    visit: Visit, found: NotInOrder, opened: Opened | None
) -> dict[str, list[Problem]]:
    """What keeps it back, by the field of the item that it is about; "" for all else."""
    wanted = the_list(visit)
    others = {one.id for one in await corner(visit).registers.items(wanted)}
    keys = {field.key for field in shape_of(wanted)} if opened else set()
    others -= {opened.id} if opened else set()
    faults: dict[str, list[Problem]] = {}
    for problem in found.checked.blocking:
        first = next(iter(problem.where), "")
        mine = first in keys and problem.entry not in others
        faults.setdefault(first if mine else "", []).append(problem)
    return faults
