"""What the server leaves out of Rasa is what Rasa has; tests/conversations shows it not missed."""

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]


def test_everything_that_is_left_out_is_there_in_this_version_of_rasa() -> None:
    assert probe("serve", None) == []
