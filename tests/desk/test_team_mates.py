"""What a team mate may change in a case that somebody else holds, over HTTP: next to nothing.

The table below is written by hand: each move of a case with a form that is in order, what a team
mate is answered, and what a supervisor of the same office is. A refusal leaves the database as it
was; the holder's same form goes through, so that none of them is refused for another reason.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import Role, User
from counselling.store.tables import metadata
from desk.routes import CASE, ROUTES
from tests import looking
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket, add_user
from tests.desk.test_referrals import form as proposal
from tests.desk.visitor import Visitor

DAY = (datetime.now(UTC) + timedelta(days=10)).date()
# What a look leaves behind: who looked, when she was last here.
TRACES = {"audit", "desk_session", "presence"}


@dataclass
class Before:
    """A case that Lan holds, and what stands ready in it."""

    office: Office
    woman: Woman
    lan: Visitor
    lan_user: User
    code: str
    other: str
    known: dict[str, str] = field(default_factory=dict)

    async def does(self, path: str, **fields: str) -> None:
        answer = await self.lan.post(f"/desk/tickets/{self.code}/{path}", **fields)
        assert answer.status in {204, 303}, f"{path} is no start for the test"

    async def she_taps(self, verb: str) -> None:
        choices = (await self.woman.reads())[-1].choices
        await self.woman.taps(next(c.id for c in choices if c.id.startswith(f"refer.{verb}")))


Start = Callable[[Before], Awaitable[None]]


async def as_it_is(_: Before) -> None:
    """Claimed, and nothing more."""


async def handed_back(case: Before) -> None:
    await case.does("hand-back")


async def asked_for_advice(case: Before) -> None:
    await case.does("ask-supervisor", note="có nên báo công an?")


async def planned(case: Before) -> None:
    await case.does("case/follow-ups", day=DAY.isoformat())
    async with case.office.store.read() as tx:
        ticket = await tx.tickets.by_code(case.code)
        assert ticket
        [one] = await tx.follow_ups.of(ticket)
    case.known["id"] = one.id


async def linked(case: Before) -> None:
    await case.does("case/link", other=case.other)


async def closed(case: Before) -> None:
    await case.does("close", outcome="helped")


async def proposed(case: Before, way: str = "chat") -> None:
    await case.does("referrals", **proposal("ask", way=way))


async def agreed(case: Before) -> None:
    await proposed(case)
    await case.she_taps("yes")


async def sent(case: Before) -> None:
    await agreed(case)
    await case.does("referrals/1/send")


async def accepted(case: Before) -> None:
    await sent(case)
    await case.does("referrals/1/accept")


async def revoked(case: Before) -> None:
    await sent(case)
    await case.does("referrals/1/revoke")


@dataclass(frozen=True)
class Move:
    """``mate``, ``supervisor``: the status for one of the office who does not hold the case."""

    path: str
    form: Mapping[str, str] = field(default_factory=dict)
    start: Start = as_it_is
    mate: int = 409
    supervisor: int = 409
    holder: int = 303


HEARD = {"version": "1", "how": "phone", "place": "gọi", "when": "9:00", "said": "yes", "read": "1"}
TABLE = (
    Move("/claim"),
    Move("/reply", {"text": "Chào chị", "id": "1"}),
    Move("/ask-word"),
    Move("/typing", holder=204),
    Move("/draft", {"text": "Chào"}, holder=204),
    Move("/hand-back"),
    Move("/take-back", start=handed_back),
    Move("/close", {"outcome": "helped"}),
    Move("/transfer", {"to": "office:can-tho"}),
    Move("/take-over", {"held_by": "{lan}"}, mate=404, supervisor=303, holder=404),
    Move("/notes", {"note": "sợ em chồng"}, mate=303, supervisor=303),
    Move("/ask-supervisor", {"note": "có nên báo công an?"}),
    Move("/supervisor-done", start=asked_for_advice, supervisor=303),
    # A supervisor keeps the case of whoever is away.
    Move("/case/record", {"base": "0", "summary": "x"}, supervisor=303),
    Move("/case/safety", {"base": "0", "now": "yes"}, supervisor=303),
    Move("/case/province", {"province": "can-tho"}, supervisor=303),
    Move("/case/priority", {"priority": "emergency"}, supervisor=303),
    Move("/case/follow-ups", {"day": DAY.isoformat()}, supervisor=303),
    Move("/case/follow-ups/{id}", {"action": "cancel"}, planned, supervisor=303),
    Move("/case/link", {"other": "{other}"}, supervisor=303),
    Move("/case/unlink", {"other": "{other}"}, linked, supervisor=303),
    Move("/case/merge", {"other": "{other}"}),
    # Who looks after her next opens it again: the one before may have left.
    Move("/case/reopen", start=closed, mate=303, supervisor=303),
    Move("/referrals", proposal("ask")),
    Move("/referrals/{number}/hear", HEARD, partial(proposed, way="spoken")),
    Move("/referrals/{number}/send", start=agreed),
    Move("/referrals/{number}/drop", start=proposed),
    Move("/referrals/{number}/accept", start=sent),
    Move("/referrals/{number}/decline", {"why": "no_place"}, sent),
    Move("/referrals/{number}/finish", {"outcome": "helped"}, accepted),
    # She may say it to anybody of the office, and it must not wait.
    Move("/referrals/{number}/revoke", start=sent, mate=303, supervisor=303),
    Move("/referrals/{number}/told", start=revoked, mate=303, supervisor=303),
)


def by_name(move: Move) -> str:
    return move.path


def test_every_form_of_a_case_is_in_this_table() -> None:
    served = {route.path for route in ROUTES if route.method == "POST" and CASE in route.path}
    assert served == {CASE + move.path for move in TABLE}


@pytest.fixture
async def case(office: Office, lan: Visitor, lan_user: User) -> Before:
    woman = Woman(office, "sen")
    code, other = await a_ticket(office, "sen"), await a_ticket(office, "sister")
    woman.count = 10  # her first messages are taken
    await lan.post(f"/desk/tickets/{code}/claim")
    return Before(office, woman, lan, lan_user, code, other)


def everything(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the database, but for the traces of a look."""
    return {
        name: sorted(looking.rows(folder, f"SELECT * FROM {name}"), key=repr)  # noqa: S608  # its own name
        for name in metadata.tables.keys() - TRACES
    }


async def tries(visitor: Visitor, move: Move, case: Before) -> int:
    names = {"lan": case.lan_user.id, "other": case.other, **case.known}
    path = (CASE + move.path).format(code=case.code, number=1, **case.known)
    form = {key: value.format_map(names) for key, value in move.form.items()}
    return (await visitor.post(path, **form)).status


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.SUPERVISOR])
@pytest.mark.parametrize("move", TABLE, ids=by_name)
async def test_what_is_refused_a_team_mate_changes_nothing_and_its_holder_may_do_it(
    move: Move, role: Role, case: Before, server: BaseTestServer, tmp_path: Path
) -> None:
    await move.start(case)
    await add_user(case.office, "mate", "Mate", role)
    expected = move.mate if role is Role.COUNSELLOR else move.supervisor
    async with Visitor(server) as mate:
        await mate.sign_in("mate")
        await case.office.outbox.settle()  # what is still on its way changes by itself
        before = everything(tmp_path)
        assert await tries(mate, move, case) == expected
    if expected == 303:
        assert everything(tmp_path) != before
        return
    assert everything(tmp_path) == before
    assert await tries(case.lan, move, case) == move.holder
