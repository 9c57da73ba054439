"""Who may do what at the desk, written down a second time, by hand: it takes nothing from the code
but the names of the roles. test_permission_matrix.py tries it out.
"""

from dataclasses import dataclass

from counselling.permissions import Role

EVERYBODY = frozenset(Role)
CASEWORKERS = frozenset({Role.COUNSELLOR, Role.SUPERVISOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
OVERSEERS = frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR})
SUPERVISORS = frozenset({Role.SUPERVISOR})
EDITORS = frozenset({Role.EDITOR, Role.SUPERVISOR})
KEEPERS = EDITORS | ADMINISTRATORS
LOGIN = "to the login"


@dataclass(frozen=True)
class Line:
    """``status`` for the roles that may, for a ticket that nobody has claimed yet."""

    method: str
    path: str
    roles: frozenset[Role]
    status: int
    stranger: int | str = 404


TABLE = (
    Line("GET", "/desk/login", EVERYBODY, 303, stranger=200),
    Line("POST", "/desk/login", EVERYBODY, 403, stranger=403),
    Line("GET", "/desk/language", EVERYBODY, 303, stranger=303),
    Line("GET", "/desk/static/{build}/{name}", EVERYBODY, 200, stranger=200),
    Line("POST", "/desk/logout", EVERYBODY, 303),
    Line("GET", "/desk/password", EVERYBODY, 200, stranger=LOGIN),
    Line("POST", "/desk/password", EVERYBODY, 422),
    Line("GET", "/desk/notice", EVERYBODY, 200),
    Line("GET", "/desk", CASEWORKERS, 200, stranger=LOGIN),
    Line("GET", "/desk/", CASEWORKERS, 200, stranger=LOGIN),
    Line("GET", "/desk/counts", CASEWORKERS, 200),
    Line("POST", "/desk/presence", CASEWORKERS, 404),  # without a word that is known
    Line("GET", "/desk/live", CASEWORKERS, 200),
    Line("GET", "/desk/tickets/{code}", CASEWORKERS, 200, stranger=LOGIN),
    Line("GET", "/desk/tickets/{code}/messages", CASEWORKERS, 200),
    Line("GET", "/desk/tickets/{code}/attachments/{number}", CASEWORKERS, 200),
    Line("GET", "/desk/tickets/{code}/live", CASEWORKERS, 200),
    Line("POST", "/desk/tickets/{code}/claim", CASEWORKERS, 303),
    Line("POST", "/desk/tickets/{code}/reply", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/ask-word", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/typing", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/hand-back", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/take-back", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/close", CASEWORKERS, 422),
    Line("GET", "/desk/login/code", EVERYBODY, 303, stranger=303),
    Line("POST", "/desk/login/code", EVERYBODY, 303, stranger=303),
    Line("GET", "/desk/second-step", EVERYBODY, 200, stranger=LOGIN),
    Line("POST", "/desk/second-step/begin", EVERYBODY, 422),
    Line("POST", "/desk/second-step/confirm", EVERYBODY, 422),
    Line("POST", "/desk/second-step/codes", EVERYBODY, 422),
    Line("POST", "/desk/second-step/off", EVERYBODY, 422),
    Line("GET", "/desk/sessions", EVERYBODY, 200, stranger=LOGIN),
    Line("POST", "/desk/sessions/end", EVERYBODY, 422),
    Line("POST", "/desk/sessions/end-others", EVERYBODY, 422),
    Line("GET", "/desk/staff", ADMINISTRATORS, 200, stranger=LOGIN),
    Line("POST", "/desk/staff", ADMINISTRATORS, 422),
    Line("GET", "/desk/staff/{person}", ADMINISTRATORS, 200, stranger=LOGIN),
    Line("POST", "/desk/staff/{person}", ADMINISTRATORS, 422),
    Line("POST", "/desk/staff/{person}/close", ADMINISTRATORS, 303),
    Line("POST", "/desk/staff/{person}/open", ADMINISTRATORS, 303),
    Line("POST", "/desk/staff/{person}/password", ADMINISTRATORS, 200),
    Line("POST", "/desk/staff/{person}/code-off", ADMINISTRATORS, 303),
    Line("POST", "/desk/staff/{person}/end-session", ADMINISTRATORS, 303),
    Line("GET", "/desk/audit", OVERSEERS, 200, stranger=LOGIN),
    Line("GET", "/desk/audit.csv", OVERSEERS, 200),
    Line("GET", "/desk/status", OVERSEERS, 200, stranger=LOGIN),
    Line("GET", "/desk/settings", ADMINISTRATORS, 200, stranger=LOGIN),
    Line("POST", "/desk/settings", ADMINISTRATORS, 422),
    Line("POST", "/desk/tickets/{code}/notes", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/transfer", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/take-over", frozenset({Role.SUPERVISOR}), 409),
    Line("POST", "/desk/tickets/{code}/ask-supervisor", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/supervisor-done", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/draft", CASEWORKERS, 409),
    Line("GET", "/desk/tickets/{code}/replies", CASEWORKERS, 200, stranger=LOGIN),
    Line("GET", "/desk/tickets/{code}/onlookers", CASEWORKERS, 200),
    Line("GET", "/desk/tickets/{code}/case", CASEWORKERS, 200, stranger=LOGIN),
    Line("POST", "/desk/tickets/{code}/case/record", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/case/safety", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/case/province", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/priority", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/follow-ups", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/follow-ups/{id}", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/link", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/unlink", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/merge", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/case/reopen", CASEWORKERS, 409),
    Line("GET", "/desk/tickets/{code}/referrals", CASEWORKERS, 200, stranger=LOGIN),
    Line("POST", "/desk/tickets/{code}/referrals", CASEWORKERS, 409),
    Line("GET", "/desk/tickets/{code}/referrals/new", CASEWORKERS, 303, stranger=LOGIN),
    Line("GET", "/desk/tickets/{code}/referrals/{number}", CASEWORKERS, 200, stranger=LOGIN),
    Line("GET", "/desk/tickets/{code}/referrals/{number}/letter", CASEWORKERS, 200),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/hear", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/send", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/drop", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/accept", CASEWORKERS, 409),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/decline", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/finish", CASEWORKERS, 422),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/revoke", CASEWORKERS, 303),
    Line("POST", "/desk/tickets/{code}/referrals/{number}/told", CASEWORKERS, 303),
    Line("GET", "/desk/reports", SUPERVISORS, 200, stranger=LOGIN),
    Line("GET", "/desk/reports/questions", SUPERVISORS, 200, stranger=LOGIN),
    Line("GET", "/desk/reports/{form}", SUPERVISORS, 200),
    Line("GET", "/desk/faq", EDITORS, 200, stranger=LOGIN),
    Line("GET", "/desk/faq/review", EDITORS, 200, stranger=LOGIN),
    Line("GET", "/desk/faq/gaps", EDITORS, 200, stranger=LOGIN),
    Line("GET", "/desk/faq/try", EDITORS, 200, stranger=LOGIN),
    Line("POST", "/desk/faq/try", EDITORS, 422),
    Line("GET", "/desk/faq/new", EDITORS, 200, stranger=LOGIN),
    Line("POST", "/desk/faq/new", EDITORS, 422),
    Line("GET", "/desk/faq/{shelf}/{slug}", EDITORS, 200, stranger=LOGIN),
    Line("POST", "/desk/faq/{shelf}/{slug}", EDITORS, 303),
    Line("POST", "/desk/faq/{shelf}/{slug}/preview", EDITORS, 200),
    Line("POST", "/desk/faq/{shelf}/{slug}/publish", EDITORS, 422),
    Line("POST", "/desk/faq/{shelf}/{slug}/discard", EDITORS, 303),
    Line("POST", "/desk/faq/{shelf}/{slug}/take-over", EDITORS, 303),
    Line("POST", "/desk/faq/{shelf}/{slug}/follow", EDITORS, 303),
    Line("POST", "/desk/faq/{shelf}/{slug}/still-right", EDITORS, 303),
    Line("POST", "/desk/faq/{shelf}/{slug}/take-out", EDITORS, 422),
    Line("GET", "/desk/faq/{shelf}/{slug}/history", EDITORS, 200, stranger=LOGIN),
    Line("POST", "/desk/faq/{shelf}/{slug}/history", EDITORS, 303),
    Line("GET", "/desk/lists/{list}", KEEPERS, 200, stranger=LOGIN),
    Line("POST", "/desk/lists/{list}", KEEPERS, 422),
    Line("GET", "/desk/lists/{list}/{item}", KEEPERS, 200, stranger=LOGIN),
    Line("POST", "/desk/lists/{list}/{item}", KEEPERS, 422),
    Line("POST", "/desk/lists/{list}/{item}/remove", KEEPERS, 422),
)
