"""The bot's commands in Telegram's own menu, in each language."""

from telegram import Bot, BotCommand

from connectors.messaging.handing_in import COMMANDS
from counselling.conversations import LANGUAGES, Language
from counselling.reception import Reception


async def offer_commands(bot: Bot, reception: Reception) -> None:
    """Set the menu for each language, and the first one for all others; raises TelegramError."""
    for language in LANGUAGES:
        commands = _commands(reception, language)
        await bot.set_my_commands(commands, language_code=language)
    await bot.set_my_commands(_commands(reception, LANGUAGES[0]))


def _commands(reception: Reception, language: Language) -> list[BotCommand]:
    return [
        BotCommand(name, reception.say(f"choice_{choice}", language))
        for name, choice in COMMANDS.items()
    ]
