"""The cookies of the desk: who is signed in or about to be, from which browser, which language.

Over https their names begin with ``__Host-``: browsers take such a cookie only from this very
host, over https, for all of its paths, so that no neighbouring host can plant one. Sources: OWASP
Session Management Cheat Sheet; OWASP ASVS 5.0, 3.3.
"""

from aiohttp import web

from desk.translations import DeskLanguage, desk_language

SESSION = "desk"
STEP = "desk_step"  # between password and code
BROWSER = "desk_browser"  # one that somebody has signed in from: accounts/known_browsers.py
LANGUAGE = "desk_language"
A_YEAR = 365 * 24 * 3600


def _name(name: str, *, secure: bool) -> str:
    return f"__Host-{name}" if secure else name


def _path(*, secure: bool) -> str:
    # What begins with "__Host-" must be for all paths (RFC 6265bis, 4.1.3.2).
    return "/" if secure else "/desk"


def read(request: web.Request, name: str, *, secure: bool) -> str | None:
    """What the browser sent in one of our cookies."""
    return request.cookies.get(_name(name, secure=secure))


def put(
    response: web.StreamResponse,
    name: str,
    value: str,
    *,
    secure: bool,
    lasts: int | None = None,
) -> None:
    """A cookie that scripts cannot read; it ends with the browser, or after ``lasts`` seconds."""
    response.set_cookie(
        _name(name, secure=secure),
        value,
        path=_path(secure=secure),
        max_age=lasts,
        httponly=True,
        secure=secure,
        samesite="Strict",
    )


def drop(response: web.StreamResponse, name: str, *, secure: bool) -> None:
    """Have the browser forget it."""
    response.del_cookie(
        _name(name, secure=secure),
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
