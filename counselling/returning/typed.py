"""A return code typed into a chat that has no form for it: read, tried, and never kept as text."""

import re
from dataclasses import dataclass, field

from counselling.channels import Inbound
from counselling.returning.awaiting import AWAITING_CODE
from counselling.returning.codes import COUNTRY, Misread, digits_of
from counselling.returning.returning import NoWayBack, Returning, TooManyTries
from counselling.store.recent import Recent
from counselling.store.store import Store

TRIES, WITHIN = 5, 3600.0
"""Wrong codes of one chat, and the seconds after the last of them until they are forgotten."""
_CODE_AND_WORD = re.compile(
    r"\s*([+\d(][\d\s.()/\u2010-\u2015-]{10,}\d)(?:[\s,;:]+(.*))?", re.DOTALL
)
_FEWEST_DIGITS = 12


@dataclass(frozen=True)
class Typed:
    """What she typed."""

    code: str = field(repr=False)
    word: str = field(repr=False)


class TypedCodes:
    """Finds codes in what she writes and comes back with them, within the same chat."""

    def __init__(self, store: Store, returning: Returning) -> None:
        self._store = store
        self._returning = returning
        self._wrong: Recent[int] = Recent(10_000, WITHIN)

    async def of(self, inbound: Inbound) -> Typed | None:
        """The code in this message. Use it inside ``finish``.

        Unasked only with +83 before it, which no telephone number has; when she has tapped that
        she has one, also without.
        """
        found = _CODE_AND_WORD.fullmatch(inbound.text)
        if inbound.page or not found:
            return None
        plain = re.sub(r"\D", "", found[1])
        if len(plain) < _FEWEST_DIGITS:
            return None
        marked = plain.removeprefix("00").startswith(COUNTRY) and len(plain) > _FEWEST_DIGITS
        if marked or await self._is_awaited(inbound):
            return Typed(found[1], (found[2] or "").strip())
        return None

    async def come_back(self, inbound: Inbound, typed: Typed) -> str:
        """Join the code's conversation to this chat; the line that says what came of it."""
        here = inbound.address
        wrong = self._wrong.get(here) or 0
        if wrong >= TRIES:
            return "back_too_many"
        try:
            digits_of(typed.code)
            await self._returning.come_back(
                typed.code, typed.word, channel=inbound.channel, here=here, to=here
            )
        except Misread:
            return "back_misread"
        except NoWayBack:
            self._wrong.put(here, wrong + 1)
            return "back_not_found"
        except TooManyTries:
            return "back_too_many"
        self._wrong.drop(here)
        return "back_opened"

    async def _is_awaited(self, inbound: Inbound) -> bool:
        async with self._store.read() as tx:
            conversation = await tx.conversations.at(inbound.channel, inbound.address)
            return conversation is not None and conversation.awaiting == AWAITING_CODE
