"""Two tickets of one woman, by the code she told."""

import re
from datetime import datetime

from counselling.looking import find_ticket
from counselling.permissions import User
from counselling.store.transaction import Transaction
from counselling.tickets.codes import CODE
from counselling.tickets.ticket import NoSuchTicket, Ticket


class NoSuchOther(Exception):
    """There is no other ticket with the typed code in reach."""


def typed_code(text: str) -> str | None:
    """A ticket code as people type it (``k7m 4rx``), in its right form; None if it is none."""
    signs = re.sub(r"[\s-]", "", text).upper()
    code = f"{signs[:3]}-{signs[3:]}"
    return code if CODE.fullmatch(code) else None


async def note_both(
    tx: Transaction, here: Ticket, there: Ticket, words: tuple[str, str], by: User, at: datetime
) -> None:
    """Write it into the history and the audit of both."""
    for one, other in ((here, there), (there, here)):
        await tx.tickets.note(one.id, f"{words[0]} {other.code}", by.id, at=at)
        await tx.records.audit(by.id, f"{words[1]} {other.code}", one.code, at=at)


async def both(tx: Transaction, code: str, other_code: str, by: User) -> tuple[Ticket, Ticket]:
    """Both tickets; raises NoSuchTicket for the first, NoSuchOther for the other, also where she
    has erased it.

    Locked in the order of their codes, so that two counsellors never wait for each other.
    """
    if code == other_code:
        raise NoSuchOther
    for each in sorted((code, other_code)):
        await tx.tickets.by_code(each)
    one = await find_ticket(tx, code, by=by)
    try:
        other = await find_ticket(tx, other_code, by=by)
    except NoSuchTicket:
        raise NoSuchOther from None
    if await tx.conversations.get(other.conversation_id) is None:
        raise NoSuchOther
    return one, other
