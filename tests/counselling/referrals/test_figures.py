"""Referrals are counted by agency and what became of them, also after she has erased."""

from collections import Counter
from datetime import date

from app.office import Office
from counselling.permissions import User
from counselling.referrals.terms import Outcome, Refusal
from tests.counselling.referrals.referred import Case, a_proposal


async def counted(office: Office) -> Counter[tuple[str, str]]:
    async with office.store.read() as tx:
        cells = await tx.counts.between(date(2020, 1, 1), date(2999, 1, 1))
    found = {cell: n for cell, n in cells.items() if cell.kind == "referral"}
    return Counter({(cell.subject, cell.result): n for cell, n in found.items()})


async def test_by_agency_state_and_outcome(case: Case, office: Office, lan: User) -> None:
    work, code = office.casework.referring, case.code
    helped = await case.sent()
    await work.accept(code, helped, by=lan)
    await work.finish(code, helped, Outcome.HELPED, "ghi chú", by=lan)
    await work.decline(code, await case.sent(a_proposal("vbsp")), Refusal.NO_PLACE, by=lan)
    await case.sent(a_proposal("vbsp"))
    await case.proposes(a_proposal("peace-house"))
    assert await counted(office) == {
        ("legal-aid-centre", "helped"): 1,
        ("vbsp", "no_place"): 1,
        ("vbsp", "sent"): 1,
        ("peace-house", "proposed"): 1,
    }
    await office.reception.erase("webchat", case.woman.address)
    assert await counted(office) == {
        ("legal-aid-centre", "helped"): 1,
        ("vbsp", "no_place"): 1,
        ("vbsp", "revoked"): 1,
        ("peace-house", "revoked"): 1,
    }
