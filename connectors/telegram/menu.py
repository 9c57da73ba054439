"""The bot's commands in Telegram's own menu, in each language."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram import Bot, BotCommand
from telegram.error import TelegramError

from connectors.telegram.handing_in import COMMANDS
from counselling.conversations import LANGUAGES, Language
from counselling.reception import Reception

log = structlog.get_logger(__name__)
FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0  # seconds


async def offer_commands(bot: Bot, reception: Reception) -> None:
    """Set the menu for each language, and the first one for all others; raises TelegramError."""
    for language in LANGUAGES:
        commands = _commands(reception, language)
        await bot.set_my_commands(commands, language_code=language)
    await bot.set_my_commands(_commands(reception, LANGUAGES[0]))


async def until_done(what: str, attempt: Callable[[], Awaitable[object]]) -> None:
    """Try again until Telegram takes it."""
    wait = FIRST_WAIT
    while True:
        try:
            await attempt()
        except TelegramError as error:
            log.warning("telegram did not take it yet", what=what, error=type(error).__name__)
        else:
            return
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)


def _commands(reception: Reception, language: Language) -> list[BotCommand]:
    return [
        BotCommand(name, reception.say(f"choice_{choice}", language))
        for name, choice in COMMANDS.items()
    ]
