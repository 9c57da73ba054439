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
    entry,
    files,
    live,
    moves,
    notice,
    queue,
    referral_form,
    referral_moves,
    referrals,
    ticket,
)

CASE = "/desk/tickets/{code}"
REFERRALS = CASE + "/referrals"
REFERRAL = REFERRALS + "/{number}"

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
    Route("GET", REFERRALS, May.REFER, referrals.show_referrals, page=True),
    Route("POST", REFERRALS, May.REFER, referral_form.submit_form),
    Route("GET", REFERRALS + "/new", May.REFER, referral_form.show_form, page=True),
    Route("GET", REFERRAL, May.REFER, referrals.show_referral, page=True),
    Route("GET", REFERRAL + "/letter", May.REFER, referrals.show_letter),
    Route("POST", REFERRAL + "/hear", May.REFER, referral_moves.hear),
    Route("POST", REFERRAL + "/send", May.REFER, referral_moves.send),
    Route("POST", REFERRAL + "/drop", May.REFER, referral_moves.drop),
    Route("POST", REFERRAL + "/accept", May.REFER, referral_moves.accept),
    Route("POST", REFERRAL + "/decline", May.REFER, referral_moves.decline),
    Route("POST", REFERRAL + "/finish", May.REFER, referral_moves.finish),
    Route("POST", REFERRAL + "/revoke", May.REFER, referral_moves.revoke),
    Route("POST", REFERRAL + "/told", May.REFER, referral_moves.told),
    # Last, because the first match wins: all other addresses and methods.
    Route("*", "/desk{rest:(/.*)?}", ANYONE, files.show_missing),
)


def add_routes(app: web.Application, desk: Desk) -> None:
    """Put the desk under ``/desk`` of the server."""
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route, desk))
    app.on_shutdown.append(desk.streams.end_all)
