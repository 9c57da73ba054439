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
    audit,
    case,
    case_forms,
    code,
    conversation,
    corner,
    entry,
    files,
    follow_ups,
    home,
    lists,
    live,
    moves,
    notice,
    other_tickets,
    people,
    presence,
    queue,
    referral_form,
    referral_moves,
    referrals,
    reports,
    rules,
    second_factor,
    sessions,
    suggestions,
    talk,
    ticket,
)

CASE = "/desk/tickets/{code}"
FACTOR = "/desk/second-step"
PERSON = "/desk/staff/{person}"
REFERRALS = CASE + "/referrals"
REFERRAL = REFERRALS + "/{number}"
FAQ = "/desk/faq"
FILE = FAQ + "/{shelf}/{slug}"
LIST = "/desk/lists/{list}"
ITEM = LIST + "/{item}"

ROUTES: tuple[Route, ...] = (
    Route("GET", "/desk/login", ANYONE, entry.show_login),
    Route("POST", "/desk/login", ANYONE, entry.log_in),
    Route("GET", "/desk/language", ANYONE, account.choose_language),
    Route("GET", "/desk/static/{build}/{name}", ANYONE, files.send_asset),
    Route("POST", "/desk/logout", May.USE_DESK, entry.log_out, first=True),
    Route("GET", "/desk/password", May.USE_DESK, account.show_password, page=True, first=True),
    Route("POST", "/desk/password", May.USE_DESK, account.change_password, first=True),
    Route("GET", "/desk/notice", May.USE_DESK, notice.show_notice, first=True),
    Route("GET", "/desk", May.SEE_QUEUE, queue.show_queue, page=True),
    Route("GET", "/desk/", May.SEE_QUEUE, queue.show_queue, page=True),
    Route("GET", "/desk/counts", May.SEE_QUEUE, queue.show_counts),
    Route("POST", "/desk/presence", May.SEE_QUEUE, presence.choose),
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
    Route("GET", "/desk/login/code", ANYONE, code.show_question),
    Route("POST", "/desk/login/code", ANYONE, code.take_code),
    Route("GET", FACTOR, May.USE_DESK, second_factor.show_factor, page=True, first=True),
    Route("POST", FACTOR + "/begin", May.USE_DESK, second_factor.begin, first=True),
    Route("POST", FACTOR + "/confirm", May.USE_DESK, second_factor.confirm, first=True),
    Route("POST", FACTOR + "/codes", May.USE_DESK, second_factor.renew_codes),
    Route("POST", FACTOR + "/off", May.USE_DESK, second_factor.switch_off),
    Route("GET", "/desk/sessions", May.USE_DESK, sessions.show_sessions, page=True),
    Route("POST", "/desk/sessions/end", May.USE_DESK, sessions.end_session),
    Route("POST", "/desk/sessions/end-others", May.USE_DESK, sessions.end_others),
    Route("GET", "/desk/staff", May.MANAGE_STAFF, people.show_people, page=True),
    Route("POST", "/desk/staff", May.MANAGE_STAFF, people.add_person),
    Route("GET", PERSON, May.MANAGE_STAFF, people.show_person, page=True),
    Route("POST", PERSON, May.MANAGE_STAFF, people.change_person),
    Route("POST", PERSON + "/close", May.MANAGE_STAFF, people.close_account),
    Route("POST", PERSON + "/open", May.MANAGE_STAFF, people.open_account),
    Route("POST", PERSON + "/password", May.MANAGE_STAFF, people.new_password),
    Route("POST", PERSON + "/code-off", May.MANAGE_STAFF, people.code_off),
    Route("POST", PERSON + "/end-session", May.MANAGE_STAFF, people.end_sessions),
    Route("GET", "/desk/audit", May.SEE_AUDIT, audit.show_audit, page=True),
    Route("GET", "/desk/audit.csv", May.SEE_AUDIT, audit.send_audit),
    Route("GET", "/desk/settings", May.MANAGE_SETTINGS, rules.show_rules, page=True),
    Route("POST", "/desk/settings", May.MANAGE_SETTINGS, rules.change_rule),
    Route("POST", CASE + "/notes", May.NOTE, talk.write_note),
    Route("POST", CASE + "/transfer", May.TRANSFER, talk.pass_on),
    Route("POST", CASE + "/take-over", May.TAKE_OVER, talk.take_over),
    Route("POST", CASE + "/ask-supervisor", May.ASK_SUPERVISOR, talk.ask_supervisor),
    Route("POST", CASE + "/supervisor-done", May.ASK_SUPERVISOR, talk.settle_supervisor),
    Route("POST", CASE + "/draft", May.REPLY, talk.keep_draft),
    Route("GET", CASE + "/replies", May.REPLY, suggestions.show_suggestions, page=True),
    Route("GET", CASE + "/onlookers", May.READ_TRANSCRIPT, talk.show_onlookers),
    Route("GET", CASE + "/case", May.READ_CASE, case.show_case, page=True),
    Route("POST", CASE + "/case/record", May.KEEP_CASE, case_forms.save_record),
    Route("POST", CASE + "/case/safety", May.KEEP_CASE, case_forms.save_safety),
    Route("POST", CASE + "/case/province", May.KEEP_CASE, home.save_province),
    Route("POST", CASE + "/case/priority", May.KEEP_CASE, case_forms.raise_priority),
    Route("POST", CASE + "/case/follow-ups", May.KEEP_CASE, follow_ups.plan),
    Route("POST", CASE + "/case/follow-ups/{id}", May.KEEP_CASE, follow_ups.change),
    Route("POST", CASE + "/case/link", May.KEEP_CASE, other_tickets.link),
    Route("POST", CASE + "/case/unlink", May.KEEP_CASE, other_tickets.unlink),
    Route("POST", CASE + "/case/merge", May.KEEP_CASE, other_tickets.merge),
    Route("POST", CASE + "/case/reopen", May.KEEP_CASE, other_tickets.reopen),
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
    Route("GET", "/desk/reports", May.SEE_REPORTS, reports.show_report, page=True),
    Route("GET", "/desk/reports/questions", May.SEE_REPORTS, reports.show_questions, page=True),
    Route("GET", "/desk/reports/{form}", May.SEE_REPORTS, reports.send_report),
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
    Route("GET", LIST, May.KEEP_LISTS, lists.showing.show_list, page=True),
    Route("POST", LIST, May.KEEP_LISTS, lists.keeping.bring_back),
    Route("GET", ITEM, May.KEEP_LISTS, lists.showing.show_item, page=True),
    Route("POST", ITEM, May.KEEP_LISTS, lists.keeping.save_item, most=corner.MOST),
    Route("POST", ITEM + "/remove", May.KEEP_LISTS, lists.keeping.remove_item),
    # Last, because the first match wins: all other addresses and methods.
    Route("*", "/desk{rest:(/.*)?}", ANYONE, files.show_missing),
)


def add_routes(app: web.Application, desk: Desk) -> None:
    """Put the desk under ``/desk`` of the server."""
    for route in ROUTES:
        app.router.add_route(route.method, route.path, guarded(route, desk))
    app.on_shutdown.append(desk.streams.end_all)
