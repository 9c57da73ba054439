"""A clock that the demo sets: a month is lived through in a minute."""

from datetime import datetime, timedelta


class SetClock:
    """Tells the time it was set to; every look is a moment later: all keeps its order."""

    def __init__(self, at: datetime, now: datetime) -> None:
        """``at``: where it begins; ``now``: the real time."""
        self.at = at
        self.now = now

    def __call__(self) -> datetime:
        """The time now."""
        self.at += timedelta(milliseconds=20)
        return self.at

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        self.at += timedelta(minutes=minutes)
