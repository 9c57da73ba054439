"""An editors' corner on a copy of the real files, with editors at work."""

import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from counselling.conversations import LANGUAGES
from counselling.corner.cells import cells_in
from counselling.corner.corner import Corner, build_corner
from counselling.corner.documents import Document, document
from counselling.corner.editing import Written
from counselling.corner.manuscripts import Manuscript
from counselling.corner.publishing import Published
from counselling.permissions import Role, User
from counselling.store.store import Store
from counselling.store.vault import Vault
from tests.counselling.cast import SECRET, a_database
from tests.the_set import FOLDER, the_set

MAI = User("mai-id", "mai", "Mai", Role.EDITOR)
NGA = User("nga-id", "nga", "Nga", Role.EDITOR)
ID_CARD = document("legal", "id-card")
HOTLINES = document("files", "hotlines")


@dataclass
class Desk:
    """The corner, its folder and what an editor does there in one go."""

    corner: Corner
    store: Store
    faq: Path

    def read(self, wanted: Document) -> bytes:
        return (self.faq / wanted.file).read_bytes()

    def cells(self, wanted: Document = ID_CARD) -> dict[str, str]:
        found = cells_in(self.read(wanted), wanted)
        assert found is not None
        return found

    async def writes(
        self, wanted: Document = ID_CARD, by: User = MAI, /, **fields: str
    ) -> Manuscript:
        """Change some fields, named with "_" for the dot: ``vi_title``."""
        cells = {_key(name): text for name, text in fields.items()}
        return await self.saves(wanted, Written(cells), by)

    async def saves(self, wanted: Document, written: Written, by: User = MAI) -> Manuscript:
        standing = self.corner.editing.manuscript(wanted)
        seen = standing.version if standing else ""
        return await self.corner.editing.save(wanted, written, by, seen)

    async def publishes(
        self, wanted: Document = ID_CARD, by: User = MAI, why: str = "a better title"
    ) -> Published:
        standing = self.corner.editing.manuscript(wanted)
        assert standing
        return await self.corner.publishing.publish(wanted, by, why, standing.version)

    async def audited(self, about: str) -> list[tuple[str, str]]:
        async with self.store.read() as tx:
            return [(line.who, line.what) for line in await tx.records.audit_lines(about=about)]


def _key(name: str) -> str:
    language, _, part = name.partition("_")
    return f"{language}.{part}" if language in LANGUAGES else name


@asynccontextmanager
async def a_corner(folder: Path, *, git: bool = False) -> AsyncIterator[Desk]:
    """A corner in ``folder``; ``git``: its faq/ is committed in a work tree."""
    faq = a_faq(folder)
    if git:
        in_git(folder)
    store = Store(a_database(folder), Vault(SECRET))
    await store.prepare()
    try:
        yield Desk(build_corner(store, the_set, faq, folder / "data", None), store, faq)
    finally:
        await store.close()


def a_faq(folder: Path) -> Path:
    return Path(shutil.copytree(FOLDER, folder / "faq"))


def in_git(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "faq")
    git(folder, "-c", "user.name=Somebody", "-c", "user.email=a@b.invalid", "commit", "-qm", "all")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
