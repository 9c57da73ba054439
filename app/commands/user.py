"""Who may sign in to the desk: make, list, change, close accounts; help who is locked out."""

import argparse
import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable

from app.backup.before_upgrade import prepare
from app.backup.key_copies import KeyCopies
from app.log_signs import plain
from app.secret_key import secret_key
from app.settings import Settings
from counselling.accounts.guessing import check_not_guessable
from counselling.accounts.passwords import WeakPassword
from counselling.accounts.people import OPERATOR, LastAdministrator, NoSuchPerson, People
from counselling.accounts.staff_add import LoginTaken
from counselling.faq import FaqProblems
from counselling.faq.loading import load
from counselling.permissions import Role, User
from counselling.staff import NoSuchLogin, Staff
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.vault import Vault

ALL = "all"
_ROLES = [role.value for role in Role]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso user VERB [LOGIN] ...``"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="make an account; asks for its first password")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="the name colleagues see")
    add.add_argument("--role", choices=_ROLES, default="counsellor")
    add.add_argument("--office", help="her office's id in faq/offices.yml; without it: all of them")
    verbs.add_parser("list", help="who may sign in, with role and office")
    for verb, said in (
        ("password", "give an account a new first password"),
        ("deactivate", "she leaves: no sign-in any more, and out everywhere at once"),
        ("activate", "she is back"),
        ("totp-off", "she lost her phone: her password alone signs her in again"),
    ):
        verbs.add_parser(verb, help=said).add_argument("login")
    role = verbs.add_parser("role", help="give her another role")
    role.add_argument("login")
    role.add_argument("role", choices=_ROLES)
    office = verbs.add_parser("office", help="put her into another office")
    office.add_argument("login")
    office.add_argument("office", help=f"its id in faq/offices.yml, or '{ALL}'")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 if that is not possible."""
    office = getattr(options, "office", None)
    if wrong := _wrong_office(settings, None if office == ALL else office):
        return _refuse(wrong)
    password = _ask_for_password() if options.verb in {"add", "password"} else ""
    try:
        if password:
            check_not_guessable(password, (options.login,))
        asyncio.run(_with_staff(settings, options, password))
    except LoginTaken:
        return _refuse(f"the login '{options.login}' is taken; choose another")
    except (NoSuchLogin, NoSuchPerson):
        return _refuse(f"there is no account '{options.login}'; ./osso user list names them")
    except LastAdministrator:
        return _refuse(f"'{options.login}' is the last administrator; make somebody else one first")
    except WeakPassword as error:
        return _refuse(str(error))
    if options.verb != "list":
        print(_SAID[options.verb].format(login=options.login))
    return 0


_SAID = {
    "add": "Account '{login}' is ready. She logs in at /desk.",
    "password": "Account '{login}' is ready. She logs in at /desk.",
    "deactivate": "Account '{login}' is closed.",
    "activate": "Account '{login}' is open again.",
    "totp-off": "Account '{login}' opens with its password alone. She is signed out everywhere.",
    "role": "Account '{login}' has its new role.",
    "office": "Account '{login}' has its new office.",
}


def _ask_for_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("First password (she will be asked to change it): ")
    return sys.stdin.readline().rstrip("\n")


def _wrong_office(settings: Settings, office: str | None) -> str | None:
    if office is None:
        return None
    try:
        known = load(settings.faq_dir).offices
    except FaqProblems:
        return "faq/ has mistakes, so its offices are not known; ./osso faq check names them"
    if office in known:
        return None
    return f"there is no office '{office}' in faq/offices.yml; there are: {', '.join(known)}"


def _refuse(why: str) -> int:
    print(f"osso: {why}", file=sys.stderr)
    return 1


async def _with_staff(settings: Settings, options: argparse.Namespace, password: str) -> None:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret, _ = secret_key(settings)
    keys = SqlKeys(settings.keys)
    store = Store(settings.database, Vault(secret), keys)
    try:
        await prepare(settings, store, KeyCopies(settings, keys))
        # Of the office's names none is needed: _wrong_office has looked.
        office = getattr(options, "office", None)
        staff = Staff(store, secret, offices=lambda: {office: ""} if office else {})
        await _do(staff, options, password)
    finally:
        await store.close()


async def _do(staff: Staff, options: argparse.Namespace, password: str) -> None:
    if options.verb == "add":
        await staff.add(
            options.login, options.name, Role(options.role), password,
            must_change_password=True, office=options.office,
        )  # fmt: skip
    elif options.verb == "password":
        await staff.reset_password(options.login, password)
    elif options.verb == "list":
        await _list(staff.people)
    else:
        user = await staff.people.with_login(options.login)
        await _DEEDS[options.verb](staff.people, user, options)


async def _list(people: People) -> None:
    for person in await people.all():
        user = person.user
        signs = ["" if user.active else "closed", "two steps" if user.has_code else ""]
        about = ", ".join([user.role, user.office or "all offices", *filter(None, signs)])
        print(plain(f"{user.login:20}  {user.name} ({about})"))


async def _set_active(people: People, user: User, options: argparse.Namespace) -> None:
    for code in await people.held(user.id) if options.verb == "deactivate" else []:
        print(f"She holds the open ticket {code}: somebody must take it over.")
    await people.set_active(user.id, active=options.verb == "activate", by=OPERATOR)


async def _code_off(people: People, user: User, _options: argparse.Namespace) -> None:
    await people.code_off(user.id, by=OPERATOR)


async def _move(people: People, user: User, options: argparse.Namespace) -> None:
    role = Role(options.role) if options.verb == "role" else user.role
    office = user.office
    if options.verb == "office":
        office = None if options.office == ALL else options.office
    await people.change(user.id, name=user.name, role=role, office=office, by=OPERATOR)


_DEEDS: dict[str, Callable[[People, User, argparse.Namespace], Awaitable[None]]] = {
    "deactivate": _set_active,
    "activate": _set_active,
    "totp-off": _code_off,
    "role": _move,
    "office": _move,
}
