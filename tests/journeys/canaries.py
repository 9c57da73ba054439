"""Things that must be seen nowhere, planted in every kind of input of a running office."""

import base64
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession, WSMsgType

from app.book import Book
from app.office import build_office
from app.secret_key import FILE_NAME
from counselling.attachments.attachment import Arrival
from language.normalise import fold
from tests.counselling.cast import FakeAssistant
from tests.desk.visitor import Visitor
from tests.journeys.her_chat import HerChat
from tests.running import ROOT, RunningService

# Each as nobody else would write it. The phone number stands as she types it, and as its digits.
CANARIES = {
    "message, Vietnamese": "ThịChuồnỚtMột",
    "message, phone": "0987012345",
    "message, Korean": "고추잠자리둘",
    "message in danger": "ThịChuồnỚtBa",
    "message too long": "ThịChuồnỚtBốn",
    "choice": "canary-choice-5",
    "frame of an unknown kind": "canary-frame-6",
    "false session": "canary-session-7",
    "code word": "chuồn chuồn ớt tám",
    "false code": "chuồn chuồn chín",
    "wrong word": "chuồn chuồn mười",
    "name of an upload": "giấykhaisinhThịMườiMột.txt",
    "login": "canary.login.12",
    "password": "canary password 13",
    "reply of the counsellor": "BướmBướmMườiBốn",
    "internal note": "BướmBướmMườiLăm",
    "draft": "BướmBướmMườiSáu",
    "case record": "BướmBướmMườiBảy",
    "safety assessment": "BướmBướmMườiTám",
    "referral": "BướmBướmMườiChín",
    "query of the chat": "canary-query-20",
    "query of the desk": "canary-query-21",
    "path": "canary-path-22",
    "browser": "canary-browser-23",
    "cookie": "canary-cookie-24",
    "body that is no JSON": "canary-body-25",
}


@dataclass
class Planted:
    """What was made on the way and must be seen nowhere either, and where browsers were sent."""

    secrets: dict[str, str] = field(default_factory=dict)
    code: str = ""
    led_to: list[str] = field(default_factory=list)

    def spellings(self) -> dict[bytes, str]:
        """Each as written, without marks, in JSON's escapes, in an address and in UTF-16."""
        found: dict[bytes, str] = {}
        for name, one in (CANARIES | self.secrets).items():
            for form in {one, fold(one)}:
                escaped = json.dumps(form)[1:-1].encode()
                for raw in (form.encode(), escaped, form.encode("utf-16-le")):
                    found[raw] = name
                found["".join(f"%{byte:02X}" for byte in form.encode()).encode()] = name
        return found


async def she_writes(chat: HerChat, planted: Planted) -> None:
    """Everything a browser can send by the socket, right and wrong."""
    say = CANARIES
    await chat.says(f"chồng đang đánh em {say['message in danger']}, cứu em với")
    await chat.taps("person")
    while "consent.yes" not in str(await chat.is_answered()):
        """The danger reply comes first."""
    await chat.taps("consent.yes")
    planted.code = str((await chat.until("state", handler="waiting"))["ticket"])
    await chat.says(f"em tên {say['message, Vietnamese']}, số {say['message, phone']}")
    await chat.says(say["message, Korean"])
    for frame in (
        {"type": "message", "id": "long", "text": say["message too long"] * 400},
        {"type": "choice", "id": "odd", "choice": say["choice"]},
        {"type": say["frame of an unknown kind"], "text": say["frame of an unknown kind"]},
        {"type": "word", "word": say["code word"]},
        {"type": "code", "do": "take"},
    ):
        await chat.line.send_json(frame)
    planted.secrets["return code"] = str((await chat.until("code", kept=True))["code"])
    welcome = next(frame for frame in chat.seen if frame["type"] == "welcome")
    planted.secrets["session"] = str(welcome["session"])


