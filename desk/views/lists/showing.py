"""The pages of a list: all its items, and the form of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from counselling.corner.documents import LIST_SHELF, Document, document
from counselling.corner.registers.keeping import NEW, NoSuchItem, Opened, shape_of
from counselling.corner.registers.scalars import Cells
from counselling.corner.registers.shapes import cell_keys
from counselling.faq.problems import Problem
from counselling.faq.sheet.top import NotWritten
from counselling.referrals.terms import NEEDS
from desk.problem_words import told
from desk.views.corner.room import corner, of_the_corner, theme_titles
from desk.visit import Visit

_VERSIONS = 10  # shown below the list


@dataclass(frozen=True)
class Said:
    """Why nothing was done. ``faults``: by the field they are about, "" for all others;
    ``theirs``: what a colleague saved meanwhile, by field; ``who``: she, or the cause.
    """

    problem: str = ""
    faults: Mapping[str, Sequence[Problem]] = field(default_factory=dict)
    theirs: Cells = field(default_factory=dict)
    who: str = ""
    why: str = ""


SILENT = Said()


@of_the_corner
async def show_list(visit: Visit) -> web.Response:
    """All items, and what was changed."""
    return await list_page(visit)


@of_the_corner
async def show_item(visit: Visit) -> web.Response:
    """The form of one, or an empty one."""
    name = visit.request.match_info["item"]
    keeping, wanted = corner(visit).registers, the_list(visit)
    if name == NEW:
        return await item_page(visit, empty(wanted, corner(visit).library.today().isoformat()))
    try:
        return await item_page(visit, await keeping.item(wanted, name))
    except NoSuchItem:
        return visit.missing()
    except NotWritten as refused:
        return await list_page(visit, Said("not_readable", who=str(refused)))


async def list_page(visit: Visit, said: Said = SILENT, *, status: int = 200) -> web.Response:
    """The page of the list; ``said`` stands above."""
    room, wanted = corner(visit), the_list(visit)
    try:
        items = await room.registers.items(wanted)
    except NotWritten as refused:
        items, said = [], said if said.problem else Said("not_readable", who=str(refused))
    versions = await room.publishing.versions(wanted)
    return visit.page(
        "register.html", status,
        document=wanted,
        items=items,
        versions=versions[: _VERSIONS],
        standing=room.editing.manuscript(wanted),
        said=said,
        query=visit.request.query,
        in_words=lambda problem: told(problem, visit.language),
    )  # fmt: skip


async def item_page(
    visit: Visit, opened: Opened, said: Said = SILENT, *, status: int = 200
) -> web.Response:
    """The form with these fields; ``said`` stands above and beside them."""
    wanted, room = the_list(visit), corner(visit)
    return visit.page(
        "register_item.html", status,
        document=wanted,
        opened=opened,
        is_new=opened.id == NEW,
        shape=shape_of(wanted),
        options=await room.registers.options(wanted),
        themes=theme_titles(visit),
        known_needs=NEEDS,
        say=lambda line: room.faq().lines.say(line, visit.language),
        said=said,
        query=visit.request.query,
        in_words=lambda problem: told(problem, visit.language),
    )  # fmt: skip


def the_list(visit: Visit) -> Document:
    """The list in the address; raises NoSuchDocument."""
    wanted = document(LIST_SHELF, visit.request.match_info["list"])
    shape_of(wanted)
    return wanted


def here(wanted: Document, rest: str = "") -> str:
    """Where a list is kept."""
    return f"/desk/lists/{wanted.name}{rest}"


def empty(wanted: Document, today: str) -> Opened:
    """An item of which nothing is written yet but the day."""
    cells = dict.fromkeys(cell_keys(shape_of(wanted)), "")
    return Opened(NEW, cells | {"as_of": today}, "")
