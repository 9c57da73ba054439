"""Who did what, when, and about which ticket; never a word of what anybody wrote."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from aiohttp import web

from counselling.formulas import guarded
from counselling.store.audit_log import AuditFilter, AuditRow
from desk.clock import VIET_NAM
from desk.headers import protect
from desk.visit import Visit

_FIELDS = ("who", "about", "what", "since", "until")


async def show_audit(visit: Visit) -> web.Response:
    """One page of it, by what is looked for."""
    audit, asked = visit.desk.staff.audit, _asked(visit)
    before = visit.request.query.get("before", "")
    page = await audit.page(
        _filter(asked), by=visit.user, before=int(before) if _is_number(before) else None
    )
    return visit.page(
        "audit.html",
        page=page,
        asked=asked,
        link=urlencode({name: value for name, value in asked.items() if value}),
        people=await audit.people(by=visit.user),
        kinds=await audit.kinds(),
    )


async def send_audit(visit: Visit) -> web.StreamResponse:
    """All of what is looked for as CSV, which spreadsheets open with its letters in order."""
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": 'attachment; filename="audit.csv"',
        }
    )
    protect(response)
    await response.prepare(visit.request)
    head = ("time", "name", "login", "what", "about")
    await response.write(("\ufeff" + _lines([head])).encode())
    async for rows in visit.desk.staff.audit.everything(_filter(_asked(visit)), by=visit.user):
        await response.write(_lines([_cells(row) for row in rows]).encode())
    return response


def _asked(visit: Visit) -> dict[str, str]:
    query = visit.request.query
    return {name: query.get(name, "").strip()[:80] for name in _FIELDS}


def _filter(asked: dict[str, str]) -> AuditFilter:
    last = _day(asked["until"])
    return AuditFilter(
        who=asked["who"] or None,
        about=asked["about"] or None,
        what=asked["what"] or None,
        since=_day(asked["since"]),
        until=last + timedelta(days=1) if last else None,
    )


def _day(text: str) -> datetime | None:
    """The beginning of a Vietnamese day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime.combine(day, time(), VIET_NAM).astimezone(UTC)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


def _cells(row: AuditRow) -> tuple[str, ...]:
    at = row.at.astimezone(VIET_NAM).strftime("%Y-%m-%d %H:%M:%S")
    return at, row.name or row.who, row.login or "", row.what, row.about


def _lines(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return text.getvalue()