async def somebody_guesses(service: RunningService, planted: Planted) -> None:
    """False sessions, codes and words, odd addresses, headers and bodies, and a sign-in."""
    url, say = service.url, CANARIES
    headers = {"Origin": url, "User-Agent": say["browser"], "Cookie": f"desk={say['cookie']}"}
    async with ClientSession(headers=headers) as http:
        async with http.ws_connect(f"{url}/chat/socket") as line:
            hello = {"type": "hello", "session": say["false session"], "after": 0}
            await line.send_json(hello)
            await line.send_json({"type": "return", "code": say["false code"], "word": "x"})
            code = planted.secrets["return code"]
            await line.send_json({"type": "return", "code": code, "word": say["wrong word"]})
            while (frame := await line.receive(10)).type is WSMsgType.TEXT:
                if json.loads(frame.data).get("code") == "no_way_back":
                    break
        for path in (
            f"/chat?q={say['query of the chat']}",
            f"/desk?show={say['query of the desk']}",
            f"/{say['path']}",
            f"/desk/tickets/{say['path']}",
        ):
            async with http.get(url + path, allow_redirects=False) as answer:
                await answer.read()
        as_json = {"Content-Type": "application/json"}
        body = "{" + say["body that is no JSON"]
        async with http.post(f"{url}/chat/messages", data=body, headers=as_json) as answer:
            await answer.read()
        form = {"login": say["login"], "password": say["password"]}
        async with http.post(f"{url}/desk/login", data=form, allow_redirects=False) as answer:
            planted.led_to.append(answer.headers.get("Location", ""))


async def a_counsellor_works(desk: Visitor, data: Path, planted: Planted) -> None:
    """A reply, a note, a draft, a case, a referral, and a look at what she sent."""
    ticket, say = f"/desk/tickets/{planted.code}", CANARIES
    planted.secrets["desk session"] = desk.session or ""
    planted.secrets["form secret"] = desk.csrf
    until = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    referral = {
        "agency": "legal-aid-centre", "need": "legal", "purpose": say["referral"],
        "urgency": "normal", "valid_until": until, "way": "chat", "change": "",
        "id": uuid.uuid4().hex, "step": "ask", "sure": "1",
        "share_name": "1", "text_name": say["referral"],
    }  # fmt: skip
    for path, fields in (
        ("/claim", {}),
        ("/reply", {"id": "1", "text": say["reply of the counsellor"]}),
        ("/notes", {"id": "n" * 32, "note": say["internal note"]}),
        ("/draft", {"text": say["draft"]}),
        ("/case/record", {"base": "0", "summary": say["case record"]}),
        ("/case/safety", {"base": "0", "now": "yes", "note": say["safety assessment"]}),
        ("/referrals", referral),
    ):
        answer = await desk.post(ticket + path, **fields)
        assert answer.status < 400, (path, answer.status)
        planted.led_to.append(answer.headers.get("Location", ""))
    seq = await _she_sends_a_file(data, planted.code)
    page = (await desk.get(ticket)).text
    for name in ("message, Vietnamese", "name of an upload", "internal note", "draft"):
        assert say[name] in page, f"{name}: it was never planted"
    await desk.get(f"{ticket}/attachments/{seq}")


async def _she_sends_a_file(data: Path, code: str) -> int:
    """As a channel with an upload would hand it in; the web chat has none. Its message's number."""
    office = build_office(
        database=f"sqlite+aiosqlite:///{data / 'osso.sqlite3'}",
        secret=base64.b64decode((data / FILE_NAME).read_text()),
        book=Book(ROOT / "faq"),
        assistant=FakeAssistant(),
    )
    async with office.store.read() as tx:
        ticket = await tx.tickets.by_code(code)
        conversation = ticket and await tx.conversations.get(ticket.conversation_id)
    assert conversation
    arrival = Arrival(
        conversation.channel, conversation.address, "file-1", name=CANARIES["name of an upload"]
    )
    receipt = await office.attachments.receive(arrival, b"plain text, and nothing else\n")
    await office.store.close()
    return receipt.seq
