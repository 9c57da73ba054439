"""What counsellors should know of the calls: a broken list, nobody came, who was not reached."""

from dataclasses import dataclass, field

from counselling.duty.calling import CallNews
from counselling.faq import Problem


@dataclass(frozen=True)
class DutyNotice:
    """``problems`` keep duty.yml from being used. Neither problems nor news: nothing to say."""

    problems: tuple[Problem, ...] = ()
    news: CallNews = field(default_factory=CallNews)

    @property
    def version(self) -> str:
        """Differs when something else is to be shown; empty while there is nothing."""
        return str(hash(self)) if self != ALL_WELL else ""


ALL_WELL = DutyNotice()
