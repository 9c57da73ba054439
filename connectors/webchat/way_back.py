"""Codes, code words and coming back, as the socket and its HTTP twin ask for them."""

from dataclasses import replace

from connectors.webchat import replies
from connectors.webchat.frames import BadFrame, ComeBack, KeepCode, KeepWord
from connectors.webchat.replies import Frame
from connectors.webchat.rules import CHANNEL, Rules
from connectors.webchat.sessions import address_of, new_token
from connectors.webchat.visits import Visit
from counselling.buckets import Buckets
from counselling.returning.returning import BadWord, Misread, NoWayBack, Returning, TooManyTries
from counselling.store.not_saved import NotSaved


class WayBack:
    """Counts tries for each session and network; the budget of all together is Returning's."""

    def __init__(self, returning: Returning, rules: Rules) -> None:
        self._returning = returning
        self._tries = (rules.return_session_rate.buckets(), rules.return_network_rate.buckets())
        self._words = (rules.word_session_rate.buckets(), rules.word_network_rate.buckets())

    async def keep(self, visit: Visit, frame: KeepCode | KeepWord) -> Frame:
        """Give, drop or set what she asks for; raises BadFrame."""
        code = None
        try:
            if isinstance(frame, KeepWord):
                _take(self._words, visit)
                await self._returning.set_word(CHANNEL, visit.address, frame.word)
            elif frame.do == "take":
                code = await self._returning.take_code(CHANNEL, visit.address)
            elif frame.do == "drop":
                await self._returning.drop_code(CHANNEL, visit.address)
        except BadWord:
            raise BadFrame("bad_word") from None
        except NotSaved as error:
            raise BadFrame("not_saved") from error
        return replies.code(code, await self._returning.kept(CHANNEL, visit.address))

    async def come_back(self, visit: Visit, frame: ComeBack) -> Visit:
        """Her screen with the session that has her conversation now; raises BadFrame."""
        _take(self._tries, visit)
        token = new_token()
        try:
            await self._returning.come_back(
                frame.code, frame.word, channel=CHANNEL, here=visit.address, to=address_of(token)
            )
        except NoWayBack:
            raise BadFrame("no_way_back") from None
        except TooManyTries:
            raise BadFrame("too_many_tries") from None
        except Misread:
            self._give_back(visit)
            raise BadFrame("misread") from None
        except NotSaved as error:
            raise BadFrame("not_saved") from error
        self._give_back(visit)
        return replace(visit, token=token)

    def _give_back(self, visit: Visit) -> None:
        """A slip of the finger and a right code are no tries."""
        for buckets, key in zip(self._tries, (visit.address, visit.network), strict=True):
            if key:
                buckets.give_back(key)


def _take(limits: tuple[Buckets, Buckets], visit: Visit) -> None:
    per_session, per_network = limits
    if per_session.take(visit.address) or (visit.network and per_network.take(visit.network)):
        raise BadFrame("too_many_tries")
