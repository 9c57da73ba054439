"""Who is on duty, in the order in which they are called."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from counselling.conversations import Language
from counselling.duty.hours import Shift

WAYS = ("telegram", "email")


@dataclass(frozen=True)
class DutyPerson:
    """One of the staff. ``shifts`` empty: always on duty. An empty address is none."""

    id: str
    name: str
    language: Language
    email: str = ""
    telegram: str = ""
    shifts: tuple[Shift, ...] = ()

    def on_duty(self, at: datetime) -> bool:
        """Whether she may be called at this moment (aware)."""
        return not self.shifts or any(shift.covers(at) for shift in self.shifts)

    def address(self, way: str) -> str:
        """Where she is reached by one of WAYS; "" for nowhere."""
        return {"telegram": self.telegram, "email": self.email}[way]

    def ways(self, running: Collection[str]) -> tuple[str, ...]:
        """The ways of ``running`` by which she can be reached."""
        return tuple(way for way in WAYS if way in running and self.address(way))


@dataclass(frozen=True)
class Roster:
    """Everybody in duty.yml, in the order written there."""

    people: tuple[DutyPerson, ...] = ()

    def reachable(self, running: Collection[str]) -> "Roster":
        """Those who can be reached by a way that the office has set up."""
        return Roster(tuple(person for person in self.people if person.ways(running)))

    def on_duty(self, at: datetime) -> tuple[DutyPerson, ...]:
        """Who may be called at this moment (aware), in order."""
        return tuple(person for person in self.people if person.on_duty(at))

    def next_begin(self, after: datetime) -> datetime | None:
        """When somebody's duty begins next; None where there are no hours."""
        begins = [shift.next_begin(after) for person in self.people for shift in person.shifts]
        return min(begins, default=None)

    def get(self, person_id: str) -> DutyPerson | None:
        """The person with this id, unless she has been taken out."""
        return next((person for person in self.people if person.id == person_id), None)

    def name_of(self, person_id: str) -> str:
        """Her name, or the id of who has been taken out."""
        person = self.get(person_id)
        return person.name if person else person_id


NOBODY = Roster()
