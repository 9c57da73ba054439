"""The assistant's turns: one at a time per conversation, and never over a counsellor."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import structlog

from counselling.assistant import (
    Answered,
    Assistant,
    AssistantUnavailable,
    Decision,
    Effect,
    Reply,
    Turn,
)
from counselling.clock import Clock, utc_now
from counselling.closed_again import ClosedAgain
from counselling.conversations import Choice, Conversation, Message, Sender
from counselling.effects import Effects
from counselling.faq import FaqSet
from counselling.live import Live, Typing, TypingIn, case_topic, channel_topic, chat_topic
from counselling.patience import Patience
from counselling.returning.awaiting import SECRETS
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store, finishes
from counselling.tickets.opening import Wait
from counselling.together.together import Alone, Together, holding, is_free
from counselling.understudy import Understudy
from counselling.workers import Workers

log = structlog.get_logger(__name__)

Observer = Callable[[Turn, Answered], None]
Due = tuple[Conversation, Message]


class Turns:
    """Takes the turns that are due. ``observe`` is told of each (``./osso ask`` uses it)."""

    def __init__(  # noqa: PLR0913  # what an answer and its effects take
        self,
        store: Store,
        assistant: Assistant,
        faq: Callable[[], FaqSet],
        live: Live,
        announcer: Announcer,
        wait: Wait,
        *,
        closed: ClosedAgain,
        now: Clock = utc_now,
        observe: Observer = lambda _turn, _answered: None,
        together: Together | None = None,
    ) -> None:
        self._store = store
        self._patience = Patience(assistant)
        self._understudy = Understudy(faq)
        self._effects = Effects(faq, now, wait)
        self._closed = closed
        self._faq = faq
        self._live = live
        self._announcer = announcer
        self._now = now
        self._observe = observe
        self._together = together or Alone()
        self._workers = Workers(self._take_all)

    async def resume(self) -> None:
        """Take the turns an earlier run, or another service, was interrupted in."""
        for conversation_id in await self._waiting():
            if await is_free(self._together, f"turn {conversation_id}"):
                self.wake(conversation_id)

    def wake(self, conversation_id: str) -> None:
        """A turn is due in this conversation."""
        self._workers.wake(conversation_id)

    async def settle(self) -> None:
        """Wait until no turn is being taken."""
        await self._workers.settle()

    async def close(self) -> None:
        """Stop; the turns that are due stay due for the next run."""
        await self._workers.close()

    @finishes
    async def _waiting(self) -> list[str]:
        async with self._store.read() as tx:
            return await tx.messages.with_turns_due()

    async def _take_all(self, conversation_id: str) -> None:
        async with holding(self._together, f"turn {conversation_id}"):
            due = await self._due(conversation_id)
            while due:
                due = await self._take(*due)

    @finishes
    async def _due(self, conversation_id: str) -> Due | None:
        async with self._store.read(brief=True) as tx:
            conversation = await tx.conversations.get(conversation_id)
            message = conversation and await tx.messages.next_due(conversation_id)
        return (conversation, message) if conversation and message else None

    async def _take(self, conversation: Conversation, message: Message) -> Due | None:
        """Take this turn; the one that is due after it."""
        turn = _turn(conversation, message)
        if message.danger != "red":  # help is there at once, and often nothing more follows
            self._show_typing(conversation)
        answered, understood = await self._ask(turn, partial(self._show_waiting, conversation))
        self._observe(turn, answered)
        return await self._reply(message, turn, answered, noted=understood or bool(turn.choice))

    @finishes
    async def _reply(
        self, message: Message, turn: Turn, answered: Answered, *, noted: bool
    ) -> Due | None:
        async with self._store.write(brief=True) as tx:
            # Look again who has the conversation: it may have been taken over or erased meanwhile.
            conversation = await tx.conversations.get(message.conversation_id)
            if not conversation:
                return None
            is_due = await tx.messages.turn_taken(conversation.id, message.seq)
            after = await tx.messages.next_due(conversation.id)
            due = (conversation, after) if after else None
            if not is_due or not conversation.assistant_may_answer:
                return due
            scribe = Scribe(tx, conversation, self._now)
            await self._write_down(scribe, turn, message, answered)
            await self._closed.tell(scribe, told=Effect.OPEN_TICKET in answered.effects)
            if noted:  # an assistant that is down leaves no gap in the set
                await self._effects.note(tx, turn, message, answered)
            await tx.conversations.save(conversation)
        self._announcer.announce(scribe)
        return due

    async def _ask(self, turn: Turn, waiting: Callable[[], None]) -> tuple[Answered, bool]:
        """The answer, and whether it is the assistant's own."""
        understood = False
        try:
            answered = await self._patience.answer(turn, waiting)
            understood = True
        except AssistantUnavailable as error:
            log.warning("assistant unavailable", why=str(error), conversation=turn.conversation_id)
            answered = await self._understudy.answer(turn)
        except Exception:  # whatever fails there, she must get an answer
            log.exception("assistant failed", conversation=turn.conversation_id)
            answered = await self._understudy.answer(turn)
        return _beside_danger(turn, answered, self._faq()), understood

    async def _write_down(
        self, scribe: Scribe, turn: Turn, message: Message, answered: Answered
    ) -> None:
        conversation = scribe.conversation
        if conversation.awaiting not in SECRETS:  # she was asked for it since, and it is her next
            conversation.awaiting = answered.awaiting
        conversation.last_faq = answered.faq or conversation.last_faq
        for reply in answered.replies:
            await scribe.write(Sender.ASSISTANT, reply.text, choices=reply.choices, faq=reply.faq)
        for effect in answered.effects:
            await self._effects.carry_out(scribe, turn, message, effect)

    def _show_waiting(self, conversation: Conversation) -> None:
        """It takes longer: on a channel without open screens that is shown as well."""
        self._show_typing(conversation)
        there = TypingIn(conversation.address, Sender.ASSISTANT)
        self._live.publish(channel_topic(conversation.channel), there)

    def _show_typing(self, conversation: Conversation) -> None:
        typing = Typing(Sender.ASSISTANT)
        self._live.publish(chat_topic(conversation.channel, conversation.address), typing)
        self._live.publish(case_topic(conversation.id), typing)


def _turn(conversation: Conversation, message: Message) -> Turn:
    return Turn(
        conversation_id=conversation.id,
        text="" if message.choice else message.text,
        choice=message.choice,
        language=conversation.language or "vi",
        awaiting=conversation.awaiting,
        last_faq=conversation.last_faq,
        danger=message.danger,
        danger_category=message.danger_category,
        handler=conversation.handler,
        country=conversation.country,
    )


def _beside_danger(turn: Turn, answered: Answered, faq: FaqSet) -> Answered:
    """Red: the danger reply went out already, so only a real answer may follow it.

    Amber: one gentle question under the answer, never instead of it.
    """
    if turn.danger == "red":
        real = answered.decision in {Decision.ANSWER, Decision.CLARIFY}
        return replace(
            answered,
            replies=answered.replies if real else (),
            decision=Decision.CRISIS,
            awaiting=turn.awaiting,
        )
    if turn.danger == "amber" and turn.danger_category:
        gentle = Reply(
            faq.danger_reply(turn.danger_category, "amber", turn.language, turn.country),
            (Choice("person", faq.lines.say("choice_person", turn.language)),),
        )
        return replace(answered, replies=(*answered.replies, gentle))
    return answered
