"""Writing manuscripts: saved, taken over, thrown away. Nothing here touches faq/."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counselling.clock import Clock, utc_now
from counselling.corner.cells import Cells, cells_in, changed
from counselling.corner.documents import LIST_SHELF, Document, NoSuchDocument
from counselling.corner.library import Library
from counselling.corner.manuscripts import Manuscript, Manuscripts, as_text
from counselling.permissions import User
from counselling.store.store import Store

LONGEST_FIELD = 60_000  # letters; the longest file of ours, lines.yml, has half of that


@dataclass(frozen=True)
class Written:
    """What a form sent: an entry's fields, or a whole file as text. None: the form had no such
    field, and it stays as it is.
    """

    cells: Cells | None = None
    text: str | None = None
    topic: str | None = None


class TooLong(Exception):
    """A field has more than LONGEST_FIELD letters. Nothing was saved."""


class NameTaken(Exception):
    """There is an entry or a manuscript of this name. Nothing was saved."""


class SavedMeanwhile(Exception):
    """Another save came first: ``standing`` is what there is now, None if it is gone."""

    def __init__(self, standing: Manuscript | None) -> None:
        self.standing = standing
        super().__init__("saved meanwhile")


class Editing:
    """Everything an editor does before she publishes; each step is audited."""

    def __init__(
        self, store: Store, library: Library, manuscripts: Manuscripts, *, now: Clock = utc_now
    ) -> None:
        self._store = store
        self._library = library
        self._manuscripts = manuscripts
        self._now = now

    def manuscript(self, wanted: Document) -> Manuscript | None:
        """What is being written of a document."""
        return self._manuscripts.get(wanted)

    def manuscripts(self) -> dict[str, Manuscript]:
        """All of them by the address of their document."""
        return {one.document.key: one for one in self._manuscripts.all()}

    def as_opened(self, wanted: Document, by: User) -> Manuscript:
        """Its manuscript, or the one that a first save would begin; raises NoSuchDocument."""
        standing = self._manuscripts.get(wanted)
        if standing:
            return standing
        content = self._library.content(wanted)
        if content is None:
            raise NoSuchDocument(wanted.key)
        cells = cells_in(content, wanted) if wanted.is_entry else None
        text = as_text(content) if cells is None else None
        return Manuscript(wanted, by.id, by.name, self._now(), content, cells, text)

    def as_written(self, wanted: Document, written: Written, by: User) -> Manuscript:
        """The manuscript as the form has it, not saved; raises NoSuchDocument, TooLong."""
        opened = self.as_opened(wanted, by)
        texts = [*(written.cells or {}).values(), written.text or ""]
        if any(len(text) > LONGEST_FIELD for text in texts):
            raise TooLong
        if opened.cells is not None and written.cells is not None:
            cells, text = dict(opened.cells) | dict(written.cells), None
        elif written.text is not None:
            cells, text = None, written.text
        else:
            cells, text = opened.cells, opened.text  # type: ignore[assignment]
        topic = opened.topic if written.topic is None else written.topic
        return replace(
            opened, cells=cells, text=text, topic=topic,
            by=by.id, name=by.name, saved=self._now(),
        )  # fmt: skip

    async def save(self, wanted: Document, written: Written, by: User, seen: str) -> Manuscript:
        """Keep what the form has. ``seen``: the version that it began from, "" for none.

        Raises NoSuchDocument, TooLong; SavedMeanwhile when that is no longer what there is, so
        that no text of a colleague is written over unseen.
        """
        new = self.as_written(wanted, written, by)
        standing = self._manuscripts.get(wanted)
        if (standing.version if standing else "") != seen:
            raise SavedMeanwhile(standing)
        if standing is None and new.content() == new.base:
            return new  # nothing was changed: nobody else need be told of a manuscript
        return await self._keep(new, "faq_save")

    async def begin(self, new: Document, topic: str, cells: Cells, by: User) -> Manuscript:
        """A manuscript of an entry that there is none of; raises NameTaken, TooLong."""
        if not new.is_entry or new.shelf == LIST_SHELF:
            raise NoSuchDocument(new.key)
        if self._manuscripts.get(new) or self._library.content(new) is not None:
            raise NameTaken(new.key)
        if any(len(text) > LONGEST_FIELD for text in cells.values()):
            raise TooLong
        made = Manuscript(new, by.id, by.name, self._now(), None, dict(cells), topic=topic)
        return await self._keep(made, "faq_begin")

    async def discard(self, wanted: Document, by: User) -> None:
        """Throw the manuscript away."""
        self._manuscripts.drop(wanted)
        await self._audit(by, "faq_discard", wanted)

    async def take_over(self, wanted: Document, by: User) -> None:
        """Go on with what a colleague has begun; raises NoSuchDocument."""
        standing = self._manuscripts.get(wanted)
        if standing is None:
            raise NoSuchDocument(wanted.key)
        await self._keep(replace(standing, by=by.id, name=by.name), "faq_take_over")

    async def follow(self, wanted: Document, by: User) -> tuple[str, ...]:
        """Go on from the file as it is now, or as a new one if it is gone.

        Fields that she has not touched follow the file. Returns the keys of those that both have
        changed: they stay as hers. Raises NoSuchDocument.
        """
        standing = self._manuscripts.get(wanted)
        if standing is None:
            raise NoSuchDocument(wanted.key)
        followed, both = _followed(standing, self._library.content(wanted))
        kept = replace(followed, by=by.id, name=by.name, saved=self._now())
        await self._keep(kept, "faq_follow")
        return tuple(sorted(both))

    async def audit_trial(self, by: User) -> None:
        """She tries a question out; which one is nobody's business."""
        async with self._store.write() as tx:
            await tx.records.audit(by.id, "faq_try", "faq", at=self._now())

    async def _keep(self, new: Manuscript, what: str) -> Manuscript:
        kept = self._manuscripts.put(new)
        async with self._store.write() as tx:
            await tx.records.audit(new.by, what, new.document.key, at=self._now())
        return kept

    async def _audit(self, by: User, what: str, about: Document) -> None:
        async with self._store.write() as tx:
            await tx.records.audit(by.id, what, about.key, at=self._now())


def _followed(standing: Manuscript, content: bytes | None) -> tuple[Manuscript, set[str]]:
    """The manuscript upon ``content``, and the keys of the fields that both have changed."""
    wanted, cells = standing.document, standing.cells
    if cells is None or content is None:
        return replace(standing, base=content), set()
    now = cells_in(content, wanted)
    if now is None:  # it has no place for each field any more: hers goes on as text
        return replace(standing, base=content, cells=None, text=as_text(standing.content())), set()
    before = (cells_in(standing.base, wanted) if standing.base else None) or {}
    hers = changed(before, cells)
    followed = {key: cells[key] if key in hers else now[key] for key in cells.keys() | now.keys()}
    return replace(standing, base=content, cells=followed), hers & changed(before, now)


def asked_first(language: str, question: str) -> Mapping[str, str]:
    """The fields of an entry that begins with one question."""
    return {f"{language}.questions": question} if question else {}
