"""Publishing: checked as a whole, written whole, recorded; and taking it back."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from counselling.clock import Clock, utc_now
from counselling.corner.cells import applied, cells_in
from counselling.corner.checking import Checked, check, check_manuscript
from counselling.corner.documents import THEMES_FILE, Document, NoSuchDocument
from counselling.corner.history import History, NotRecorded, Version
from counselling.corner.library import Library
from counselling.corner.manuscripts import Manuscript, Manuscripts
from counselling.corner.places import placed, taken_out
from counselling.corner.writing import Change, write
from counselling.faq.sheet.top import NotWritten
from counselling.permissions import User
from counselling.store.store import Store

LONGEST_WHY = 200


class NotInOrder(Exception):
    """The set would not be in order; ``checked`` says why. Nothing was written."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        super().__init__(f"{len(checked.blocking)} to mend")


class BeingEdited(Exception):
    """Somebody has a manuscript of it; ``standing`` is it. Nothing was written."""

    def __init__(self, standing: Manuscript) -> None:
        self.standing = standing
        super().__init__(standing.document.key)


@dataclass(frozen=True)
class Published:
    """What became of it. ``recorded``: whether the history has taken it."""

    checked: Checked
    recorded: bool = True


class Publishing:
    """Changes faq/; one change at a time, each of them audited."""

    def __init__(
        self,
        store: Store,
        library: Library,
        manuscripts: Manuscripts,
        history: History,
        *,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._library = library
        self._manuscripts = manuscripts
        self._history = history
        self._now = now
        self._one = asyncio.Lock()

    async def publish(self, wanted: Document, by: User, why: str, seen: str) -> Published:
        """Put the manuscript in place of the file. ``seen``: the version she has on the screen.

        Raises NoSuchDocument, BeingEdited, NotInOrder, NotWritten, ChangedMeanwhile, OSError; the
        manuscript then stays.
        """
        async with self._one:
            standing = self._manuscripts.get(wanted)
            if standing is None:
                raise NoSuchDocument(wanted.key)
            if standing.version != seen:
                raise BeingEdited(standing)
            place = self._place(wanted, standing.topic) if standing.base is None else []
            also = {change.file: change.after for change in place}
            checked = await asyncio.to_thread(check_manuscript, self._library, standing, also)
            if checked.blocking:
                raise NotInOrder(checked)
            changes = [Change(wanted.file, standing.base, standing.content()), *place]
            published = await self._write(changes, wanted, by, why, "faq_publish", checked)
            self._manuscripts.drop(wanted)
            return published

    async def still_right(self, wanted: Document, by: User, due: date, why: str) -> Published:
        """An editor has looked through the entry and changed nothing: the next look is ``due``.

        Raises NoSuchDocument, BeingEdited, NotInOrder, ChangedMeanwhile, OSError, NotWritten.
        """
        async with self._one:
            before = self._free(wanted)
            cells = cells_in(before, wanted)
            if cells is None:
                raise NotWritten("the file has no place for the dates")
            cells |= {
                "as_of": self._library.today().isoformat(),
                "review": "reviewed",
                "review_due": due.isoformat(),
            }
            change = Change(wanted.file, before, applied(before, cells, wanted))
            return await self._write([change], wanted, by, why, "faq_still_right")

    async def take_out(self, wanted: Document, by: User, why: str) -> Published:
        """Remove an entry, and its name from themes.yml.

        Raises NoSuchDocument, BeingEdited, NotInOrder, ChangedMeanwhile, OSError, NotWritten.
        """
        async with self._one:
            if not wanted.is_entry:
                raise NoSuchDocument(wanted.key)
            changes = [Change(wanted.file, self._free(wanted), None)]
            themes = self._library.content(THEMES_FILE)
            if themes is not None and (left := taken_out(themes, wanted)) != themes:
                changes.insert(0, Change(THEMES_FILE.file, themes, left))
            return await self._write(changes, wanted, by, why, "faq_take_out")

    async def put(
        self, wanted: Document, change: Change, by: User, why: str, what: str
    ) -> Published:
        """Put a list in place that was changed item by item; ``what``: the deed, for the audit.

        Raises BeingEdited, NotInOrder, ChangedMeanwhile, OSError.
        """
        async with self._one:
            self._free(wanted)
            return await self._write([change], wanted, by, why, what)

    async def bring_back(self, wanted: Document, version: str, by: User, why: str) -> Published:
        """Publish an older version, after the same checks.

        Raises NoSuchDocument, BeingEdited, NotInOrder, ChangedMeanwhile, OSError.
        """
        async with self._one:
            content = await asyncio.to_thread(self._history.content, wanted.file, version)
            if content is None:
                raise NoSuchDocument(wanted.key)
            if standing := self._manuscripts.get(wanted):
                raise BeingEdited(standing)
            change = Change(wanted.file, self._library.content(wanted), content)
            return await self._write([change], wanted, by, why, "faq_bring_back")

    async def versions(self, wanted: Document) -> list[Version]:
        """Those of a document, newest first."""
        return await asyncio.to_thread(self._history.versions, wanted.file)

    async def content(self, wanted: Document, version: str) -> bytes | None:
        """The file as a version has it; None where there is no such version."""
        return await asyncio.to_thread(self._history.content, wanted.file, version)

    def _free(self, wanted: Document) -> bytes:
        if standing := self._manuscripts.get(wanted):
            raise BeingEdited(standing)
        content = self._library.content(wanted)
        if content is None:
            raise NoSuchDocument(wanted.key)
        return content

    def _place(self, new: Document, topic: str) -> list[Change]:
        """A new entry's place in themes.yml; none was chosen: it is shown under "Other"."""
        themes = self._library.content(THEMES_FILE)
        if not topic or themes is None or taken_out(themes, new) != themes:
            return []
        return [Change(THEMES_FILE.file, themes, placed(themes, new, topic))]

    async def _write(  # who, what, why
        self, changes: Sequence[Change], about: Document, by: User, why: str, what: str,
        checked: Checked | None = None,
    ) -> Published:  # fmt: skip
        if checked is None:
            then = {change.file: change.after for change in changes}
            checked = await asyncio.to_thread(check, self._library, then)
            if checked.blocking:
                raise NotInOrder(checked)
        at, why = self._now(), " ".join(why.split())[:LONGEST_WHY]
        await asyncio.to_thread(write, self._library.folder, changes)
        published = Published(checked)
        try:
            await asyncio.to_thread(self._history.record, changes, by, why, at)
        except NotRecorded:  # the files are right and in use; only their history is not
            published = replace(published, recorded=False)
        async with self._store.write() as tx:
            await tx.records.audit(by.id, what, about.key, at=at)
        return published
