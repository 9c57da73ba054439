"""Notes and drafts of one conversation taken over into another, sealed anew under its key."""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.case_notes import place as note_place
from counselling.store.drafts import place as draft_place
from counselling.store.tables_talk import case_note, draft
from counselling.store.vault import Sealer


async def join_talk(
    connection: AsyncConnection, young: str, old: str, seals: tuple[Sealer, Sealer]
) -> None:
    """Move them from ``young`` to ``old``; ``seals`` in the same order.

    Who has begun a text in both finds one after the other.
    """
    opening, closing = seals
    notes = select(case_note.c.id, case_note.c.sealed).where(case_note.c.conversation_id == young)
    for note_id, sealed in (await connection.execute(notes)).all():
        where = note_place(note_id)
        await connection.execute(
            update(case_note)
            .where(case_note.c.id == note_id)
            .values(conversation_id=old, sealed=closing.seal(opening.open(sealed, where), where))
        )
    for author, at, text in await _begun(connection, young, opening):
        before = {who: said for who, _, said in await _begun(connection, old, closing)}
        whole = "\n\n".join(part for part in (before.get(author), text) if part)
        await connection.execute(
            delete(draft).where(
                draft.c.author_id == author, draft.c.conversation_id.in_((young, old))
            )
        )
        sealed = closing.seal(whole, draft_place(author))
        await connection.execute(
            draft.insert().values(conversation_id=old, author_id=author, sealed=sealed, at=at)
        )


async def _begun(
    connection: AsyncConnection, conversation_id: str, sealer: Sealer
) -> list[tuple[str, object, str]]:
    rows = await connection.execute(
        select(draft.c.author_id, draft.c.at, draft.c.sealed).where(
            draft.c.conversation_id == conversation_id
        )
    )
    return [(who, at, sealer.open(sealed, draft_place(who))) for who, at, sealed in rows]
