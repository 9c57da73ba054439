"""The office's page on Messenger: the way out, the way in, and what runs beside them.

Limits: quick replies https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies,
rates .../messenger-platform/overview/rate-limiting, windows .../messenger-platform/policy/policy-overview.
"""

import hashlib
import hmac
from collections.abc import AsyncGenerator, Sequence
from datetime import timedelta
from functools import partial

import structlog
from aiohttp import web

from connectors.messaging.addresses import Addresses
from connectors.messaging.arrivals import Arrival, Delivery, Tapped
from connectors.messaging.asking import until_done
from connectors.messaging.buttons import button_data
from connectors.messaging.handing_in import COMMANDS
from connectors.messaging.intake import Intake
from connectors.messaging.pace import Pace
from connectors.messaging.platform import Platform
from connectors.messaging.sending import PartByPart
from connectors.messaging.splitting import split
from connectors.messaging.typing import ShowTyping
from connectors.messaging.webhook import Webhook, same
from connectors.messenger.events import Elsewhere, read
from connectors.messenger.graph import OURS, Graph
from counselling.attachments.receiving import AttachmentReception
from counselling.channels import DeliveryError
from counselling.conversations import Language, Message, Sender
from counselling.limits import Limits
from counselling.live import Live
from counselling.reception import Reception

CHANNEL = "messenger"
PATH = "/messenger"
LONGEST = 1990  # UTF-16 units; the documentation says 2,000 characters, Salesforce measured 1,994
MOST_QUICK_REPLIES, LONGEST_TITLE = 13, 20
IN_A_CHAT, OVERALL = 0.5, 1 / 100  # seconds; 300 a second are allowed, "too many" in a thread not
DAY = timedelta(days=1)
LOCALES: tuple[tuple[str, Language], ...] = (
    ("default", "vi"), ("vi_VN", "vi"), ("en_US", "en"), ("en_GB", "en"), ("ko_KR", "ko"),
)  # fmt: skip
log = structlog.get_logger(__name__)


class MessengerChannel(PartByPart):
    """Sends texts. ``human_agent``: Meta lets counsellors answer for seven days."""

    def __init__(
        self, graph: Graph, pace: Pace, addresses: Addresses, *, human_agent: bool
    ) -> None:
        super().__init__(CHANNEL, pace, addresses)
        self._graph = graph
        self._human_agent = human_agent
        self.limits = Limits(
            window=DAY, staff_window=7 * DAY if human_agent else None, numbered=True,
            longest=LONGEST, page_reads=True,
        )  # fmt: skip

    def parts(self, message: Message) -> Sequence[str]:
        """The text cut where it must be."""
        return split(message.text, LONGEST)

    async def send_part(self, chat: str, message: Message, text: str, *, last: bool) -> str:
        """Send one part; its name. Raises DeliveryError."""
        body: dict[str, object] = {"text": text, "metadata": OURS}
        if last and message.choices:
            body["quick_replies"] = [
                {
                    "content_type": "text",
                    "title": _title(c.label),
                    "payload": button_data(message, n),
                }
                for n, c in enumerate(message.choices[:MOST_QUICK_REPLIES])
            ]
        how = {"messaging_type": "RESPONSE"}
        if self._human_agent and message.sender is Sender.COUNSELLOR:
            how = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        return await self._graph.send(chat, {**how, "message": body})


class MessengerHabits:
    """What Messenger can do besides. Nothing there is in passing: a notice stays in the chat."""

    def __init__(self, graph: Graph, reception: Reception, addresses: Addresses) -> None:
        self._graph = graph
        self._reception = reception
        self._addresses = addresses

    def content(self, file: str) -> AsyncGenerator[bytes]:
        """The bytes at the address that came with the message; raises NotFetched."""
        return self._graph.calls.content(file)

    async def tell(self, chat: str, notice: str) -> None:
        """Say it in the chat."""
        try:
            await self._graph.say(chat, notice)
        except DeliveryError as error:
            log.warning("messenger notice not sent", error=str(error))

    async def answer_tap(self, tapped: Tapped, notice: str | None) -> None:
        """A tap is a message of hers there: nothing waits for an answer."""
        if notice:
            await self.tell(tapped.chat, notice)

    async def take_apart(self, arrival: Arrival) -> None:
        """Somebody answers her in the page's inbox, or stopped to."""
        if isinstance(arrival, Elsewhere):
            address = self._addresses.seal(arrival.chat)
            await self._reception.answered_elsewhere(CHANNEL, address, staff=arrival.staff)


