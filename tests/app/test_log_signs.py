"""Nothing that is logged can look like another entry, or command the terminal that shows it."""

import json
import logging

import pytest
import structlog

from app.log import set_up_logging
from app.settings import Settings

FORGED = [
    "desk.login\n2026-01-01T00:00:00Z [info     ] signed in user=chief",
    "carriage\rreturn",
    "\x1b[2J\x1b[31mred and a cleared screen",
    "\x1b]0;title\x07",
    "\x9b31m",
    "line\u2028and paragraph\u2029ends",
    "\u202egnitirw fo noitcerid",
    "NUL\x00 and bell\x07",
]
MISLEADING = set("\x00\x07\r\x1b\x7f\x9b\u2028\u2029\u202e")


@pytest.mark.parametrize("shape", ["text", "json"])
@pytest.mark.parametrize("value", FORGED)
def test_whatever_a_field_holds_an_entry_is_one_plain_line(
    shape: str, value: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    set_up_logging(Settings(_env_file=None, log_format=shape))
    log = structlog.get_logger("ours")
    log.warning("refused", field=value, **{value[:9]: 1}, deep={"in": [value, (value,)]})
    log.warning(value)
    logging.getLogger(value).error("a library says %s", value)
    structlog.reset_defaults()
    written = capsys.readouterr().err
    assert written.count("\n") == 3
    assert not MISLEADING & set(written)
    if shape == "json":
        assert json.loads(written.splitlines()[0])["field"] == value
