"""Keeping the lists item by item: added, changed, removed, each time checked and published."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from counselling.corner.documents import LIST_SHELF, Document, NoSuchDocument
from counselling.corner.library import Library
from counselling.corner.publishing import Published, Publishing
from counselling.corner.registers.items import Item, items_in
from counselling.corner.registers.scalars import Cells, settled
from counselling.corner.registers.shapes import SHAPES, Shape
from counselling.corner.registers.writing import added, changed, removed
from counselling.corner.writing import Change
from counselling.faq.sheet.top import NotWritten
from counselling.permissions import User
from counselling.store.store import Store, finishes
from language.normalise import fold

NEW = "new"
"""The address of an item that is still to be added."""
_LONGEST_ID = 40
_MARK = "\ufeff"  # some editors on Windows begin a file with it


@dataclass(frozen=True)
class Opened:
    """An item's fields, and a sign of the state in which they were read."""

    id: str
    cells: Cells
    seen: str


class NoSuchItem(Exception):
    """The list has no item of this id, or no longer."""


class ItemChanged(Exception):
    """Somebody changed the item meanwhile; ``now`` is how it stands. Nothing was written."""

    def __init__(self, now: Opened) -> None:
        self.now = now
        super().__init__(now.id)


class InUse(Exception):
    """The office has staff or open tickets, so that it cannot go. Nothing was written."""


class Registers:
    """Reads and writes the items of the lists in SHAPES, beside the event loop."""

    def __init__(self, store: Store, library: Library, publishing: Publishing) -> None:
        self._store = store
        self._library = library
        self._publishing = publishing

    async def items(self, wanted: Document) -> list[Opened]:
        """All of a list, in its order; raises NotWritten where the form cannot read the file."""
        return await asyncio.to_thread(self._items, wanted)

    async def item(self, wanted: Document, name: str) -> Opened:
        """One of them; raises NoSuchItem, NotWritten."""
        _, item, _ = await asyncio.to_thread(self._find, wanted, name)
        return _opened(item, shape_of(wanted))

    async def options(self, wanted: Document) -> Mapping[str, tuple[str, ...]]:
        """What can be ticked in each field of the list: what is known, and what stands in it."""
        items = await self.items(wanted)
        found = {}
        for field in shape_of(wanted):
            if field.kind == "ticks":
                used = {word for one in items for word in one.cells[field.key].splitlines()}
                found[field.key] = (*field.options, *sorted(used - set(field.options)))
        return found

    async def add(
        self, wanted: Document, cells: Cells, by: User, why: str
    ) -> tuple[str, Published]:
        """Add an item, and give it an id by its name.

        Raises NotWritten, and what ``Publishing.put`` raises.
        """
        name, change = await asyncio.to_thread(self._added, wanted, cells)
        return name, await self._publishing.put(wanted, change, by, why, "faq_item_add")

    async def change(
        self, wanted: Document, opened: Opened, by: User, why: str
    ) -> Published | None:
        """Give an item the cells of ``opened``; None where it has them already.

        Raises NoSuchItem, ItemChanged, NotWritten, and what ``Publishing.put`` raises.
        """
        change = await asyncio.to_thread(self._changed, wanted, opened)
        if change is None:
            return None
        return await self._publishing.put(wanted, change, by, why, "faq_item_change")

    async def remove(self, wanted: Document, name: str, by: User, why: str) -> Published:
        """Take an item out.

        Raises NoSuchItem, InUse, NotWritten, and what ``Publishing.put`` raises.
        """
        text, item, before = await asyncio.to_thread(self._find, wanted, name)
        await self._require_unused(wanted, {name})
        change = _as_change(wanted, before, removed(text, item))
        return await self._publishing.put(wanted, change, by, why, "faq_item_remove")

    async def bring_back(self, wanted: Document, version: str, by: User, why: str) -> Published:
        """Put the whole list back to what it was in a version.

        Raises NoSuchDocument, InUse, NotWritten, and what ``Publishing.bring_back`` raises.
        """
        then = await self._publishing.content(wanted, version)
        if then is None:
            raise NoSuchDocument(wanted.key)
        left = {item.id for item in await asyncio.to_thread(items_in, _decoded(then))}
        await self._require_unused(wanted, {item.id for item in await self.items(wanted)} - left)
        return await self._publishing.bring_back(wanted, version, by, why)

    @finishes
    async def _require_unused(self, wanted: Document, gone: set[str]) -> None:
        """Raise InUse where an office with staff or open tickets would go."""
        if wanted.name != "offices" or not gone:
            return
        async with self._store.read() as tx:
            staffed = {user.office for user in await tx.staff.active()}
            for office in gone:
                if office in staffed or await tx.tickets.running_at(office):
                    raise InUse(office)

    def _items(self, wanted: Document) -> list[Opened]:
        shape = shape_of(wanted)
        return [_opened(item, shape) for item in items_in(self._text(wanted)[0])]

    def _added(self, wanted: Document, cells: Cells) -> tuple[str, Change]:
        text, before = self._text(wanted)
        name = _free_id(cells, {item.id for item in items_in(text)})
        return name, _as_change(wanted, before, added(text, name, cells, shape_of(wanted)))

    def _changed(self, wanted: Document, opened: Opened) -> Change | None:
        shape = shape_of(wanted)
        text, item, before = self._find(wanted, opened.id)
        now = _opened(item, shape)
        if settled(opened.cells, shape) == now.cells:
            return None
        if now.seen != opened.seen:
            raise ItemChanged(now)
        return _as_change(wanted, before, changed(text, item, opened.cells, shape))

    def _find(self, wanted: Document, name: str) -> tuple[str, Item, bytes]:
        text, before = self._text(wanted)
        for item in items_in(text):
            if item.id == name:
                return text, item, before
        raise NoSuchItem(name)

    def _text(self, wanted: Document) -> tuple[str, bytes]:
        content = self._library.content(wanted)
        if content is None:
            raise NoSuchDocument(wanted.key)
        return _decoded(content), content


def shape_of(wanted: Document) -> Shape:
    """What the list's items are made of; raises NoSuchDocument for what is no such list."""
    if wanted.shelf != LIST_SHELF or wanted.name not in SHAPES:
        raise NoSuchDocument(wanted.key)
    return SHAPES[wanted.name]


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotWritten("the file is not saved as UTF-8") from None


def _as_change(wanted: Document, before: bytes, after: str) -> Change:
    mark = _MARK if before.startswith(_MARK.encode()) else ""
    return Change(wanted.file, before, (mark + after).encode())


def _opened(item: Item, shape: Shape) -> Opened:
    return Opened(item.id, item.cells(shape), item.print)


def _free_id(cells: Cells, taken: set[str]) -> str:
    """A short name made of its own, English before Vietnamese: files are read by both."""
    title = cells.get("name.en", "") or cells.get("name.vi", "")
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(title))
    name = "-".join(words.split())[:_LONGEST_ID].strip("-") or "item"
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 4)))
    return next(one for one in names if one not in taken | {NEW})
