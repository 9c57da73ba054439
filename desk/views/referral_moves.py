"""The steps of one referral: spoken answers, sending, what became of it, taking it back."""

from collections.abc import Awaitable
from enum import StrEnum
from typing import TypeVar

from aiohttp import web

from counselling.referrals.referral import NoConsent
from counselling.referrals.states import IllegalMove
from counselling.referrals.terms import How, Outcome, Refusal
from counselling.store.not_saved import NotSaved
from counselling.tickets import states
from counselling.tickets.ticket import NotYours
from desk.views.referrals import number_of, referral_page
from desk.visit import Visit
from language.normalise import clean

_LONGEST_NOTE = 500
_SAID = {"yes": True, "no": False}
Word = TypeVar("Word", bound=StrEnum)


async def hear(visit: Visit) -> web.Response:
    """What she answered aloud, where and when, to the text that was read to her."""
    form, how = visit.form, _one_of(How, visit.form.get("how"))
    place, when = _short(form.get("place", "")), _short(form.get("when", ""))
    version, said = form.get("version", ""), _SAID.get(form.get("said", ""))
    complete = place and when and version.isdigit() and form.get("read")
    if said is None or how in {None, How.CHAT} or not complete:
        return await _refused(visit, "incomplete", 422)
    return await _step(
        visit,
        visit.desk.casework.referring.hear(
            visit.code, number_of(visit), int(version), by=visit.user,
            yes=said, how=how or How.PHONE, at=f"{place}, {when}",
        ),
    )  # fmt: skip


async def send(visit: Visit) -> web.Response:
    """It is with the agency now."""
    referring = visit.desk.casework.referring
    return await _step(visit, referring.send(visit.code, number_of(visit), by=visit.user))


async def drop(visit: Visit) -> web.Response:
    """The proposal is given up."""
    referring = visit.desk.casework.referring
    return await _step(visit, referring.drop(visit.code, number_of(visit), by=visit.user))


async def accept(visit: Visit) -> web.Response:
    """The agency takes it on."""
    referring = visit.desk.casework.referring
    return await _step(visit, referring.accept(visit.code, number_of(visit), by=visit.user))


async def decline(visit: Visit) -> web.Response:
    """The agency does not take it on."""
    why = _one_of(Refusal, visit.form.get("why"))
    if why is None:
        return await _refused(visit, "incomplete", 422)
    referring = visit.desk.casework.referring
    return await _step(visit, referring.decline(visit.code, number_of(visit), why, by=visit.user))


async def finish(visit: Visit) -> web.Response:
    """What came of it."""
    outcome = _one_of(Outcome, visit.form.get("outcome"))
    if outcome is None:
        return await _refused(visit, "incomplete", 422)
    note, referring = _short(visit.form.get("note", "")), visit.desk.casework.referring
    return await _step(
        visit, referring.finish(visit.code, number_of(visit), outcome, note, by=visit.user)
    )


async def revoke(visit: Visit) -> web.Response:
    """She has said to somebody of the office that she takes it back."""
    referring = visit.desk.casework.referring
    return await _step(visit, referring.revoke(visit.code, number_of(visit), by=visit.user))


async def told(visit: Visit) -> web.Response:
    """The agency knows that it was taken back."""
    referrals = visit.desk.casework.referrals
    return await _step(visit, referrals.told(visit.code, number_of(visit), by=visit.user))


async def _step(visit: Visit, step: Awaitable[object]) -> web.Response:
    try:
        await step
    except NotYours:
        return await _refused(visit, "not_yours", 409)
    except (IllegalMove, states.IllegalMove):
        return await _refused(visit, "changed", 409)
    except NoConsent:
        return await _refused(visit, "no_consent", 409)
    except NotSaved:
        return await _refused(visit, "not_saved", 503)
    return visit.go(f"/desk/tickets/{visit.code}/referrals/{number_of(visit)}")


async def _refused(visit: Visit, problem: str, status: int) -> web.Response:
    return await referral_page(visit, status=status, problem=problem)


def _one_of(words: type[Word], said: str | None) -> Word | None:
    return next((word for word in words if word.value == said), None)


def _short(text: str) -> str:
    return clean(text).strip()[:_LONGEST_NOTE]
