"""Every page of the desk at the server, with 500 open tickets and 100,000 messages."""

import argparse
import asyncio
import random
import tempfile
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from app.office import Office
from benchmarks.figures import percentile
from counselling.cases.follow_up import today
from counselling.conversations import Conversation, Handler, Message, Sender
from counselling.permissions import GRANTS, Role
from counselling.store.transaction import Transaction
from counselling.tickets.codes import new_code
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority, Ticket
from desk.routes import ROUTES
from tests.app.web.the_service import the_service

PASSWORD = "only for this benchmark"  # noqa: S105  # of a database that is thrown away
BUDGET = 200.0  # ms
_TOGETHER = 50  # conversations stored at once
_LOOKED_AT, _LONG = 1, 300  # the conversation whose ticket is opened, and its messages
_NO_PAGES = ("/live", "/static/", "{rest", "/language", "/new")
_LISTS = ("new", "mine", "hers", "due", "referred", "all", "closed")
_OFFICES = ("ha-noi", "hai-phong", "hai-duong", "can-tho", "hau-giang")


def main() -> None:
    """Fill a database, ask every page, print p50 and p95 of each; fail above the budget."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--open", type=int, default=500, help="open tickets")
    parser.add_argument("--closed", type=int, default=500, help="closed tickets")
    parser.add_argument("--messages", type=int, default=100_000, help="in all conversations")
    parser.add_argument("--rounds", type=int, default=30)
    asked = parser.parse_args()
    slow = asyncio.run(_measure(asked.open, asked.closed, asked.messages, asked.rounds))
    if slow:
        raise SystemExit(f"above {BUDGET:.0f} ms: {', '.join(slow)}")


async def _measure(opened: int, closed: int, messages: int, rounds: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        async with the_service(Path(folder)) as (office, address):
            user = await office.staff.add(
                "mai", "Mai", Role.SUPERVISOR, PASSWORD, must_change_password=False
            )
            began = time.perf_counter()
            code = await _fill(office, user.id, opened, closed, messages)
            print(f"{opened} open and {closed} closed tickets, {messages} messages:"
                  f" filled in {time.perf_counter() - began:.0f} s")  # fmt: skip
            async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
                form = {"login": "mai", "password": PASSWORD}
                origin = {"Origin": address}
                login = await session.post(f"{address}/desk/login", data=form, headers=origin)
                login.raise_for_status()
                return await _ask_all(session, address, code, rounds)


async def _ask_all(
    session: aiohttp.ClientSession, address: str, code: str, rounds: int
) -> list[str]:
    slow = []
    for path in _pages(code):
        times = [await _ask(session, address + path) for _ in range(rounds)]
        p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
        print(f"{path.replace(code, '{code}'):34} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms")
        if p95 > BUDGET:
            slow.append(path)
    return slow


def _pages(code: str) -> list[str]:
    """Every address of the desk that shows a supervisor something, and every list of the queue."""
    shown = [
        route.path.format(code=code)
        for route in ROUTES
        if route.method == "GET"
        and (route.permission is None or route.permission in GRANTS[Role.SUPERVISOR])
        and not any(part in route.path for part in _NO_PAGES)
        and "{" not in route.path.replace("{code}", "")  # nobody else's page, no single file
    ]
    lists = [f"/desk?show={name}" for name in _LISTS]
    registers = [f"/desk/lists/{name}" for name in ("offices", "hotlines", "partners")]
    return [*shown, *lists, *registers, "/desk?show=all&page=9", f"/desk?code={code[:2]}"]


async def _ask(session: aiohttp.ClientSession, address: str) -> float:
    """Seconds from asking to the last byte, on a line that is open already."""
    began = time.perf_counter()
    async with session.get(address, headers={"X-Desk-Background": "1"}) as answer:
        await answer.read()
        answer.raise_for_status()
    return time.perf_counter() - began


async def _fill(office: Office, holder: str, opened: int, closed: int, messages: int) -> str:
    """The code of a claimed ticket with many messages."""
    dice = random.Random(6)  # noqa: S311  # the same database each time
    each = messages // (opened + closed)
    codes: list[str] = []

    async def some(numbers: range) -> None:
        async with office.store.write() as tx:
            for number in numbers:
                length = _LONG if number == _LOOKED_AT else each
                made = await _one(tx, dice, number, holder, length=length, ended=number >= opened)
                codes.append(made.code)

    for first in range(0, opened + closed, _TOGETHER):
        await office.store.finish(some(range(first, min(first + _TOGETHER, opened + closed))))
    return codes[_LOOKED_AT]


async def _one(
    tx: Transaction, dice: random.Random, number: int, holder: str, *, length: int, ended: bool
) -> Ticket:
    """A conversation with its ticket: every third of the open ones is new, every fourth of all has
    a follow-up on one of ten days around today.
    """
    began = datetime.now(UTC) - timedelta(minutes=dice.randrange(60 * 24 * 20))
    new = not ended and number % 3 == 0
    handler = Handler.ASSISTANT if ended else Handler.WAITING if new else Handler.COUNSELLOR
    conversation = Conversation(
        uuid.uuid4().hex, "webchat", f"woman-{number}", began, language="vi", handler=handler,
        last_seq=length,
    )  # fmt: skip
    state = TicketState.CLOSED if ended else TicketState.OPEN if new else TicketState.CLAIMED
    ticket = Ticket(
        uuid.uuid4().hex, new_code(), conversation.id, began, state,
        dice.choices(list(Priority), [1, 2, 20])[0],
        holder_id=None if new else holder,
        ended_at=datetime.now(UTC) if ended else None,
        office=dice.choice([*_OFFICES, None]),
    )  # fmt: skip
    await tx.conversations.add(conversation)
    for seq in range(1, length + 1):
        await tx.messages.add(_message(conversation, seq, began, new=new))
    await tx.tickets.add(ticket)
    await tx.tickets.note(ticket.id, "open", "woman", at=began)
    if number % 4 == 0:
        day = today(datetime.now(UTC)) + timedelta(days=dice.randrange(-5, 5))
        await tx.follow_ups.add(ticket, uuid.uuid4().hex, day, "", who=holder, at=began)
    return ticket


_OTHERS: Mapping[bool, Sender] = {True: Sender.ASSISTANT, False: Sender.COUNSELLOR}


def _message(conversation: Conversation, seq: int, began: datetime, *, new: bool) -> Message:
    sender = _OTHERS[new] if seq % 3 == 0 else Sender.WOMAN
    text = f"Em muốn hỏi về giấy tờ của con, lần {seq}. " * 3
    return Message(conversation.id, seq, sender, text, began + timedelta(seconds=seq))


if __name__ == "__main__":
    main()
