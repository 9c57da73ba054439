"""The two cookies of the desk: who is signed in, and which language the screen speaks.

Source: OWASP Session Management Cheat Sheet.
"""

from aiohttp import web

from desk.translations import DeskLanguage, desk_language

PATH = "/desk"
LANGUAGE = "desk_language"
A_YEAR = 365 * 24 * 3600


def _session_name(*, secure: bool) -> str:
    # Browsers refuse a "__Secure-" cookie that did not come over https.
    return "__Secure-desk" if secure else "desk"


def session_token(request: web.Request, *, secure: bool) -> str | None:
    """The session's token, if the browser sent one."""
    return request.cookies.get(_session_name(secure=secure))


def set_session(response: web.StreamResponse, token: str, *, secure: bool) -> None:
    """Sign in: a cookie that scripts cannot read and that ends with the browser."""
    response.set_cookie(
        _session_name(secure=secure),
        token,
        path=PATH,
        httponly=True,
        secure=secure,
        samesite="Strict",
    )


def clear_session(response: web.StreamResponse, *, secure: bool) -> None:
    """Sign out."""
    response.del_cookie(
        _session_name(secure=secure), path=PATH, httponly=True, secure=secure, samesite="Strict"
    )


def language(request: web.Request) -> DeskLanguage:
    """The language chosen before, else Vietnamese."""
    return desk_language(request.cookies.get(LANGUAGE))


def set_language(response: web.StreamResponse, chosen: DeskLanguage, *, secure: bool) -> None:
    """Remember the language on this computer."""
    response.set_cookie(
        LANGUAGE, chosen, path=PATH, max_age=A_YEAR, httponly=True, secure=secure, samesite="Lax"
    )