class MessengerWebhook(Webhook):
    """Signed calls: https://developers.facebook.com/docs/messenger-platform/webhooks."""

    def __init__(self, intake: Intake, secret: bytes, app_secret: str, verify_token: str) -> None:
        super().__init__(intake, secret)
        self._app_secret = app_secret.encode()
        self._verify_token = verify_token
        self.path = PATH  # typed by hand into Meta's form; the signature is what protects it

    async def verify(self, request: web.Request) -> web.Response:
        """Meta asks once whether this address is the office's."""
        asked = request.query
        right = same(asked.get("hub.verify_token", ""), self._verify_token)
        if asked.get("hub.mode") != "subscribe" or not right:
            return web.Response(status=404)
        return web.Response(text=asked.get("hub.challenge", "")[:200])

    def is_theirs(self, request: web.Request, body: bytes) -> bool:
        """Signed over the body as it came: unescaping anything first breaks it."""
        signed = hmac.new(self._app_secret, body, hashlib.sha256).hexdigest()
        return same(request.headers.get("X-Hub-Signature-256", ""), f"sha256={signed}")

    def read(self, body: bytes) -> Sequence[Delivery]:
        """What the body brings."""
        return read(body)


class Messenger(Platform):
    """One page."""

    def __init__(
        self, graph: Graph, secret: bytes, app_secret: str, verify_token: str, *, human_agent: bool
    ) -> None:
        super().__init__(CHANNEL, secret, Pace(in_a_chat=IN_A_CHAT, overall=OVERALL))
        self._graph = graph
        self._app_secret = app_secret
        self._verify_token = verify_token
        self._human_agent = human_agent

    def channel(self, _live: Live, /) -> MessengerChannel:
        """The way out."""
        agent = self._human_agent
        return MessengerChannel(self._graph, self.pace, self.addresses, human_agent=agent)

    def start(
        self,
        reception: Reception,
        attachments: AttachmentReception,
        live: Live,
        app: web.Application,
    ) -> None:
        """Open the way in; ``app`` must not serve yet."""
        habits = MessengerHabits(self._graph, reception, self.addresses)
        intake = self.intake(habits, reception, attachments)
        webhook = MessengerWebhook(intake, self.secret, self._app_secret, self._verify_token)
        app.router.add_get(webhook.path, webhook.verify)
        app.router.add_post(webhook.path, webhook.receive)
        offer = partial(self._graph.set_profile, profile(reception))
        self.begin(until_done(CHANNEL, "greeting and menu", offer, (DeliveryError,)))
        typing = partial(self._graph.send, what={"sender_action": "typing_on"})
        self.begin(ShowTyping(CHANNEL, live, self.addresses, typing, 10.0).run())

    async def let_go(self) -> None:
        """Let go of the line."""
        await self._graph.calls.close()


def profile(reception: Reception) -> dict[str, object]:
    """Greeting (160 characters), first button and menu (30 each) in three languages.

    https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api
    """
    return {
        "get_started": {"payload": COMMANDS["start"]},
        "greeting": [
            {"locale": locale, "text": reception.say("greeting_messenger", language)}
            for locale, language in LOCALES
        ],
        "persistent_menu": [
            {
                "locale": locale,
                "composer_input_disabled": False,
                "call_to_actions": [
                    {"type": "postback", "payload": choice,
                     "title": reception.say(f"choice_{choice}", language)}
                    for choice in COMMANDS.values()
                ],
            }
            for locale, language in LOCALES
        ],
    }  # fmt: skip


def _title(label: str) -> str:
    """What a quick reply shows; the whole label stands numbered in the text above it."""
    return label if len(label) <= LONGEST_TITLE else f"{label[: LONGEST_TITLE - 1].rstrip()}…"
