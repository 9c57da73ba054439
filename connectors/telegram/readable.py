"""Updates whose shape python-telegram-bot does not know: each is set aside alone.

It reads all updates of an answer or none: by one that it cannot read, every later one would be
held up for ever. And it writes what it could not read to its log, with what women wrote.
"""

import structlog
from telegram import Update
from telegram.request import HTTPXRequest

log = structlog.get_logger(__name__)
Json = dict[str, object]


def read(update: object) -> Update | None:
    """An update as it came; None if its shape is not known."""
    try:
        return Update.de_json(update, None)  # type: ignore[arg-type]  # that is the question
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        log.warning("telegram update not read")
        return None


class NewsRequest(HTTPXRequest):
    """Asks for updates; of one that cannot be read only its number is left, to be confirmed."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """The answer as python-telegram-bot takes it; raises TelegramError."""
        answer: Json = HTTPXRequest.parse_json_payload(payload)
        if isinstance(updates := answer.get("result"), list):
            answer["result"] = [_left_of(update) for update in updates]
        return answer


def _left_of(update: Json) -> Json:
    return update if read(update) else {"update_id": update["update_id"]}
