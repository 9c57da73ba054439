"""What her "was this helpful?" is answered with. Needs no understanding of words."""

from counselling import offers
from counselling.assistant import Answered, Decision, Effect, Reply
from counselling.conversations import Language
from counselling.faq import FaqSet


def thank(language: Language, faq: FaqSet, *, awaiting: str | None) -> Answered:
    """It helped: a short word of thanks."""
    reply = Reply(faq.lines.say("thanks_for_telling", language))
    effects = (Effect.RECORD_HELPFUL,)
    return Answered((reply,), Decision.SMALLTALK, effects=effects, awaiting=awaiting)


def apologise(entry_id: str, language: Language, faq: FaqSet, *, awaiting: str | None) -> Answered:
    """It did not help: sorry, what else there is to read, and a counsellor."""
    near = offers.related(faq, entry_id, language) if entry_id in faq.entries else ()
    ways = (*near, *offers.all_themes(faq, language), offers.person(faq, language))
    reply = Reply(faq.lines.say("sorry_unhelpful", language), ways)
    effects = (Effect.RECORD_UNHELPFUL,)
    return Answered((reply,), Decision.SMALLTALK, effects=effects, awaiting=awaiting)
