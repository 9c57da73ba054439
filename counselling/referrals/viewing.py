"""Looking at referrals, each look audited; their letters; and which agencies must be told."""

from collections.abc import Callable

from counselling.clock import Clock
from counselling.consents import may_be_read
from counselling.conversations import Language
from counselling.faq import FaqSet
from counselling.looking import find_ticket, looking
from counselling.permissions import User
from counselling.referrals.asking import question
from counselling.referrals.proposal import Proposal
from counselling.referrals.referral import NoSuchReferral, Referral
from counselling.referrals.revoking import day_of
from counselling.referrals.view import LetterMatter, ReferralView
from counselling.store.referrals import ToTell
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Ticket


class ReferralViewer:
    """Shows referrals to those who reach their tickets; raises NoSuchTicket to all others.

    ``faq``: the set with the agencies, offices and lines in use.
    """

    def __init__(self, store: Store, faq: Callable[[], FaqSet], now: Clock) -> None:
        self._store = store
        self.faq = faq
        self._now = now

    @finishes
    async def all_of(self, code: str, *, by: User) -> list[ReferralView]:
        """The referrals of a ticket, the newest first."""
        async with looking(self._store, code, by, self._now(), what="view_referrals") as (tx, one):
            return [await self._view(tx, referral) for referral in await tx.referrals.of(one.id)]

    @finishes
    async def one(self, code: str, number: int, *, by: User) -> ReferralView:
        """One of them; raises NoSuchReferral."""
        async with looking(self._store, code, by, self._now(), what="view_referrals") as (tx, one):
            return await self._view(tx, await _find(tx, one, number))

    @finishes
    async def preview(
        self, code: str, number: int | None, proposal: Proposal, *, by: User
    ) -> tuple[str, Language]:
        """The question as she would read it, and its language; raises BadProposal."""
        async with self._store.read() as tx:
            ticket = await find_ticket(tx, code, by=by)
            conversation = await tx.conversations.get(ticket.conversation_id)
        language = (conversation and conversation.language) or "vi"
        proposal.check(self.faq(), day_of(self._now()))
        draft = Referral(
            id="", ticket_id=ticket.id, conversation_id=ticket.conversation_id, number=number or 0,
            partner=proposal.partner, urgency=proposal.urgency, valid_until=proposal.valid_until,
            made_by=by.id, made_at=self._now(),
        )  # fmt: skip
        faq = self.faq()
        return question(faq, draft, proposal.content(faq, language), code), language

    @finishes
    async def letter(self, code: str, number: int, *, by: User) -> LetterMatter:
        """What its letter says, audited each time; raises NoSuchReferral while there is none."""
        async with self._store.write() as tx:
            ticket = await find_ticket(tx, code, by=by)
            view = await self._view(tx, await _find(tx, ticket, number))
            if view.content is None or not view.has_letter:
                raise NoSuchReferral(f"{code} {number}")
            await tx.records.audit(by.id, f"referral_letter {number}", code, at=self._now())
            made_by = await tx.staff.get(view.referral.made_by)
            return LetterMatter(
                view.referral,
                view.content,
                code,
                self.faq().offices.get(ticket.office or ""),
                made_by[0].name if made_by else "",
                view.today,
            )

    @finishes
    async def to_tell(self, *, by: User) -> list[ToTell]:
        """The agencies to be told that a referral was taken back, in reach of ``by``."""
        async with self._store.read() as tx:
            return await tx.referrals.to_tell(by)

    @finishes
    async def told(self, code: str, number: int, *, by: User) -> None:
        """Somebody has told the agency; also after she has erased all else."""
        async with self._store.write() as tx:
            ticket = await find_ticket(tx, code, by=by)
            referral, now = await _find(tx, ticket, number), self._now()
            if not referral.to_tell:
                return
            referral.to_tell = False
            await tx.referrals.save(referral)
            await tx.referrals.note(referral, "told", by.id, at=now)
            await tx.tickets.note(ticket.id, f"referral_told {number}", by.id, at=now)
            await tx.records.audit(by.id, f"referral_told {number}", code, at=now)

    async def _view(self, tx: Transaction, one: Referral) -> ReferralView:
        readable = await may_be_read(tx, one.conversation_id)
        content = await tx.referrals.content(one) if readable else None
        events = tuple(await tx.referrals.history(one))
        return ReferralView(one, content, events, day_of(self._now()))


async def _find(tx: Transaction, ticket: Ticket, number: int) -> Referral:
    found = await tx.referrals.numbered(ticket.id, number)
    if found is None:
        raise NoSuchReferral(f"{ticket.code} {number}")
    return found
