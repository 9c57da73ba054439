"""Taking all that belongs to one conversation over into another, sealed anew under its key."""

from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.attachments import place as attachment_place
from counselling.store.case_rows import CaseRows
from counselling.store.conversations import Conversations
from counselling.store.joining_talk import join_talk
from counselling.store.messages import place as message_place
from counselling.store.referrals import place as referral_place
from counselling.store.tables import consent, feedback, message, outcome, ticket
from counselling.store.tables_attachments import attachment
from counselling.store.tables_channels import outside
from counselling.store.tables_hers import return_code, wish
from counselling.store.tables_referral import referral
from counselling.store.unanswered import place as outcome_place
from counselling.store.vault import Sealer


class Joining:
    """Moves the rows of the conversation ``young`` to ``old``; ``shift`` is added to numbers.

    Nothing is lost: of two answers to one question (feedback, code word, safe contact) the
    younger feedback and contact and the older word stay. The outbox is not moved: what is
    joined is read as history. Both conversations must belong to one woman.
    """

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def join(self, young: str, old: str, *, shift: int) -> None:
        """Move everything but the conversation's own row and its outbox."""
        seals = await self._conversations.sealer(young), await self._conversations.sealer(old)
        await self._messages(young, old, shift, seals)
        await self._outcomes(young, old, shift, seals)
        await self._attachments(young, old, shift, seals)
        await join_talk(self._connection, young, old, seals)
        await self._referrals(young, old, seals)
        await self._feedback(young, old, shift)
        await CaseRows(self._connection).seal_anew(young, *seals)
        for table in (consent, ticket, return_code):
            await self._connection.execute(
                update(table).where(table.c.conversation_id == young).values(conversation_id=old)
            )
        await self._connection.execute(
            update(outside)
            .where(outside.c.conversation_id == young)
            .values(conversation_id=old, seq=outside.c.seq + shift)
        )
        await self._wish(young, old)

    async def _messages(
        self, young: str, old: str, shift: int, seals: tuple[Sealer, Sealer]
    ) -> None:
        known = await self._connection.execute(
            select(message.c.sender, message.c.external_id).where(message.c.conversation_id == old)
        )
        taken = {(row.sender, row.external_id) for row in known}
        for row in await self._taken_out(message, young):
            row["sealed"] = _sealed_anew(row, shift, seals, message_place)
            if (row["sender"], row["external_id"]) in taken:  # one phone's id used in both
                row["external_id"] = None
            await self._put_in(message, row, old, seq=row["seq"] + shift)

    async def _outcomes(
        self, young: str, old: str, shift: int, seals: tuple[Sealer, Sealer]
    ) -> None:
        for row in await self._taken_out(outcome, young):
            row["sealed"] = _sealed_anew(row, shift, seals, outcome_place)
            row["about"] = _shifted(row["about"], shift)
            await self._put_in(outcome, row, old, seq=row["seq"] + shift)

    async def _attachments(
        self, young: str, old: str, shift: int, seals: tuple[Sealer, Sealer]
    ) -> None:
        """Each has a key of its own, so that only this is sealed anew and no part is touched."""
        its = attachment.c.conversation_id == young
        for row in (await self._connection.execute(select(attachment).where(its))).mappings().all():
            where = attachment_place(row["id"])
            sealed = seals[1].seal(seals[0].open(row["sealed"], where), where)
            await self._connection.execute(
                update(attachment)
                .where(attachment.c.id == row["id"])
                .values(conversation_id=old, seq=row["seq"] + shift, sealed=sealed)
            )

    async def _referrals(self, young: str, old: str, seals: tuple[Sealer, Sealer]) -> None:
        its = referral.c.conversation_id == young
        for row in (await self._connection.execute(select(referral).where(its))).mappings().all():
            where = referral_place(row["id"])
            sealed = row["sealed"] and seals[1].seal(seals[0].open(row["sealed"], where), where)
            await self._connection.execute(
                update(referral)
                .where(referral.c.id == row["id"])
                .values(conversation_id=old, sealed=sealed)
            )

    async def _feedback(self, young: str, old: str, shift: int) -> None:
        for row in await self._taken_out(feedback, young):
            await self._connection.execute(
                delete(feedback).where(
                    feedback.c.conversation_id == old, feedback.c.faq == row["faq"]
                )
            )
            await self._put_in(feedback, row, old, about=_shifted(row["about"], shift))

    async def _wish(self, young: str, old: str) -> None:
        new = next(iter(await self._taken_out(wish, young)), {})
        had = next(iter(await self._taken_out(wish, old)), {})
        if new or had:
            joined = {
                "word_hash": had.get("word_hash") or new.get("word_hash"),
                "safe_contact": new.get("safe_contact") or had.get("safe_contact"),
                "clears_daily": new.get("clears_daily") or had.get("clears_daily"),
            }
            await self._put_in(wish, joined, old)

    async def _taken_out(self, table: Table, conversation_id: str) -> list[dict[str, Any]]:
        """The rows of a conversation, which are then no longer there."""
        mine = table.c.conversation_id == conversation_id
        rows = (await self._connection.execute(select(table).where(mine))).mappings().all()
        await self._connection.execute(delete(table).where(mine))
        return [dict(row) for row in rows]

    async def _put_in(
        self, table: Table, row: dict[str, Any], conversation_id: str, **changed: object
    ) -> None:
        await self._connection.execute(
            insert(table).values(row | {"conversation_id": conversation_id} | changed)
        )


def _sealed_anew(
    row: dict[str, Any], shift: int, seals: tuple[Sealer, Sealer], place: Any
) -> bytes:
    young, old = seals
    return old.seal(young.open(row["sealed"], place(row["seq"])), place(row["seq"] + shift))


def _shifted(number: int | None, shift: int) -> int | None:
    return None if number is None else number + shift
