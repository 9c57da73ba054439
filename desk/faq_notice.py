"""What everybody at the desk should know of the Q&A files: that they are broken, and where."""

from dataclasses import dataclass
from datetime import UTC, datetime

from counselling.faq import Problem

MOST_SHOWN = 20  # problems; ./osso faq check tells all


@dataclass(frozen=True)
class FaqNotice:
    """``problems`` keep the files from being used; ``untrained``: they are used, not yet learnt.

    ``since`` is aware. Neither of both: there is nothing to say.
    """

    since: datetime
    problems: tuple[Problem, ...] = ()
    untrained: bool = False

    @property
    def shown(self) -> tuple[Problem, ...]:
        """The problems there is room for."""
        return self.problems[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """How many problems are not shown."""
        return len(self.problems) - len(self.shown)

    @property
    def version(self) -> str:
        """Differs when something else is to be shown; empty while there is nothing."""
        said = bool(self.problems) or self.untrained
        return str(hash((self.since, self.problems, self.untrained))) if said else ""


NOTHING = FaqNotice(datetime.min.replace(tzinfo=UTC))
