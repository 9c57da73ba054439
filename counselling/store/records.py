"""What is written down and never changed: consents and the audit of the desk."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Language
from counselling.store.tables import audit, consent
from counselling.store.tables_hers import wording


@dataclass(frozen=True)
class AuditLine:
    """The member of staff with id ``who`` did ``what``."""

    at: datetime
    who: str
    what: str
    about: str


@dataclass(frozen=True)
class ConsentLine:
    """Her yes or no to ``what``; ``text`` is what she was asked, None before it was kept."""

    what: str
    given: bool
    version: str | None
    language: Language
    at: datetime
    text: str | None


@dataclass(frozen=True)
class Wording:
    """The exact words of a question with its answers, and the version of faq/consent.yml."""

    text: str
    language: Language
    version: str

    @property
    def digest(self) -> str:
        """SHA-256 of the text, 64 hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Records:
    """Consents and audit lines."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def consent(
        self,
        conversation_id: str,
        what: str,
        asked: Wording,
        *,
        given: bool,
        at: datetime,
    ) -> None:
        """She said yes or no to ``what``; the exact words she was ``asked`` are kept once."""
        known = select(wording.c.digest).where(wording.c.digest == asked.digest)
        if await self._connection.scalar(known) is None:
            await self._connection.execute(
                wording.insert().values(
                    digest=asked.digest,
                    version=asked.version,
                    language=asked.language,
                    text=asked.text,
                )
            )
        await self._connection.execute(
            consent.insert().values(
                conversation_id=conversation_id,
                what=what,
                given=given,
                wording=asked.digest,
                version=asked.version,
                language=asked.language,
                at=at,
            )
        )

    async def consents(self, conversation_id: str) -> list[ConsentLine]:
        """What she agreed to and refused, with the exact words, oldest first."""
        query = (
            select(
                consent.c.what,
                consent.c.given,
                consent.c.version,
                consent.c.language,
                consent.c.at,
                wording.c.text,
            )
            .outerjoin(wording, wording.c.digest == consent.c.wording)
            .where(consent.c.conversation_id == conversation_id)
            .order_by(consent.c.id)
        )
        return [ConsentLine(*row) for row in await self._connection.execute(query)]

    async def last_word(self, conversation_id: str, *about: str) -> str | None:
        """The last of these things she gave her yes to: a later one counts before an earlier."""
        query = (
            select(consent.c.what)
            .where(
                consent.c.conversation_id == conversation_id,
                consent.c.given,
                consent.c.what.in_(about),
            )
            .order_by(consent.c.at.desc(), consent.c.id.desc())
        )
        found: str | None = await self._connection.scalar(query.limit(1))
        return found

    async def forget_consents(self, conversation_id: str) -> None:
        """She erased the conversation: what she allowed in it is no longer anyone's business."""
        await self._connection.execute(
            delete(consent).where(consent.c.conversation_id == conversation_id)
        )

    async def audit(self, who: str, what: str, about: str, *, at: datetime) -> None:
        """Note that the member of staff with id ``who`` did ``what`` (never with message text)."""
        await self._connection.execute(
            audit.insert().values(who=who, what=what, about=about, at=at)
        )

    async def audited(self, who: str, what: str, about: str, *, since: datetime) -> bool:
        """Whether there is such an audit line not older than ``since``."""
        query = select(audit.c.id).where(
            audit.c.who == who, audit.c.what == what, audit.c.about == about, audit.c.at >= since
        )
        return await self._connection.scalar(query.limit(1)) is not None

    async def audit_lines(self, *, about: str) -> list[AuditLine]:
        """What was done about one thing, oldest first."""
        query = (
            select(audit.c.at, audit.c.who, audit.c.what, audit.c.about)
            .where(audit.c.about == about)
            .order_by(audit.c.id)
        )
        return [AuditLine(*row) for row in await self._connection.execute(query)]
