"""A message as Telegram's HTML: https://core.telegram.org/bots/api#html-style."""

from html import escape

from counselling.conversations import Message


def parts_as_html(message: Message, parts: list[str]) -> list[str]:
    """Each part of the message's text as HTML; where an answer comes from is set in italics."""
    texts = [escape(part, quote=False) for part in parts]
    if message.faq and texts:
        texts[-1] = _quiet_origin(texts[-1])
    return texts


def _quiet_origin(text: str) -> str:
    """The last paragraph of an answer is its sources, date and note (FaqSet.with_origin)."""
    said, seam, origin = text.rpartition("\n\n")
    return f"{said}{seam}<i>{origin}</i>" if seam else text
