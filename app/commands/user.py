"""Make an account for the desk."""

import argparse
import asyncio
import getpass
import sys

from app.secret_key import secret_key
from app.settings import Settings
from counselling.permissions import Role
from counselling.staff import LoginTaken, Staff, WeakPassword
from counselling.store.store import Store
from counselling.store.vault import Vault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso user add LOGIN --name NAME --role ROLE``"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="make an account; asks for its first password")
    add.add_argument("login")
    add.add_argument("--name", required=True, help="the name colleagues see")
    add.add_argument("--role", choices=[role.value for role in Role], default="counsellor")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Make the account."""
    password = (
        getpass.getpass("First password (she will be asked to change it): ")
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\n")
    )
    try:
        asyncio.run(_add(settings, options, password))
    except LoginTaken:
        print(f"osso: the login '{options.login}' is taken; choose another", file=sys.stderr)
        return 1
    except WeakPassword as error:
        print(f"osso: {error}", file=sys.stderr)
        return 1
    print(f"Account '{options.login}' is ready. She logs in at /desk.")
    return 0


async def _add(settings: Settings, options: argparse.Namespace, password: str) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    secret, _ = secret_key(settings)
    store = Store(settings.database, Vault(secret))
    try:
        await store.prepare()
        await Staff(store).add(
            options.login,
            options.name,
            Role(options.role),
            password,
            must_change_password=True,
        )
    finally:
        await store.close()
