"""Structured logs on standard error. No message text, names, phones or tokens, ever."""

import logging
import sys
import traceback
from pathlib import Path

import structlog

from app.log_signs import plain_signs
from app.settings import Settings

# These write request lines and payloads; httpx, by which python-telegram-bot speaks, writes every
# address, and Telegram's addresses hold the bot's token.
_CHATTY = (
    *("aiohttp.access", "rasa_sdk", "alembic", "aiosqlite", "sqlalchemy.engine"),
    *("httpx", "httpcore", "aiosmtplib", "mail.log"),
)
# python-telegram-bot quotes what it could not read, with a woman's words in it, at the highest
# level there is. What has to be known our connectors say themselves.
_SILENT = ("telegram",)
_FRAMES = 12  # of a traceback, the innermost ones


def set_up_logging(settings: Settings) -> None:
    """JSON lines, or readable text on a terminal; the libraries' own logs go the same way."""
    text = settings.log_format == "text" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(shared, text=text))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    for silent in _SILENT:
        logging.getLogger(silent).setLevel(logging.CRITICAL + 1)


def _where_it_failed(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """An error's kind and place. Its message may quote what a woman wrote, so it stays out."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    elif isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        ]
    event.pop("exc_text", None)
    return event


def _formatter(shared: list[structlog.typing.Processor], *, text: bool) -> logging.Formatter:
    show: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        if text
        else structlog.processors.JSONRenderer()
    )
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _where_it_failed,
            *((plain_signs,) if text else ()),
            show,
        ],
    )
