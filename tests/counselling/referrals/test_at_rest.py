"""What a referral would share is readable in no file, before and after it was sent and erased."""

from pathlib import Path

from app.office import Office
from counselling.referrals.terms import Outcome
from tests import looking
from tests.counselling.referrals.referred import Case, a_proposal

IN_FIELD, IN_PURPOSE, IN_NOTE = "chuồnchuồnkim", "cầnngườiđicùng", "luậtsưđãnhận"


async def test_no_word_of_it_is_in_the_clear(case: Case, office: Office, tmp_path: Path) -> None:
    number = await case.sent(a_proposal(shared={"story": IN_FIELD}, purpose=IN_PURPOSE))
    work = office.casework.referring
    await work.accept(case.code, number, by=case.holder)
    await work.finish(case.code, number, Outcome.HELPED, IN_NOTE, by=case.holder)
    content = (await office.casework.referrals.one(case.code, number, by=case.holder)).content
    assert content
    assert (content.shared["story"], content.purpose, content.note) == (
        IN_FIELD, IN_PURPOSE, IN_NOTE,
    )  # fmt: skip
    assert not any(
        word.encode() in looking.kept(tmp_path) for word in (IN_FIELD, IN_PURPOSE, IN_NOTE)
    )


async def test_erasing_deletes_what_was_sealed_and_not_only_its_key(
    case: Case, office: Office, tmp_path: Path
) -> None:
    await case.sent()
    await office.reception.erase("webchat", case.woman.address)
    assert looking.rows(tmp_path, "SELECT state, sealed FROM referral") == [("revoked", None)]
