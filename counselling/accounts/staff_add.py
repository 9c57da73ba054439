"""A new account, in the browser or on the command line."""

import re
from datetime import datetime

from counselling.permissions import User
from counselling.store.transaction import Transaction

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")


class LoginTaken(Exception):
    """Another account has this login."""


class BadLogin(Exception):
    """A login is 1 to 32 small letters without diacritics, digits, dots or dashes."""


def new_login(typed: str) -> str:
    """The login for a new account; raises BadLogin."""
    login = plain_login(typed)
    if not _LOGIN.fullmatch(login):
        raise BadLogin(login)
    return login


def plain_login(typed: str) -> str:
    """Phones write the first letter large and add a space: neither makes another login."""
    return typed.strip().casefold()


async def add_account(tx: Transaction, user: User, password_hash: str, *, at: datetime) -> None:
    """Add it; raises LoginTaken."""
    if await tx.staff.by_login(user.login):
        raise LoginTaken(user.login)
    await tx.staff.add(user, password_hash, at=at)
