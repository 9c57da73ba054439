"""Erase a woman's conversation for her, when she asks the office to; there is no way back."""

import argparse
import asyncio
import sys

from app.keeping import keeping
from app.settings import Settings
from counselling.erasing import OFFICE
from counselling.tickets.ticket import NoSuchTicket


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso erase CODE``"""
    parser.add_argument("code", help="her ticket's code, such as K7M-4RX")
    parser.add_argument("--yes", action="store_true", help="do not ask before erasing")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Do it; 1 if there is no such ticket, or if whoever was asked did not say yes."""
    code = options.code.strip().upper()
    if not options.yes and not _confirmed(code):
        print("Nothing was erased.")
        return 1
    try:
        erased = asyncio.run(_erase(settings, code))
    except NoSuchTicket:
        print(f"osso: there is no ticket {code}; the desk's lists show every code", file=sys.stderr)
        return 1
    if not erased:
        print(f"The conversation of ticket {code} had been erased before.")
        return 0
    print(f"Erased: every word of the conversation of ticket {code}, and the key to its copies.")
    print("Not undone by this: what was already passed on to others, and what is on her own phone.")
    return 0


def _confirmed(code: str) -> bool:
    print(f"This erases the whole conversation of ticket {code}. Nobody can bring it back.")
    print("Has the woman herself asked for it? Type the code once more to erase: ", end="")
    sys.stdout.flush()
    return sys.stdin.readline().strip().upper() == code


async def _erase(settings: Settings, code: str) -> bool:
    async with keeping(settings) as kept:
        return await kept.eraser.erase_case(code, by=OFFICE)
