"""A thousand tickets, and three counsellors who reach for each of them at the same moment."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from app.office import Office
from counselling.conversations import Conversation, Handler
from counselling.permissions import Role, User
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import AlreadyClaimed, Ticket
from tests.desk.people import add_user

TICKETS, AT_ONCE = 1000, 50
NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
NAMES = {"lan": "Lan", "hoa": "Hoa", "mai": "Mai"}

pytestmark = pytest.mark.slow


async def wait_for_a_person(office: Office) -> list[str]:
    """The codes of open tickets of the common queue, each of a woman who waits."""
    codes = [f"R{number:05}" for number in range(TICKETS)]
    async with office.store.write() as tx:
        for code in codes:
            chat = Conversation(code, "webchat", f"phone-{code}", NOW, handler=Handler.WAITING)
            await tx.conversations.add(chat)
            await tx.tickets.add(Ticket(code, code, chat.id, NOW))
    return codes


async def reach_for(office: Office, code: str, team: Sequence[User]) -> User:
    """All of the team claim it at once: who has it. Everybody else was told her name."""
    said = await asyncio.gather(
        *(office.casework.claim(code, by=one) for one in team), return_exceptions=True
    )
    [winner] = [one for one, told in zip(team, said, strict=True) if told is None]
    lost = [told for told in said if isinstance(told, AlreadyClaimed)]
    assert [told.holder_name for told in lost] == [winner.name] * (len(team) - 1), code
    return winner


async def is_hers_alone(tx: Transaction, code: str, winner: User) -> None:
    """She holds it; history and audit have one claim, hers; the woman was told once."""
    ticket = await tx.tickets.by_code(code)
    assert ticket
    assert ticket.holder_id == winner.id
    history = await tx.tickets.history(ticket.id)
    assert [(step.what, step.who) for step in history] == [("claim", winner.name)]
    audit = await tx.records.audit_lines(about=code)
    assert [(line.what, line.who) for line in audit] == [("claim", winner.id)]
    assert len(await tx.messages.after(ticket.conversation_id, 0)) == 1


async def test_of_a_thousand_races_each_has_one_winner_whom_everybody_else_is_told(
    office: Office,
) -> None:
    team = [await add_user(office, *one, Role.COUNSELLOR) for one in NAMES.items()]
    codes, order = await wait_for_a_person(office), random.Random(6)  # noqa: S311  # no secret
    winners: list[User] = []
    for begin in range(0, TICKETS, AT_ONCE):
        some = codes[begin : begin + AT_ONCE]
        races = (reach_for(office, code, order.sample(team, len(team))) for code in some)
        winners += await asyncio.gather(*races)
    async with office.store.read() as tx:
        for code, winner in zip(codes, winners, strict=True):
            await is_hers_alone(tx, code, winner)
    wins = Counter(winner.login for winner in winners)
    assert min(wins[login] for login in NAMES) > TICKETS // 10, "nobody is always first"
