"""The forms of the case record and of the safety assessment."""

from collections.abc import Mapping

from aiohttp import web

from counselling.cases.record import MOST_STEPS, Record, Step, written
from counselling.cases.safety import ANSWERS, QUESTIONS, Answer, Safety
from counselling.cases.safety import LONGEST as LONGEST_NOTE
from counselling.tickets.ticket import Priority
from desk.views.case import Draft, case_page, do
from desk.visit import Visit

_RAISED = {"urgent": Priority.URGENT, "emergency": Priority.EMERGENCY}
_DIGITS = 6


async def save_record(visit: Visit) -> web.Response:
    """Keep what was written; a colleague's newer version is never written over."""
    record = read_record(visit.form)
    deed = visit.desk.cases.file.save_record(
        visit.code, record, base=_base(visit.form), by=visit.user
    )
    return await do(visit, deed, part="record", draft=Draft(record=record))


async def save_safety(visit: Visit) -> web.Response:
    """Keep the answers; each may be left out."""
    safety = read_safety(visit.form)
    deed = visit.desk.cases.file.save_safety(
        visit.code, safety, base=_base(visit.form), by=visit.user
    )
    return await do(visit, deed, part="safety", draft=Draft(safety=safety))


async def raise_priority(visit: Visit) -> web.Response:
    """Make the ticket more urgent, as the counsellor decided."""
    priority = _RAISED.get(visit.form.get("priority", ""))
    if priority is None:
        return await case_page(visit, status=422, problem="changed")
    deed = visit.desk.cases.file.raise_priority(visit.code, priority, by=visit.user)
    return await do(visit, deed, part="safety")


def read_record(form: Mapping[str, str]) -> Record:
    """The record as the form says it: theme:<theme/topic>, need:<need>, step<n> and done<n>."""
    steps = [
        Step(form[f"step{number}"], bool(form.get(f"done{number}")))
        for number in range(MOST_STEPS)
        if f"step{number}" in form
    ]
    return written(form.get("summary", ""), _named(form, "theme:"), _named(form, "need:"), steps)


def read_safety(form: Mapping[str, str]) -> Safety:
    """The answers as the form says them."""
    answers: dict[str, Answer] = {}
    for question in QUESTIONS:
        for answer in ANSWERS:
            if form.get(question) == answer:
                answers[question] = answer
    return Safety(answers, form.get("note", "").strip()[:LONGEST_NOTE])


def _named(form: Mapping[str, str], prefix: str) -> list[str]:
    return [name.removeprefix(prefix) for name in form if name.startswith(prefix)]


def _base(form: Mapping[str, str]) -> int:
    base = form.get("base", "")
    return int(base) if base.isascii() and base.isdigit() and len(base) < _DIGITS else 0
