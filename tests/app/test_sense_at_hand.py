"""The sense may come late, but no message is judged without it."""

import subprocess
import sys
import threading
import time
from collections.abc import Sequence

import pytest

from app.sense_at_hand import SenseAtHand
from counselling.safety import sense as sense_module
from counselling.safety.classifier import load_classifier
from counselling.safety.sense import load_sense
from tests.running import ROOT

DOUBTFUL = "chồng em về là em lại run, em trốn trong nhà tắm"


def test_it_judges_as_if_it_had_been_there_from_the_start() -> None:
    late, early = load_classifier(SenseAtHand()), load_classifier(load_sense())
    assert late.weigh(DOUBTFUL) == early.weigh(DOUBTFUL)


def test_a_doubtful_message_waits_until_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, asked = threading.Event(), []

    class Slow:
        def scores(self, written: str) -> Sequence[float]:
            asked.append(written)
            return (-0.1, -3.0, -3.0)

    def load() -> Slow:
        gate.wait()
        return Slow()

    monkeypatch.setattr(sense_module, "load_sense", load)
    hand = SenseAtHand()
    hand.begin()
    waiting = threading.Thread(target=load_classifier(hand).weigh, args=(DOUBTFUL,))
    waiting.start()
    time.sleep(0.1)
    assert (waiting.is_alive(), asked) == (True, [])
    gate.set()
    waiting.join(5)
    assert len(asked) == 1


def test_it_is_loaded_once_however_many_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[int] = []
    monkeypatch.setattr(sense_module, "load_sense", lambda: loads.append(1))
    hand = SenseAtHand()
    threads = [threading.Thread(target=hand.__bool__) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(loads), bool(hand)) == (1, False)


@pytest.mark.slow
def test_the_start_does_not_wait_for_numpy() -> None:
    look = "import sys, app.commands.up; sys.exit('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, check=False, timeout=60)
    assert done.returncode == 0
