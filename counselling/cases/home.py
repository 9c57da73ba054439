"""The province a woman lives in, as her counsellor notes it; she is never required to say it."""

from counselling.case_at_hand import Cases
from counselling.cases.keeping import require_keeper
from counselling.clock import Clock, utc_now
from counselling.permissions import User
from counselling.routing.today import checked
from counselling.scribe import Announcer
from counselling.store.store import Store, finishes


class Home:
    """Notes it, and takes it away again."""

    def __init__(self, store: Store, announcer: Announcer, *, now: Clock = utc_now) -> None:
        self._store = store
        self._cases = Cases(store, announcer, now)
        self._now = now

    @finishes
    async def note(self, code: str, province: str | None, *, by: User) -> None:
        """Keep ``province`` (routing/today.py); None: not known. Audited without naming it.

        Raises NoSuchProvince, NotYours, NoSuchTicket.
        """
        checked(province)
        async with self._cases.of(code, by=by) as (scribe, ticket):
            await require_keeper(scribe.tx, ticket, by)
            if scribe.conversation.province == province:
                return
            scribe.conversation.province = province
            await scribe.tx.records.audit(by.id, "save_province", code, at=self._now())
