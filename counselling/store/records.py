"""What is written down and never changed: consents and the audit of the desk."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Language
from counselling.store.tables import audit, consent


@dataclass(frozen=True)
class AuditLine:
    """The member of staff with id ``who`` did ``what``."""

    at: datetime
    who: str
    what: str
    about: str


class Records:
    """Consents and audit lines."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def consent(
        self,
        conversation_id: str,
        what: str,
        *,
        given: bool,
        wording: str,
        language: Language,
        at: datetime,
    ) -> None:
        """She said yes or no to ``what``; ``wording`` is a hash of the sentence she was asked."""
        await self._connection.execute(
            consent.insert().values(
                conversation_id=conversation_id,
                what=what,
                given=given,
                wording=wording,
                language=language,
                at=at,
            )
        )

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
