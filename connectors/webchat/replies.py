"""What the server sends: one function a frame type, plain dictionaries ready for JSON."""

from typing import Any

from counselling.conversations import ChatState, Message, Sender
from counselling.returning.returning import Kept

Frame = dict[str, Any]

SERVER_FRAMES = ("welcome", "ack", "message", "typing", "state", "code", "error")


def welcome(session: str) -> Frame:
    """The session that is now hers."""
    return {"type": "welcome", "session": session}


def ack(frame_id: str, seq: int) -> Frame:
    """Her message is stored as number ``seq``."""
    return {"type": "ack", "id": frame_id, "seq": seq}


def message(said: Message) -> Frame:
    """One line of the conversation."""
    return {
        "type": "message",
        "seq": said.seq,
        "from": said.sender.value,
        "text": said.text,
        "choices": [{"id": choice.id, "label": choice.label} for choice in said.choices],
        "faq": said.faq,
        "at": said.at.isoformat(),
    }


def typing(sender: Sender) -> Frame:
    """Somebody is writing to her."""
    return {"type": "typing", "from": sender.value}


def state(now: ChatState) -> Frame:
    """Who has the conversation, and her ticket's code."""
    return {"type": "state", "handler": now.handler.value, "ticket": now.ticket}


def code(shown: str | None, kept: Kept) -> Frame:
    """What she has to come back with. ``code`` itself is told once, when it is new."""
    return {"type": "code", "code": shown, "kept": kept.code, "word": kept.word}


def error(code: str, text: str, frame_id: str | None = None) -> Frame:
    """What was refused; ``id`` names her frame, so that the page can mark and keep it."""
    frame: Frame = {"type": "error", "code": code, "text": text}
    if frame_id is not None:
        frame["id"] = frame_id
    return frame
