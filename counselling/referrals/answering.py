"""Her answers to a referral: yes, no, "change something", and taking it back at any time."""

from collections.abc import Sequence

from counselling.conversations import LANGUAGES, Choice, Sender
from counselling.faq import FaqSet
from counselling.referrals.asking import BACK, BACK_ALL, PREFIX, take_back
from counselling.referrals.referral import Referral
from counselling.referrals.revoking import day_of
from counselling.referrals.states import WITH_AGENCY, IllegalMove
from counselling.referrals.terms import How
from counselling.scribe import Scribe
from language.normalise import fold

_YES, _NO, _CHANGE = "yes", "no", "change"


def is_answer(choice: str | None) -> bool:
    """Whether a tap answers a referral."""
    return choice is not None and choice.startswith(PREFIX)


async def in_words(scribe: Scribe, text: str, faq: FaqSet) -> Choice | None:
    """The tap she means who writes the words of the button, while a referral of hers runs."""
    said = fold(text).strip(" .!“”\"'")
    if said not in {fold(faq.lines.say("choice_refer_back", one)) for one in LANGUAGES}:
        return None
    if not await scribe.tx.referrals.running(scribe.conversation.id):
        return None
    return Choice(BACK, text)


async def answer(scribe: Scribe, choice: str, faq: FaqSet) -> None:
    """Do what she tapped, within the transaction that stores the tap."""
    if choice == BACK or choice.startswith(f"{BACK}."):
        await _take_back(scribe, choice, faq)
        return
    verb, _, about = choice.removeprefix(PREFIX).partition(".")
    name, _, version = about.partition(".")
    referral = await scribe.tx.referrals.get(scribe.conversation.id, name)
    if referral is None or str(referral.version) != version:
        await _say(scribe, faq, "refer_stale")
        return
    was_sent = referral.state in WITH_AGENCY
    if not await _moved(scribe, referral, verb):
        await _say(scribe, faq, "refer_stale")
        return
    await _keep(scribe, referral, verb, was_sent=was_sent)
    if verb == _YES:
        back = take_back(faq, scribe.conversation.language or "vi")
        await _say(scribe, faq, "refer_yes_said", back)
    elif verb == _NO:
        await _say(scribe, faq, "refer_back_sent" if was_sent else "refer_no_said")
    else:
        await _say(scribe, faq, "refer_change_said")


async def _moved(scribe: Scribe, referral: Referral, verb: str) -> bool:
    """Whether her answer still counts: a no always does, as long as there is something to stop."""
    running = await scribe.tx.tickets.running(scribe.conversation.id)
    if verb != _NO and (running is None or running.id != referral.ticket_id):
        return False
    try:
        if verb == _YES:
            referral.agree(How.CHAT, scribe.now())
        elif verb == _NO:
            referral.refuse(day_of(scribe.now()))
        else:
            referral.ask_change()
    except IllegalMove:
        return False
    return True


async def _keep(scribe: Scribe, referral: Referral, what: str, *, was_sent: bool) -> None:
    """Save her answer with who and when, among her consents, and tell the desk."""
    tx, at = scribe.tx, scribe.now()
    await tx.referrals.save(referral)
    await tx.referrals.note(referral, what, "woman", at=at)
    content = await tx.referrals.content(referral)
    if content and what != _CHANGE:
        given = what == _YES
        await tx.referrals.record_answer(referral, content, given=given, spoken=False, at=at)
    told = "revoked" if was_sent else what
    await tx.tickets.note(referral.ticket_id, f"referral_{told} {referral.number}", "woman", at=at)
    ticket = await tx.tickets.running(referral.conversation_id)
    if ticket:
        scribe.ticket_changed(ticket)


async def _take_back(scribe: Scribe, choice: str, faq: FaqSet) -> None:
    """Take back the one she named, the only one there is, or ask which."""
    running = await scribe.tx.referrals.running(scribe.conversation.id)
    if choice not in {BACK, BACK_ALL}:
        running = [one for one in running if choice == f"{BACK}.{one.id}"]
    if not running:
        await _say(scribe, faq, "refer_back_none")
    elif choice == BACK and len(running) > 1:
        await _ask_which(scribe, running, faq)
    else:
        sent = [await _revoke(scribe, one) for one in running]
        await _say(scribe, faq, "refer_back_sent" if any(sent) else "refer_back_unsent")


async def _revoke(scribe: Scribe, referral: Referral) -> bool:
    was_sent = referral.state in WITH_AGENCY
    referral.revoke(day_of(scribe.now()))
    await _keep(scribe, referral, "revoke", was_sent=was_sent)
    return was_sent


async def _ask_which(scribe: Scribe, running: Sequence[Referral], faq: FaqSet) -> None:
    language = scribe.conversation.language or "vi"
    ways = [Choice(BACK_ALL, faq.lines.say("choice_refer_back_all", language))]
    for one in running:
        content = await scribe.tx.referrals.content(one)
        if content:
            ways.append(Choice(f"{BACK}.{one.id}", content.agency[language]))
    await _say(scribe, faq, "refer_back_which", *ways)


async def _say(scribe: Scribe, faq: FaqSet, line: str, *choices: Choice) -> None:
    language = scribe.conversation.language or "vi"
    await scribe.write(Sender.SYSTEM, faq.lines.say(line, language), choices=choices)
