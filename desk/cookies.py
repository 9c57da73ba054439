"""The two cookies of the desk: who is signed in, and which language the screen speaks.

Over https their names begin with ``__Host-``: browsers take such a cookie only from this very
host, over https, for all of its paths, so that no neighbouring host can plant one. Sources: OWASP
Session Management Cheat Sheet; OWASP ASVS 5.0, 3.3.
"""

from aiohttp import web

from desk.translations import DeskLanguage, desk_language

SESSION = "desk"
LANGUAGE = "desk_language"
A_YEAR = 365 * 24 * 3600


def _name(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name


def _path(*, secure: bool) -> str:
    # What begins with "__Host-" must be for all paths (RFC 6265bis, 4.1.3.2).
    return "/" if secure else "/desk"


def session_token(request: web.Request, *, secure: bool) -> str | None:
    """The session's token, if the browser sent one."""
    return request.cookies.get(_name(SESSION, secure=secure))


def set_session(response: web.StreamResponse, token: str, *, secure: bool) -> None:
    """Sign in: a cookie that scripts cannot read and that ends with the browser."""
    response.set_cookie(
        _name(SESSION, secure=secure),
        token,
        path=_path(secure=secure),
        httponly=True,
        secure=secure,
        samesite="Strict",
    )


def clear_session(response: web.StreamResponse, *, secure: bool) -> None:
    """Sign out."""
    response.del_cookie(
        _name(SESSION, secure=secure),
        path=_path(secure=secure),
        httponly=True,
        secure=secure,
        samesite="Strict",
    )


def language(request: web.Request, *, secure: bool) -> DeskLanguage:
    """The language chosen before, else Vietnamese."""
    return desk_language(request.cookies.get(_name(LANGUAGE, secure=secure)))


def set_language(response: web.StreamResponse, chosen: DeskLanguage, *, secure: bool) -> None:
    """Remember the language on this computer."""
    response.set_cookie(
        _name(LANGUAGE, secure=secure),
        chosen,
        path=_path(secure=secure),
        max_age=A_YEAR,
        httponly=True,
        secure=secure,
        samesite="Lax",
    )
