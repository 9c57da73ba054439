"""What she reads when danger is seen: fixed text, numbers where she is, the true wait, her ways."""

from collections.abc import Callable
from dataclasses import dataclass

from counselling import offers
from counselling.assistant import AWAITING_CONSENT, Reply
from counselling.conversations import COUNTRIES, Choice, Conversation, Country, Handler, Language
from counselling.faq import FaqSet
from counselling.faq.helping import where_she_is

WHERE = "where:"
"""The taps by which she says in which country she is."""


@dataclass(frozen=True)
class DangerReplies:
    """``wait`` gives the wait in words; it must not take long."""

    faq: Callable[[], FaqSet]
    wait: Callable[[Language], str]

    def red(self, conversation: Conversation, category: str) -> Reply:
        """The reply to plain danger, with the way to a counsellor and the way past her."""
        faq, language = self.faq(), conversation.language or "vi"
        numbers = faq.danger_reply(category, "red", language, conversation.country)
        told, elsewhere = [self.wait(language)], self._elsewhere(conversation)
        if elsewhere:
            told.append(faq.lines.say("where_elsewhere", language))
        text = "\n\n".join((numbers, "\n".join(told)))
        return Reply(text, (*self._ways(conversation), *elsewhere))

    def numbers(self, conversation: Conversation, category: str) -> Reply:
        """She has said where she is: the numbers there, and what was open stays open."""
        faq, language = self.faq(), conversation.language or "vi"
        lines = faq.danger_lines(category, "red", language, conversation.country)
        text = "\n".join((faq.lines.say("where_numbers", language), *lines))
        consent = conversation.awaiting == AWAITING_CONSENT
        ways = offers.short_consent(faq, language) if consent else (offers.person(faq, language),)
        return Reply(text, (*ways, *self._elsewhere(conversation)))

    def _ways(self, conversation: Conversation) -> tuple[Choice, ...]:
        language = conversation.language or "vi"
        if conversation.handler is Handler.WAITING:  # she has said yes already
            return (offers.person(self.faq(), language),)
        return offers.short_consent(self.faq(), language)

    def _elsewhere(self, conversation: Conversation) -> tuple[Choice, ...]:
        """The countries with numbers that are not shown to her now."""
        here, faq = where_she_is(conversation.country), self.faq()
        say, language = faq.lines.say, conversation.language or "vi"
        return tuple(
            Choice(WHERE + country, say(f"choice_where_{country}", language))
            for country in faq.countries
            if country != here
        )


def country_of(choice: str | None) -> Country | None:
    """The country a tap names; None for every other tap."""
    return next((country for country in COUNTRIES if choice == WHERE + country), None)
