"""Every address of the desk, one line each: method, path, who may, what happens.

``page=True``: a stranger is led to the login; everything else is 404 to her.
"""

from aiohttp import web

from counselling.permissions import Permission as May
from desk.desk import Desk
from desk.gate import ANYONE, Route, guarded
from desk.views import (
    account,
    attachment,
    conversation,
    corner,
    entry,
    files,
    live,
    moves,
    notice,
    queue,
    ticket,
)

CASE = "/desk/tickets/{code}"
FAQ = "/desk/faq"
FILE = FAQ + "/{shelf}/{slug}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/desk/login", ANYONE, entry.show_login),
    Route("POST", "/desk/login", ANYONE, entry.log_in),
    Route("GET", "/desk/language", ANYONE, account.choose_language),
    Route("GET", "/desk/static/{build}/{name}", ANYONE, files.send_asset),
    Route("POST", "/desk/logout", May.USE_DESK, entry.log_out),
    Route("GET", "/desk/password", May.USE_DESK, account.show_password, page=True),
    Route("POST", "/desk/password", May.USE_DESK, account.change_password),
    Route("GET", "/desk/notice", May.USE_DESK, notice.show_notice),
    Route("GET", "/desk", May.SEE_QUEUE, queue.show_queue, page=True),
    Route("GET", "/desk/", May.SEE_QUEUE, queue.show_queue, page=True),
    Route("GET", "/desk/counts", May.SEE_QUEUE, queue.show_counts),
    Route("GET", "/desk/live", May.SEE_QUEUE, live.stream_queue),
    Route("GET", CASE, May.READ_TRANSCRIPT, ticket.show_ticket, page=True),
    Route("GET", CASE + "/messages", May.READ_TRANSCRIPT, conversation.show_messages),
    Route("GET", CASE + "/attachments/{number}", May.READ_TRANSCRIPT, attachment.show_attachment),
    Route("GET", CASE + "/live", May.READ_TRANSCRIPT, live.stream_ticket),
    Route("POST", CASE + "/claim", May.CLAIM, moves.claim),
    Route("POST", CASE + "/reply", May.REPLY, conversation.reply),
    Route("POST", CASE + "/ask-word", May.ASK_WORD, moves.ask_word),
    Route("POST", CASE + "/typing", May.REPLY, conversation.typing),
    Route("POST", CASE + "/hand-back", May.HAND_BACK, moves.hand_back),
    Route("POST", CASE + "/take-back", May.REPLY, moves.take_back),
    Route("POST", CASE + "/close", May.CLOSE, moves.close),
    Route("GET", FAQ, May.EDIT_FAQ, corner.listing.show_list, page=True),
    Route("GET", FAQ + "/review", May.EDIT_FAQ, corner.listing.show_review, page=True),
    Route("GET", FAQ + "/gaps", May.EDIT_FAQ, corner.gaps.show_gaps, page=True),
    Route("GET", FAQ + "/try", May.EDIT_FAQ, corner.trying.show_trial, page=True),
    Route("POST", FAQ + "/try", May.EDIT_FAQ, corner.trying.try_it),
    Route("GET", FAQ + "/new", May.EDIT_FAQ, corner.beginning.show_new, page=True),
    Route("POST", FAQ + "/new", May.EDIT_FAQ, corner.beginning.begin),
    Route("GET", FILE, May.EDIT_FAQ, corner.editing.show_document, page=True),
    Route("POST", FILE, May.EDIT_FAQ, corner.editing.save, most=corner.MOST),
    Route("POST", FILE + "/preview", May.EDIT_FAQ, corner.editing.show_preview, most=corner.MOST),
    Route("POST", FILE + "/publish", May.EDIT_FAQ, corner.publishing.publish, most=corner.MOST),
    Route("POST", FILE + "/discard", May.EDIT_FAQ, corner.editing.discard),
    Route("POST", FILE + "/take-over", May.EDIT_FAQ, corner.editing.take_over),
    Route("POST", FILE + "/follow", May.EDIT_FAQ, corner.editing.follow),
    Route("POST", FILE + "/still-right", May.EDIT_FAQ, corner.publishing.still_right),
    Route("POST", FILE + "/take-out", May.EDIT_FAQ, corner.publishing.take_out),
    Route("GET", FILE + "/history", May.EDIT_FAQ, corner.history.show_history, page=True),
    Route("POST", FILE + "/history", May.EDIT_FAQ, corner.history.bring_back),
    # Last, because the first match wins: all other addresses and methods.
    Route("*", "/desk{rest:(/.*)?}", ANYONE, files.show_missing),
)


def add_routes(app: web.Application, desk: Desk) -> None:
    """Put the desk under ``/desk`` of the server."""
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route, desk))
    app.on_shutdown.append(desk.streams.end_all)
