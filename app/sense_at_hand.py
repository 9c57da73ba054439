"""The classifier's sense, loaded aside: the service need not wait for it, a doubtful message does.

numpy and the network take a third of a second to load. Messages in which the words leave no doubt
are judged without the sense anyway; the first one in doubt waits until it is there. So no message
is ever judged by less than it would be later.
"""

import threading
from collections.abc import Sequence

from counselling.safety.classifier import Sense
from counselling.safety.remembered import Remembered


class SenseAtHand:
    """A Sense that is loaded once, when first asked or told to begin."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_loaded = False
        self._sense: Sense | None = None

    def __bool__(self) -> bool:
        """Whether there is a sense; waits for it."""
        return self._loaded() is not None

    def begin(self) -> None:
        """Load it in a thread; returns at once."""
        threading.Thread(target=self._loaded, name="sense", daemon=True).start()

    def scores(self, written: str) -> Sequence[float]:
        """The logarithms of the levels' chances; only where there is a sense."""
        sense = self._loaded()
        if sense is None:
            raise RuntimeError("there is no sense to ask")
        return sense.scores(written)

    def _loaded(self) -> Sense | None:
        with self._lock:
            if not self._is_loaded:
                from counselling.safety.sense import load_sense  # noqa: PLC0415  # brings numpy

                sense = load_sense()
                self._sense = Remembered(sense) if sense else None
                self._is_loaded = True
            return self._sense
