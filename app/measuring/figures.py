"""The figures that are counted while the work goes on. What is looked up is in standing.py.

No label may name a woman, a ticket, somebody of the staff or any text: each takes its values from
a short list of the code's own words (tests/app/measuring/test_labels.py compares). Names and units
follow https://prometheus.io/docs/practices/naming/.
"""

import time

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
)

# Seconds. The budgets are among them, so that a dashboard need not guess between two buckets:
# a danger reply 0.06 (p95), a reply 0.06 (p50) and 0.12 (p95), with 5,000 entries 0.2, under full
# load 0.1 for danger and 0.5 for the others, and 1.5 for the wait for the assistant.
SECONDS = (0.03, 0.06, 0.1, 0.12, 0.2, 0.5, 1.0, 1.5, 3.0, 10.0)


class Figures:
    """One process's counters, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count_messages()
        self._time_answers()
        self._count_troubles()
        started = self._gauge("started_timestamp_seconds", "When the service was started.")
        started.set(time.time())
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)

    def _count_messages(self) -> None:
        self.messages = self._counter(
            "messages", "Messages stored, hers and those to her.", "channel", "sender"
        )
        self.danger = self._counter("danger", "Her messages in which danger was seen.", "level")
        self.refused = self._counter(
            "messages_refused", "Messages of hers that were not taken, by why.", "channel", "why"
        )
        self.turns = self._counter("turns", "Turns of the assistant.", "decision", "language")
        self.deliveries = self._counter(
            "deliveries", "Messages handed to a channel.", "channel", "result"
        )

    def _time_answers(self) -> None:
        self.accepting = self._histogram(
            "accepting_seconds", "From her message's arrival to its acknowledgement."
        )
        self.danger_replying = self._histogram(
            "danger_reply_seconds", "From her message's arrival to the stored danger reply."
        )
        self.replying = self._histogram(
            "reply_seconds", "From her message's arrival to the assistant's stored answer."
        )
        self.asking = self._histogram(
            "assistant_seconds", "One question to the assistant, by what came of it.", "result"
        )
        self.writing = self._histogram(
            "database_write_seconds", "One write to the database, its wait for a turn included."
        )

    def _count_troubles(self) -> None:
        self.not_saved = self._counter(
            "database_writes_failed", "Writes that the database did not take."
        )
        self.log = self._counter("log", "Warnings and errors in the log.", "level")
        for level in ("warning", "error", "critical"):
            self.log.labels(level)  # from nought, or Prometheus would not see the first one
        self.troubles = self._counter(
            "troubles", "Warnings and errors in the log, by room and kind.", "room", "what", "level"
        )

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(name, meaning, labels, namespace="osso", registry=self.registry)

    def _gauge(self, name: str, meaning: str, *labels: str) -> Gauge:
        return Gauge(name, meaning, labels, namespace="osso", registry=self.registry)

    def _histogram(self, name: str, meaning: str, *labels: str) -> Histogram:
        return Histogram(
            name, meaning, labels, namespace="osso", registry=self.registry, buckets=SECONDS
        )
