"""What a page of ours shows around the chat, said in the chat where there is no such page."""

from collections.abc import Collection
from dataclasses import dataclass

from counselling import offers
from counselling.conversations import LANGUAGES, Choice, Language, Sender
from counselling.faq import FaqSet
from counselling.faq.helping import hotline_line, near
from counselling.scribe import Scribe

START, HELP, LANGUAGE, ERASE = "start", "help", "language", "erase"
SPEAK = "language."
ERASE_NOW, ERASE_NOT = "erase.now", "erase.not"
DAILY, NOT_DAILY = "erase.daily", "erase.undaily"
COMMANDS = {
    START: "choice_start",
    HELP: "choice_help",
    LANGUAGE: "choice_language",
    ERASE: "choice_erase",
}
"""What she may ask for at any time, and the lines of the labels."""
TAPS = {*COMMANDS, ERASE_NOT, DAILY, NOT_DAILY, *(SPEAK + language for language in LANGUAGES)}
_OWN_NAMES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English", "ko": "한국어"}


@dataclass(frozen=True)
class InTheChat:
    """``public_url``: where the web chat is; empty if the office has not said.

    ``keeping``: the channels in which nothing can be deleted.
    """

    public_url: str = ""
    keeping: Collection[str] = ()

    async def welcome(self, scribe: Scribe, faq: FaqSet) -> None:
        """First contact: who reads, what the channel keeps, the safer place, how to erase."""
        language, channel = _language(scribe), scribe.conversation.channel
        said = [faq.lines.say(f"welcome_{channel}", language)]
        if self.public_url:
            url = f"{self.public_url}/chat"
            said.append(faq.lines.say("welcome_safer", language, url=url))
        said.append(faq.lines.say_on(channel, "welcome_erase", language))
        ways = (
            *offers.all_themes(faq, language),
            offers.person(faq, language),
            Choice(HELP, faq.lines.say("choice_help", language)),
            Choice(LANGUAGE, faq.lines.say("choice_language", language)),
        )
        await scribe.write(Sender.SYSTEM, "\n".join(said), choices=ways)

    async def do(self, scribe: Scribe, faq: FaqSet, choice: str, *, page: bool) -> None:
        """Do one of TAPS. ``page``: whether a page of ours has these things in its menu."""
        if choice == START:
            await self.welcome(scribe, faq)
        elif choice == HELP:
            await _help(scribe, faq)
        elif choice == LANGUAGE:
            text = faq.lines.say("ask_language", _language(scribe))
            await scribe.write(Sender.SYSTEM, text, choices=languages())
        elif choice.startswith(SPEAK):
            await _speak(scribe, faq, choice.removeprefix(SPEAK))
        elif page:
            await scribe.write(Sender.SYSTEM, faq.lines.say("erase_on_page", _language(scribe)))
        else:
            keeps = scribe.conversation.channel in self.keeping
            await _about_erasing(scribe, faq, choice, keeps=keeps)


def languages() -> tuple[Choice, ...]:
    """A button a language, each by its own name."""
    return tuple(Choice(SPEAK + language, _OWN_NAMES[language]) for language in LANGUAGES)


async def _help(scribe: Scribe, faq: FaqSet) -> None:
    """Numbers to call where she is, and a person."""
    language, country = _language(scribe), scribe.conversation.country
    lines = [hotline_line(line, language) for line in near(faq.hotlines.values(), country)]
    text = "\n".join((faq.lines.say("quick_help", language), *lines))
    await scribe.write(Sender.SYSTEM, text, choices=(offers.person(faq, language),), urgent=True)


async def _speak(scribe: Scribe, faq: FaqSet, chosen: str) -> None:
    for language in LANGUAGES:
        if language == chosen:
            scribe.conversation.speak(language, chosen=True)
    await scribe.write(Sender.SYSTEM, faq.lines.say("language_chosen", _language(scribe)))


async def _about_erasing(scribe: Scribe, faq: FaqSet, choice: str, *, keeps: bool) -> None:
    say, language, conversation = faq.lines.say, _language(scribe), scribe.conversation
    if choice == ERASE:
        daily = (await scribe.tx.hers.wish(conversation.id)).clears_daily
        other = NOT_DAILY if daily else DAILY
        names = (ERASE_NOW, ERASE_NOT) if keeps else (ERASE_NOW, other, ERASE_NOT)
        ways = [Choice(name, say(f"choice_{name.replace('.', '_')}", language)) for name in names]
        asked = faq.lines.say_on(conversation.channel, "ask_erase", language)
        await scribe.write(Sender.SYSTEM, asked, choices=ways)
        return
    if choice != ERASE_NOT:
        await scribe.tx.hers.set_clears_daily(conversation.id, clears=choice == DAILY)
    await scribe.write(Sender.SYSTEM, say(f"said_{choice.replace('.', '_')}", language))


def _language(scribe: Scribe) -> Language:
    return scribe.conversation.language or "vi"
