"""What counsellors do with referrals: propose, change, send, and write down what became of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from counselling.case_at_hand import Cases
from counselling.clock import Clock
from counselling.conversations import Sender
from counselling.faq import FaqSet
from counselling.permissions import User
from counselling.referrals.asking import answers, question, take_back
from counselling.referrals.proposal import Proposal, asked
from counselling.referrals.referral import Content, NoConsent, NoSuchReferral, Referral
from counselling.referrals.revoking import day_of
from counselling.referrals.states import WITH_AGENCY
from counselling.referrals.terms import How, Outcome, Refusal
from counselling.safe_hours import should_ask_first
from counselling.scribe import Scribe
from counselling.store.store import Store, finishes
from counselling.tickets.states import ENDED
from counselling.tickets.ticket import NotYours, Ticket


class Referring:
    """The desk's verbs for referrals. Who may use them is the desk's gate to check.

    All of them raise NoSuchTicket where ``by`` does not reach the ticket, and NotYours where she
    does not hold it; those with a number also NoSuchReferral, and IllegalMove where the referral
    has moved on meanwhile.
    """

    def __init__(self, store: Store, cases: Cases, faq: Callable[[], FaqSet], now: Clock) -> None:
        self._store = store
        self._cases = cases
        self._faq = faq
        self._now = now

    @finishes
    async def propose(self, code: str, new_id: str, proposal: Proposal, *, by: User) -> int:
        """Ask her about a new referral; the same ``new_id`` again asks nothing. Its number.

        Raises BadProposal.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            self._require_may_ask(scribe, ticket, proposal, by)
            referrals, now = scribe.tx.referrals, self._now()
            known = await referrals.get(ticket.conversation_id, new_id)
            if known:
                return known.number
            one = Referral(
                id=new_id,
                ticket_id=ticket.id,
                conversation_id=ticket.conversation_id,
                number=await referrals.next_number(ticket.id),
                partner=proposal.partner,
                urgency=proposal.urgency,
                valid_until=proposal.valid_until,
                made_by=by.id,
                made_at=now,
            )
            content = self._content(scribe, one, proposal, code)
            await referrals.add(one, content)
            await self._ask(scribe, one, content, spoken=proposal.spoken)
            await self._note(scribe, ticket, one, "ask", by)
            return one.number

    @finishes
    async def change(self, code: str, number: int, proposal: Proposal, *, by: User) -> None:
        """Ask her anew, with another proposal; what she said to the one before is void.

        Raises BadProposal.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            self._require_may_ask(scribe, ticket, proposal, by)
            one = await _find(scribe, ticket, number)
            one.change(proposal.partner, proposal.urgency, proposal.valid_until)
            content = self._content(scribe, one, proposal, code)
            await scribe.tx.referrals.save(one, content)
            await self._ask(scribe, one, content, spoken=proposal.spoken)
            await self._note(scribe, ticket, one, "ask", by)

    @finishes
    async def drop(self, code: str, number: int, *, by: User) -> None:
        """Give up a proposal that was not sent, and tell her."""
        async with self._step(code, number, "drop", by) as (scribe, _, one):
            one.drop()
            await self._tell_her(scribe, "refer_dropped_said")

    @finishes
    async def hear(
        self, code: str, number: int, version: int, *, by: User, yes: bool, how: How, at: str
    ) -> None:
        """Write down what she answered aloud to the text that was read to her.

        ``at``: where and when. Raises NoConsent if it was not the present version.
        """
        said = f"{how}_{'yes' if yes else 'no'}"
        async with self._step(code, number, said, by) as (scribe, _, one):
            content = await scribe.tx.referrals.content(one)
            if content is None or one.version != version:
                raise NoConsent(one.id)
            if yes:
                one.agree(how, self._now())
            else:
                one.refuse(day_of(self._now()))
            content = replace(content, spoken_at=at)
            await scribe.tx.referrals.save(one, content)
            await scribe.tx.referrals.record_answer(
                one, content, given=yes, spoken=True, at=self._now()
            )

    @finishes
    async def send(self, code: str, number: int, *, by: User) -> None:
        """It goes to the agency, with her yes; raises NoConsent without."""
        async with self._step(code, number, "send", by) as (scribe, ticket, one):
            one.send(day_of(self._now()))
            if ticket.refer():
                await scribe.tx.tickets.note(ticket.id, "refer", by.id, at=self._now())
            await self._tell_her(scribe, "refer_sent_said")

    @finishes
    async def accept(self, code: str, number: int, *, by: User) -> None:
        """The agency takes it on."""
        async with self._step(code, number, "accept", by, running=False) as (_, _, one):
            one.accept()

    @finishes
    async def decline(self, code: str, number: int, why: Refusal, *, by: User) -> None:
        """The agency does not take it on."""
        async with self._step(code, number, "decline", by, running=False) as (_, _, one):
            one.decline(why)

    @finishes
    async def finish(
        self, code: str, number: int, outcome: Outcome, note: str, *, by: User
    ) -> None:
        """It is done; the ``note`` is sealed with the rest."""
        async with self._step(code, number, "finish", by, running=False) as (scribe, _, one):
            one.finish(outcome)
            content = await scribe.tx.referrals.content(one)
            if content:
                await scribe.tx.referrals.save(one, replace(content, note=note))

    @finishes
    async def revoke(self, code: str, number: int, *, by: User) -> None:
        """She has told somebody of the office that she takes it back: anyone may stop it."""
        async with self._cases.of(code, by=by) as (scribe, ticket):
            one = await _find(scribe, ticket, number)
            sent, content = one.state in WITH_AGENCY, await scribe.tx.referrals.content(one)
            one.revoke(day_of(self._now()))
            await scribe.tx.referrals.save(one)
            if content:
                await scribe.tx.referrals.record_answer(
                    one, content, given=False, spoken=True, at=self._now()
                )
            await self._tell_her(scribe, "refer_back_sent" if sent else "refer_back_unsent")
            await self._note(scribe, ticket, one, "revoked" if sent else "revoke", by)

    def _require_may_ask(
        self, scribe: Scribe, ticket: Ticket, proposal: Proposal, by: User
    ) -> None:
        ticket.require_holder(by.id)
        if scribe.conversation.assistant_may_speak and not proposal.spoken:
            raise NotYours(ticket.code)  # handed back: take it back first
        proposal.check(self._faq(), day_of(self._now()))

    def _content(self, scribe: Scribe, one: Referral, proposal: Proposal, code: str) -> Content:
        faq, language = self._faq(), scribe.conversation.language or "vi"
        return asked(faq, one, proposal.content(faq, language), code)

    async def _ask(self, scribe: Scribe, one: Referral, content: Content, *, spoken: bool) -> None:
        if spoken:
            return
        faq, ticket = self._faq(), await scribe.tx.tickets.running(one.conversation_id)
        text = question(faq, one, content, ticket.code if ticket else "")
        await scribe.write(Sender.SYSTEM, text, choices=answers(faq, one, content.language))

    async def _tell_her(self, scribe: Scribe, line: str) -> None:
        """A short notice that names nobody; none while another may hold her phone."""
        conversation, tx = scribe.conversation, scribe.tx
        wish = await tx.hers.wish(conversation.id)
        heard = await tx.messages.last_heard(conversation.id)
        if should_ask_first(wish.safe_contact, heard, self._now()):
            return
        language = conversation.language or "vi"
        left = await tx.referrals.running(conversation.id)
        ways = [take_back(self._faq(), language)] if left else []
        await scribe.write(Sender.SYSTEM, self._faq().lines.say(line, language), choices=ways)

    @asynccontextmanager
    async def _step(
        self, code: str, number: int, what: str, by: User, *, running: bool = True
    ) -> AsyncIterator[tuple[Scribe, Ticket, Referral]]:
        """One step of a referral by who holds its ticket, saved and noted at its end.

        ``running``: only while the ticket runs; what came of it may be written down later too.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            if running:
                ticket.require_holder(by.id)
            elif ticket.holder_id != by.id:
                raise NotYours(code)
            one = await _find(scribe, ticket, number)
            yield scribe, ticket, one
            await scribe.tx.referrals.save(one)
            await self._note(scribe, ticket, one, what, by)

    async def _note(
        self, scribe: Scribe, ticket: Ticket, one: Referral, what: str, by: User
    ) -> None:
        tx, at, named = scribe.tx, self._now(), f"referral_{what} {one.number}"
        await tx.referrals.note(one, what, by.id, at=at)
        await tx.tickets.note(ticket.id, named, by.id, at=at)
        await tx.records.audit(by.id, named, ticket.code, at=at)
        if ticket.state in ENDED:
            scribe.queue_changed(ticket)
        else:
            scribe.ticket_changed(ticket)


async def _find(scribe: Scribe, ticket: Ticket, number: int) -> Referral:
    found = await scribe.tx.referrals.numbered(ticket.id, number)
    if found is None:
        raise NoSuchReferral(f"{ticket.code} {number}")
    return found
