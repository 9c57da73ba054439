"""The counsellor has asked for her code word: her next text is checked, and never kept as text."""

from counselling.channels import Inbound
from counselling.conversations import Conversation
from counselling.returning.awaiting import AWAITING_WORD
from counselling.returning.words import WordKeeper, can_be_a_word
from counselling.safety.detect import Danger
from counselling.store.store import Store

RIGHT, WRONG, NONE = "word.right", "word.wrong", "word.none"


class WordCheck:
    """Tells whether a text is her answer. What cannot be a word, or is a cry for help, is not."""

    def __init__(self, store: Store, words: WordKeeper) -> None:
        self._store = store
        self._words = words

    async def of(
        self, inbound: Inbound, danger: Danger, conversation: Conversation | None
    ) -> str | None:
        """RIGHT, WRONG, or None for a message like any other. Use it inside ``finish``.

        ``conversation``: as it was when she wrote; None if this is her first message.
        """
        if conversation is None or conversation.awaiting != AWAITING_WORD:
            return None
        if inbound.choice or not can_be_a_word(inbound.text):
            return None
        async with self._store.read() as tx:
            wish = await tx.hers.wish(conversation.id)
        if await self._words.fits(wish.word_hash, inbound.text):
            return RIGHT
        return WRONG if danger.level == "none" else None
