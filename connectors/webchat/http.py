"""The same conversation without a socket: frames in a POST, frames in the answer."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from aiohttp import web

from connectors.webchat import replies
from connectors.webchat.chat import Missed, WebChat
from connectors.webchat.frames import (
    BadFrame,
    Choose,
    ClientFrame,
    ComeBack,
    Erase,
    Hello,
    KeepCode,
    KeepWord,
    Say,
    id_of,
    is_seq,
    parse,
)
from connectors.webchat.guard import is_foreign, keep_nowhere, protect
from connectors.webchat.replies import Frame
from connectors.webchat.sessions import is_token, new_token
from connectors.webchat.visits import Visit, guess_of, network_address
from counselling.conversations import LANGUAGES
from counselling.live import Event, Resync, Typing
from counselling.store.not_saved import NotRead

STATUS = {
    "bad_session": 401,
    "foreign_origin": 403,
    "too_slow": 408,
    "too_large": 413,
    "wrong_media_type": 415,
    "too_long": 422,
    "empty": 422,
    "unknown_choice": 422,
    "bad_word": 422,
    "misread": 422,
    "no_way_back": 422,
    "rate_limited": 429,
    "too_many_tries": 429,
    "not_saved": 503,
}


class HttpTwin:
    """``POST`` and ``GET /chat/messages``."""

    def __init__(self, chat: WebChat) -> None:
        self._chat = chat
        self._waiting: set[asyncio.Queue[Event]] = set()

    async def post(self, request: web.Request) -> web.Response:
        """Take one frame; 201 with a welcome if it began a session."""
        stranger = _stranger(request)
        try:
            frame = await self._frame(request)
            visit = _visit(request, stranger, frame)
            self._charge(visit, id_of(frame))
            frames = await self._act(visit, frame)
        except BadFrame as bad:
            return self._refusal(stranger, bad)
        except NotRead:
            return self._refusal(stranger, BadFrame("not_saved", id_of(frame)))
        began = visit.token == stranger.token
        if began and isinstance(frame, Say | Choose | KeepCode | KeepWord):
            frames.insert(0, replies.welcome(visit.token))
        return _answer(frames, 201 if began else 200)

    async def get(self, request: web.Request) -> web.Response:
        """What happened after message ``after``, waiting up to ``wait`` seconds for news."""
        stranger = _stranger(request)
        try:
            if is_foreign(request, self._chat.rules.origins):
                raise BadFrame("foreign_origin")
            visit = _visit(request, stranger)
            if visit.token == stranger.token:
                raise BadFrame("bad_session")
            after, wait = _number(request, "after"), _number(request, "wait")
            self._charge(visit)
            return _answer(await self._news_after(visit, after, wait))
        except BadFrame as bad:
            return self._refusal(stranger, bad)
        except NotRead:
            return self._refusal(stranger, BadFrame("not_saved"))

    async def _news_after(self, visit: Visit, after: int, wait: float) -> list[Frame]:
        with self._chat.live.subscribe(self._chat.topic(visit)) as events:
            missed = await self._chat.missed(visit, after)
            if wait and not missed.messages and not missed.gone:
                await self._news(events, min(wait, self._chat.rules.longest_wait))
                missed = await self._chat.missed(visit, after)
        return await self._told(visit, missed)

    def release(self) -> None:
        """The server stops: answer everyone who waits."""
        for events in self._waiting:
            events.put_nowait(Resync())

    async def _news(self, events: asyncio.Queue[Event], wait: float) -> None:
        self._waiting.add(events)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    while isinstance(await events.get(), Typing):
                        pass
        finally:
            self._waiting.discard(events)

    async def _frame(self, request: web.Request) -> ClientFrame:
        if is_foreign(request, self._chat.rules.origins):
            raise BadFrame("foreign_origin")
        if request.content_type != "application/json":
            raise BadFrame("wrong_media_type")
        try:
            async with asyncio.timeout(self._chat.rules.greeting):
                body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            raise BadFrame("too_large") from None
        except TimeoutError:
            raise BadFrame("too_slow") from None
        if len(body) > self._chat.rules.frame_limit:
            raise BadFrame("too_large")
        try:
            return parse(body.decode("utf-8"))
        except UnicodeDecodeError:
            raise BadFrame("not_json") from None

    def _charge(self, visit: Visit, frame_id: str | None = None) -> None:
        if self._chat.charge(visit):
            raise BadFrame("rate_limited", frame_id)

    async def _act(self, visit: Visit, frame: ClientFrame) -> list[Frame]:
        match frame:
            case Hello():
                return await self._catch_up(visit, frame.after, greet=True)
            case Erase():
                await self._chat.erase(visit)
                return await self._catch_up(visit.renewed(), 0, greet=True)
            case ComeBack():
                back = await self._chat.way_back.come_back(visit, frame)
                return await self._catch_up(back, 0, greet=True)
            case KeepCode() | KeepWord():
                return [await self._chat.way_back.keep(visit, frame)]
            case Say() | Choose():
                heard = [await self._chat.hear(visit, frame)]
                with suppress(NotRead):  # it is stored, and she must know
                    heard.append(await self._chat.state(visit))
                return heard

    async def _catch_up(self, visit: Visit, after: int, *, greet: bool = False) -> list[Frame]:
        return await self._told(visit, await self._chat.missed(visit, after), greet=greet)

    async def _told(self, visit: Visit, missed: Missed, *, greet: bool = False) -> list[Frame]:
        if missed.gone:
            return await self._catch_up(visit.renewed(), 0, greet=True)
        frames = [replies.welcome(visit.token)] if greet else []
        frames += [replies.message(message) for message in missed.messages]
        return [*frames, await self._chat.state(visit)]

    def _refusal(self, stranger: Visit, bad: BadFrame) -> web.Response:
        frames = [self._chat.refuse(stranger, bad)]
        if bad.code == "bad_session":
            frames.append(replies.welcome(stranger.token))
        return _answer(frames, STATUS.get(bad.code, 400))


def _stranger(request: web.Request) -> Visit:
    named = request.headers.get("X-Chat-Language")
    chosen = next((language for language in LANGUAGES if language == named), None)
    return Visit(new_token(), chosen, guess_of(request), network_address(request))


def _visit(request: web.Request, stranger: Visit, frame: ClientFrame | None = None) -> Visit:
    """Whose request it is; a stranger's if it names no session. Raises BadFrame."""
    claims = set()
    if authorization := request.headers.get("Authorization"):
        scheme, _, token = authorization.partition(" ")
        claims.add(token if scheme.lower() == "bearer" else "")
    visit = stranger
    if isinstance(frame, Hello):
        visit = replace(visit, chosen=frame.language or visit.chosen)
        claims |= {frame.session} if frame.session is not None else set()
    if not claims:
        return visit
    token = claims.pop()
    if claims or not is_token(token):
        raise BadFrame("bad_session", id_of(frame))
    return replace(visit, token=token)


def _number(request: web.Request, name: str) -> int:
    text = request.query.get(name, "0")
    if not (text.isascii() and text.isdigit() and is_seq(number := int(text[:17]))):
        raise BadFrame("bad_frame")
    return number


def _answer(frames: list[Frame], status: int = 200) -> web.Response:
    response = web.json_response({"frames": frames}, status=status)
    protect(response)
    keep_nowhere(response)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    elif status in {429, 503}:
        response.headers["Retry-After"] = "2"
    return response
