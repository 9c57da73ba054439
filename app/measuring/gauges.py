"""What is looked up each time the monitoring asks, as metrics."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from app.rasa.supervisor import State
from counselling.duty.page import PageState
from counselling.store.standing import Standing, Waiting
from counselling.tickets.ticket import Priority
from desk.status import Status

Key = TypeVar("Key", bound=tuple[str, ...])


def registry_of(sounding: Status) -> CollectorRegistry:
    """One sounding's metrics, for ``generate_latest``."""
    registry = CollectorRegistry()
    registry.register(_Sounded(sounding))
    return registry


class _Sounded(Collector):
    def __init__(self, sounding: Status) -> None:
        self._sounding = sounding

    def collect(self) -> Iterable[Metric]:
        """All of them."""
        yield from _service(self._sounding)
        yield from _keeping(self._sounding)
        if self._sounding.standing:
            yield from _work(self._sounding.standing, self._sounding)


def _service(told: Status) -> Iterable[Metric]:
    yield _one("ready", "1 if messages are safely accepted.", told.ready)
    answers = told.standing is not None
    yield _one("database_up", "1 if the database answers.", answers)
    states = {(state.value,): float(state.value == told.assistant) for state in State}
    yield _some("assistant_state", "1 for the state that Rasa is in.", ("state",), states)
    yield _some("model_info", "The model that answers.", ("model",), {(told.model,): 1.0})
    yield _some("faq_info", "How the Q&A files stand.", ("state",), {(told.faq,): 1.0})


def _keeping(told: Status) -> Iterable[Metric]:
    yield _one("backups_daily", "1 if the service makes a backup every day.", told.daily)
    made = told.backup_at.timestamp() if told.backup_at else 0.0
    yield _one("backup_timestamp_seconds", "When the newest backup was made; 0: none.", made)
    stale = "Copies of the keys that still hold those of erased conversations."
    yield _one("key_copies_stale", stale, told.stale_keys)
    free = {(place,): float(disk.free) for place, disk in told.disks.items()}
    yield _some("disk_free_bytes", "Free bytes of the disk.", ("place",), free)
    size = {(place,): float(disk.total) for place, disk in told.disks.items()}
    yield _some("disk_size_bytes", "All bytes of the disk.", ("place",), size)


def _work(standing: Standing, told: Status) -> Iterable[Metric]:
    tickets = {one.value: standing.tickets.get(one.value, Waiting()) for one in Priority}
    yield from _waiting("queue", "Tickets that nobody has taken", "priority", tickets, told)
    yield _one("tickets_held", "Tickets that somebody has.", standing.held)
    yield _one("turns_waiting", "Messages whose answer is due.", standing.turns.count)
    oldest = standing.turns.seconds(told.at)
    yield _one("turns_oldest_seconds", "How long the oldest of them has waited.", oldest)
    going = standing.outgoing
    yield from _waiting("outbox", "Messages on their way to her", "channel", going, told)
    failed = {key: float(count) for key, count in standing.undelivered.items()}
    lost = "Messages that did not reach her and are not tried again."
    yield _some("undelivered", lost, ("channel", "state"), failed)
    pages = {(state.value,): float(standing.pages.get(state.value, 0)) for state in PageState}
    yield _some("pages", "Calls to who is on duty in the last day.", ("state",), pages)
    why = {(reason,): float(count) for reason, count in told.calls.items()}
    alone = "Emergencies for which everybody was called in vain, or nobody could be."
    yield _some("emergencies_unanswered", alone, ("why",), why)
    yield _one("people_unreached", "People on duty whose last call failed.", told.unreached)


def _waiting(
    name: str, meaning: str, label: str, found: Mapping[str, Waiting], told: Status
) -> Iterable[Metric]:
    depth = {(key,): float(one.count) for key, one in found.items()}
    yield _some(f"{name}_depth", f"{meaning}.", (label,), depth)
    age = {(key,): one.seconds(told.at) for key, one in found.items()}
    yield _some(f"{name}_oldest_seconds", f"{meaning}: age of the oldest.", (label,), age)


def _one(name: str, meaning: str, value: float) -> Metric:
    return _some(name, meaning, (), {(): float(value)})


def _some(name: str, meaning: str, labels: tuple[str, ...], values: Mapping[Key, float]) -> Metric:
    family = GaugeMetricFamily(f"osso_{name}", meaning, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family
