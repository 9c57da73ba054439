"""What stands on a ticket's page around its messages, for the templates."""

from collections.abc import Sequence
from uuid import uuid4

from counselling.conversations import Message
from counselling.permissions import Permission
from counselling.store.case_notes import CaseNote
from counselling.talk.notes import LONGEST_NOTE
from counselling.ticket_view import TicketView
from counselling.tickets.states import ENDED, TicketState
from desk.views.suggestions import wanted
from desk.visit import Visit


async def around(
    visit: Visit, view: TicketView, *, text: str, unsaved_note: str
) -> dict[str, object]:
    """Names for ticket.html. ``text``: hers that was not sent; ``unsaved_note``: one not kept."""
    talk, row = visit.desk.casework.talk, view.row
    await talk.supervision.looked(row.code, by=visit.user)
    running = row.state not in ENDED and row.state is not TicketState.OPEN
    holds = running and row.holder_id == visit.user.id
    draft = await talk.drafts.of(row.code, by=visit.user)
    may_pass_on = holds and visit.may(Permission.TRANSFER)
    insert = wanted(visit, row) if holds else None
    marks = (await talk.supervision.marks()).get(row.code, frozenset())
    return {
        "text": text or _with(draft, insert.text if insert else ""),
        "draft": draft,
        "unsaved_note": unsaved_note,
        "note_id": uuid4().hex,
        "longest_note": LONGEST_NOTE,
        "marks": marks,
        "title_of_office": lambda office: talk.suggestions.office(office, visit.language),
        "holds": holds,
        "receivers": await talk.passing_on.receivers(row.code, by=visit.user)
        if may_pass_on
        else None,
        "may_note": visit.may(Permission.NOTE) and view.readable,
        "may_ask": holds and "supervisor" not in marks and visit.may(Permission.ASK_SUPERVISOR),
        "may_settle": "supervisor" in marks and (holds or visit.may(Permission.TAKE_OVER)),
        "may_take_over": running and not holds and visit.may(Permission.TAKE_OVER),
    }


async def transcript(visit: Visit, after: int = 0) -> dict[str, object]:
    """Names for messages.html: the messages above number ``after``, with all that is about them."""
    casework, talk = visit.desk.casework, visit.desk.casework.talk
    messages = await casework.transcript(visit.code, after, by=visit.user)
    notes = await talk.notes.of(visit.code, by=visit.user, after=after)
    insight = await talk.reading.insight(visit.code, by=visit.user, after=after)
    return {
        "messages": messages,
        "lines": woven(messages, notes),
        "files": await visit.desk.attachments.all_of(visit.code, by=visit.user),
        "why": visit.desk.why_danger,
        "deliveries": insight.deliveries,
        "made": insight.made,
        "title_of": lambda entry: talk.suggestions.title(entry, visit.language),
    }


def woven(messages: Sequence[Message], notes: Sequence[CaseNote]) -> list[Message | CaseNote]:
    """Messages in their order, and each note where its time puts it."""
    lines: list[Message | CaseNote] = []
    left = list(notes)
    for message in messages:
        while left and left[0].at < message.at:
            lines.append(left.pop(0))
        lines.append(message)
    return lines + left


def _with(draft: str, insert: str) -> str:
    return "\n\n".join(part for part in (draft.rstrip(), insert) if part)
