"""How the service stands, for the status page: numbers and states, nothing of any woman."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from counselling.store.standing import Standing, Waiting
from counselling.tickets.ticket import Priority

LATE = timedelta(minutes=5).total_seconds()  # a message that waits for longer is looked at
BACKUP_DUE = timedelta(hours=36)  # made daily, so one was left out
LITTLE, NEARLY_NONE = 0.1, 1e9  # of a disk: a tenth; bytes


class Level(StrEnum):
    """Whether somebody must do something."""

    WELL = "well"
    LOOK = "look"
    NOW = "now"


@dataclass(frozen=True)
class Disk:
    """Bytes of the disk that holds a folder."""

    free: int
    total: int


@dataclass(frozen=True)
class Trouble:
    """One kind of warning or error: ``room`` of the code, what, how often, and when last."""

    room: str
    what: str
    level: str
    times: int
    last: datetime


@dataclass(frozen=True)
class Status:
    """How it stands at ``at``.

    ``standing``: None where the database does not answer. ``channels``: the names of those that
    run. ``backup_at``: of the newest one; ``daily``: whether the service makes them.
    ``stale_keys``: copies of the keys that still hold erased ones. ``disks``: by place, data and
    backups. ``calls``: emergencies for which everybody was called in vain (in_vain), and for which
    nobody could be (nobody); ``unreached``: people whose last page failed.
    """

    at: datetime
    since: datetime
    ready: bool
    assistant: str
    model: str
    faq: str
    standing: Standing | None
    channels: Sequence[str]
    daily: bool
    backup_at: datetime | None
    stale_keys: int
    disks: Mapping[str, Disk] = field(default_factory=dict)
    calls: Mapping[str, int] = field(default_factory=dict)
    unreached: int = 0
    troubles: Sequence[Trouble] = ()

    @property
    def service(self) -> Level:
        """Whether messages are safely accepted."""
        return Level.WELL if self.ready and self.standing else Level.NOW

    @property
    def help(self) -> Level:
        """Whether emergencies are heard."""
        if sum(self.calls.values()) or self.tickets(Priority.EMERGENCY).count:
            return Level.NOW
        return Level.LOOK if self.unreached else Level.WELL

    @property
    def answers(self) -> Level:
        """Whether the assistant answers, with the newest files."""
        late = self.standing and self.standing.turns.seconds(self.at) > LATE
        well = self.assistant == "ready" and self.faq in {"ok", "training"} and not late
        return Level.WELL if well else Level.LOOK

    @property
    def backups(self) -> Level:
        """Whether there is one to come back from, and none that holds what was erased."""
        fresh = self.backup_at is not None and self.at - self.backup_at < BACKUP_DUE
        return Level.WELL if fresh and self.daily and not self.stale_keys else Level.LOOK

    def channel(self, name: str) -> Level:
        """Whether messages go out there."""
        return Level.LOOK if self.outgoing(name).seconds(self.at) > LATE else Level.WELL

    def disk(self, place: str) -> Level:
        """Whether there is room."""
        disk = self.disks[place]
        if disk.free < NEARLY_NONE:
            return Level.NOW
        return Level.LOOK if disk.free < LITTLE * disk.total else Level.WELL

    def tickets(self, priority: str) -> Waiting:
        """Those nobody has taken."""
        return self.standing.tickets.get(priority, Waiting()) if self.standing else Waiting()

    def outgoing(self, channel: str) -> Waiting:
        """What is on its way there."""
        return self.standing.outgoing.get(channel, Waiting()) if self.standing else Waiting()

    def undelivered(self, channel: str, state: str) -> int:
        """What did not arrive there and is not tried again."""
        return self.standing.undelivered.get((channel, state), 0) if self.standing else 0
