"""Make an account for the desk, or give one a new password."""

import argparse
import asyncio
import getpass
import sys

from app.secret_key import secret_key
from app.settings import Settings
from counselling.faq import FaqProblems
from counselling.faq.loading import load
from counselling.permissions import Role
from counselling.staff import LoginTaken, NoSuchLogin, Staff, WeakPassword
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import Store
from counselling.store.vault import Vault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso user add LOGIN --name NAME --role ROLE`` and ``./osso user password LOGIN``"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="make an account; asks for its first password")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="the name colleagues see")
    add.add_argument("--role", choices=[role.value for role in Role], default="counsellor")
    add.add_argument("--office", help="her office's id in faq/offices.yml; without it: all of them")
    reset = verbs.add_parser("password", help="give an account a new first password")
    reset.add_argument("login")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 if that is not possible."""
    wrong = _wrong_office(settings, getattr(options, "office", None))
    if wrong:
        return _refuse(wrong)
    password = (
        getpass.getpass("First password (she will be asked to change it): ")
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\n")
    )
    try:
        asyncio.run(_with_staff(settings, options, password))
    except LoginTaken:
        return _refuse(f"the login '{options.login}' is taken; choose another")
    except NoSuchLogin:
        return _refuse(f"there is no account '{options.login}'; ./osso user add makes one")
    except WeakPassword as error:
        return _refuse(str(error))
    print(f"Account '{options.login}' is ready. She logs in at /desk.")
    return 0


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
    store = Store(settings.database, Vault(secret), SqlKeys(settings.keys))
    try:
        await store.prepare()
        if options.verb == "password":
            await Staff(store).reset_password(options.login, password)
            return
        role = Role(options.role)
        await Staff(store).add(
            options.login, options.name, role, password,
            must_change_password=True, office=options.office,
        )  # fmt: skip
    finally:
        await store.close()
