"""Warnings and errors are counted by kind, and a kind is nothing but a fixed text of the code."""

import ast
import logging
from collections.abc import Iterator
from pathlib import Path

import structlog

from app.log import set_up_logging
from app.measuring.figures import Figures
from app.measuring.troubles import OURS, Troubles
from app.settings import Settings
from desk.status import Trouble
from tests.running import ROOT

WARNS = {"warning", "error", "exception", "critical"}


def logged_otherwise(file: Path) -> Iterator[str]:
    """The places of ``file`` that log something else than a fixed text."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="log"), attr=verb), args=[first, *_]
            ) if verb in WARNS and not (
                isinstance(first, ast.Constant) and isinstance(first.value, str)
            ):
                yield f"{file.relative_to(ROOT)}:{node.lineno}"


def test_whatever_our_code_warns_of_is_a_fixed_text() -> None:
    files = [file for room in OURS for file in (ROOT / room).rglob("*.py")]
    assert len(files) > 300
    assert [place for file in files for place in logged_otherwise(file)] == []


def test_kinds_are_counted_with_their_last_time_and_without_what_stands_beside() -> None:
    before = logging.getLogger().handlers
    set_up_logging(Settings(_env_file=None, log_format="json"))
    troubles = Troubles(Figures())
    logging.getLogger().addHandler(troubles)
    try:
        ours = structlog.get_logger("counselling.outbox")
        for name in ("Hạnh", "Lan"):
            ours.warning("delivery failed", conversation=name)
        ours.info("all is well")
        logging.getLogger("aiohttp.server").error("cannot read %r", "tên em là Hạnh")
    finally:
        logging.getLogger().handlers = before
    library, delivery = troubles.latest()
    assert (library.room, library.what, library.times) == ("aiohttp.server", "(a library)", 1)
    assert (delivery.room, delivery.what, delivery.level, delivery.times) == (
        *("counselling.outbox", "delivery failed", "warning"),
        2,
    )
    assert set(Trouble.__dataclass_fields__) == {"room", "what", "level", "times", "last"}
