"""Referrals in the database: what they pass on is sealed, where they stand is in the clear."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.permissions import User
from counselling.reach import within_reach
from counselling.referrals.referral import Content, Referral, ReferralEvent
from counselling.referrals.states import RUNNING, ReferralState
from counselling.referrals.terms import How, Urgency
from counselling.store.conversations import Conversations
from counselling.store.tables import consent, staff, ticket
from counselling.store.tables_referral import referral as table
from counselling.store.tables_referral import referral_event as event_table
from counselling.store.transactions import held
from counselling.store.vault import NoKey, Sealer
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority

CONSENT = "referral"
"""What a consent row is about that answers a proposal; its wording is sealed with the referral."""


@dataclass
class ToTell:
    """A referral that was taken back and whose agency still has to be told."""

    code: str
    office: str | None
    holder_id: str | None
    priority: Priority
    state: TicketState
    number: int
    partner: str


class Referrals:
    """Add, find, save and erase referrals."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def add(self, new: Referral, content: Content) -> None:
        """A new referral with its sealed content."""
        sealed = await self._seal(new, content)
        await self._connection.execute(insert(table).values(asdict(new) | {"sealed": sealed}))

    async def save(self, changed: Referral, content: Content | None = None) -> None:
        """Write the referral as it is now; its content too, where one is given."""
        values = {key: value for key, value in asdict(changed).items() if key != "id"}
        if content:
            values["sealed"] = await self._seal(changed, content)
        await self._connection.execute(update(table).where(table.c.id == changed.id).values(values))

    async def of(self, ticket_id: str) -> list[Referral]:
        """All of a ticket, the newest first."""
        return await self._read(table.c.ticket_id == ticket_id)

    async def numbered(self, ticket_id: str, number: int) -> Referral | None:
        """One of a ticket; locked for this transaction where the database can."""
        found = await self._read(table.c.ticket_id == ticket_id, table.c.number == number)
        return found[0] if found else None

    async def get(self, conversation_id: str, referral_id: str) -> Referral | None:
        """One of a conversation by its id."""
        hers = table.c.conversation_id == conversation_id
        found = await self._read(hers, table.c.id == referral_id)
        return found[0] if found else None

    async def running(self, conversation_id: str) -> list[Referral]:
        """Those that she can take back, the oldest first."""
        states = [state.value for state in RUNNING]
        hers = table.c.conversation_id == conversation_id
        return (await self._read(hers, table.c.state.in_(states)))[::-1]

    async def next_number(self, ticket_id: str) -> int:
        """The number of the ticket's next referral."""
        query = select(func.max(table.c.number)).where(table.c.ticket_id == ticket_id)
        return int(await self._connection.scalar(query) or 0) + 1

    async def content(self, one: Referral) -> Content | None:
        """What is sealed of it; None once it was erased, or came back without its key."""
        query = select(table.c.sealed).where(table.c.id == one.id)
        sealed = await self._connection.scalar(query)
        if sealed is None:
            return None
        try:
            sealer = await self._conversations.sealer(one.conversation_id)
        except NoKey:
            return None
        return _content(sealer, one.id, sealed)

    async def note(self, one: Referral, what: str, who: str, *, at: datetime) -> None:
        """Write a step into the referral's history."""
        await self._connection.execute(
            insert(event_table).values(
                referral_id=one.id, what=what, version=one.version, who=who, at=at
            )
        )

    async def history(self, one: Referral) -> list[ReferralEvent]:
        """The referral's steps, oldest first."""
        who = func.coalesce(staff.c.name, event_table.c.who)
        query = (
            select(event_table.c.what, event_table.c.version, who, event_table.c.at)
            .outerjoin(staff, staff.c.id == event_table.c.who)
            .where(event_table.c.referral_id == one.id)
            .order_by(event_table.c.id)
        )
        return [ReferralEvent(*row) for row in await self._connection.execute(query)]

    async def record_answer(
        self, one: Referral, content: Content, *, given: bool, spoken: bool, at: datetime
    ) -> None:
        """Her yes or no among her consents; the words are her own matter, so only named there."""
        await self._connection.execute(
            insert(consent).values(
                conversation_id=one.conversation_id,
                what=CONSENT,
                given=given,
                wording=f"referral {one.id} {one.version}",
                version="spoken" if spoken else "chat",
                language=content.language,
                at=at,
            )
        )

    async def to_tell(self, reader: User) -> list[ToTell]:
        """The agencies that must still be told, of the tickets that ``reader`` reaches."""
        query = (
            select(
                ticket.c.code,
                ticket.c.office,
                ticket.c.holder_id,
                ticket.c.priority,
                ticket.c.state,
                table.c.number,
                table.c.partner,
            )
            .join(ticket, ticket.c.id == table.c.ticket_id)
            .where(table.c.to_tell)
            .order_by(table.c.made_at)
        )
        rows = [ToTell(*row) for row in await self._connection.execute(query)]
        return [row for row in rows if within_reach(reader, row)]

    async def move(self, from_ticket: str, to_ticket: str) -> None:
        """Her two tickets become one: the referrals of the one that goes stand in the other."""
        shift = await self.next_number(to_ticket) - 1
        await self._connection.execute(
            update(table)
            .where(table.c.ticket_id == from_ticket)
            .values(ticket_id=to_ticket, number=table.c.number + shift)
        )

    async def erase(self, conversation_id: str) -> None:
        """Delete what they would pass on; where they stood is left until the ticket goes."""
        await self._connection.execute(
            update(table).where(table.c.conversation_id == conversation_id).values(sealed=None)
        )

    async def _read(self, *conditions: ColumnElement[bool]) -> list[Referral]:
        query = select(table).where(*conditions).order_by(table.c.number.desc())
        rows = await self._connection.execute(held(self._connection, query))
        return [_referral(row) for row in rows.mappings()]

    async def _seal(self, one: Referral, content: Content) -> bytes:
        sealer = await self._conversations.sealer(one.conversation_id)
        return sealer.seal(json.dumps(asdict(content), ensure_ascii=False), place(one.id))


def place(referral_id: str) -> str:
    """Where the content of a referral is sealed to."""
    return f"referral {referral_id}"


def _content(sealer: Sealer, referral_id: str, sealed: bytes) -> Content:
    body: dict[str, Any] = json.loads(sealer.open(sealed, place(referral_id)))
    return Content(**body)


def _referral(row: RowMapping) -> Referral:
    values = {field.name: row[field.name] for field in fields(Referral)}
    how = values["agreed_how"]
    values["agreed_how"] = How(how) if how else None
    values["urgency"], values["state"] = Urgency(row["urgency"]), ReferralState(row["state"])
    return Referral(**values)
