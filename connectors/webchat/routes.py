"""The web chat's addresses: ``/chat`` and what lies below it."""

import asyncio
import weakref

from aiohttp import web

from connectors.webchat.chat import WebChat
from connectors.webchat.doors import Doors, Full
from connectors.webchat.guard import is_foreign, keep_nowhere, page_policy, protect
from connectors.webchat.http import HttpTwin
from connectors.webchat.page import Page
from connectors.webchat.sending import send
from connectors.webchat.socket import Talk
from connectors.webchat.visits import guess_of, network_address
from connectors.webchat.widget import Widget

_LONGEST_GOODBYE = 2.0  # seconds
_SOON = {"Retry-After": "5"}


def add_routes(app: web.Application, chat: WebChat) -> None:
    """Add the page, the socket and its HTTP twin, and end open lines when the app stops."""
    site, twin = Site(chat), HttpTwin(chat)

    async def end_open_lines(_: web.Application) -> None:
        twin.release()
        await site.close()

    app.router.add_get("/chat", site.page)
    app.router.add_get("/chat/forget", site.forget, allow_head=False)
    app.router.add_get("/chat/socket", site.socket, allow_head=False)
    app.router.add_post("/chat/messages", twin.post)
    app.router.add_get("/chat/messages", twin.get, allow_head=False)
    Widget(site.content, chat.rules.widget_sites).add_routes(app)
    app.on_shutdown.append(end_open_lines)


class Site:
    """The page and its sockets."""

    def __init__(self, chat: WebChat) -> None:
        self._chat = chat
        self.content = Page()
        self._talks: weakref.WeakSet[Talk] = weakref.WeakSet()
        self._doors: Doors[Talk] = Doors(chat.rules.sockets, chat.rules.sockets_of_a_network)

    async def page(self, request: web.Request) -> web.Response:
        """The page in the language her browser asks for; she can change it there."""
        response = send(request, self.content.html[guess_of(request)])
        policy = page_policy(request.host, self.content.policy)
        response.headers["Content-Security-Policy"] = policy
        response.headers["Vary"] = "Accept-Language, Accept-Encoding"
        keep_nowhere(response)
        return response

    async def forget(self, _: web.Request) -> web.Response:
        """Let her browser drop what it keeps: the page for its Back button, a site's widget."""
        response = web.Response(status=204, headers={"Clear-Site-Data": '"cache"'})
        protect(response)
        keep_nowhere(response)
        return response

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """One open chat."""
        if is_foreign(request, self._chat.rules.origins):
            raise web.HTTPForbidden
        network = network_address(request)
        if self._chat.charge_handshake(network):
            raise web.HTTPTooManyRequests(headers=_SOON)
        talk = Talk(self._chat, request)
        try:
            leaving = self._doors.enter(talk, network)
        except Full:
            raise web.HTTPTooManyRequests(headers=_SOON) from None
        if leaving:
            leaving.make_place()
        self._talks.add(talk)
        try:
            return await talk.run()
        finally:
            self._doors.leave(talk, network)
            self._talks.discard(talk)

    async def close(self) -> None:
        """End every open socket; who does not answer soon is left."""
        closing = [asyncio.create_task(talk.close()) for talk in tuple(self._talks)]
        if closing:
            await asyncio.wait(closing, timeout=_LONGEST_GOODBYE)
