"""She can take a referral back at any time, in more than one way, and the office is told."""

from datetime import UTC, datetime, timedelta

import pytest

from app.office import Office
from counselling.conversations import Language
from counselling.permissions import User
from counselling.referrals.referral import NoSuchReferral
from counselling.tickets.ticket import NoSuchTicket
from tests.counselling.cast import BOOK, Woman, give_to
from tests.counselling.referrals.referred import Case, a_case, a_proposal

SAY = BOOK.faq().lines.say


async def to_tell(office: Office, who: User) -> list[tuple[str, int, str]]:
    found = await office.casework.referrals.to_tell(by=who)
    return [(one.code, one.number, one.partner) for one in found]


@pytest.mark.parametrize(
    ("words", "tongue"),
    [("Tôi rút lại", "vi"), ("toi rut lai.", "vi"), ("I take it back!", "en"),
     ("거둬들일게요", "ko")],
)  # fmt: skip
async def test_she_only_has_to_write_it(
    case: Case, office: Office, lan: User, words: str, tongue: Language
) -> None:
    number = await case.sent()
    await case.woman.says(words)
    assert (await case.woman.texts())[-1] == SAY("refer_back_sent", tongue)
    assert (await case.referral()).state == "revoked"
    assert await to_tell(office, lan) == [(case.code, number, "legal-aid-centre")]
    with pytest.raises(NoSuchReferral):
        await office.casework.referrals.letter(case.code, number, by=lan)


async def test_the_button_still_works_when_a_hundred_messages_have_passed(case: Case) -> None:
    await case.sent()
    for number in range(70):
        await case.office.casework.reply(
            case.code, by=case.holder, text="…", external_id=f"r{number}"
        )
    await case.woman.taps("refer.back")
    assert (await case.referral()).state == "revoked"


async def test_the_same_words_mean_nothing_where_nothing_runs(woman: Woman) -> None:
    await woman.says("tôi rút lại")
    assert (await woman.texts())[-1] == "answer to tôi rút lại"
    await woman.taps("refer.back")
    assert (await woman.texts())[-1] == SAY("refer_back_none", "vi")


async def test_of_several_she_is_asked_which(case: Case) -> None:
    first = await case.sent()
    second = await case.sent(a_proposal("regional-court"))
    await case.woman.says("tôi rút lại")
    labels = [choice.label for choice in (await case.woman.reads())[-1].choices]
    assert labels == [
        "Rút lại tất cả",
        "Trung tâm Trợ giúp pháp lý nhà nước cấp tỉnh",
        "Tòa án nhân dân khu vực",
    ]
    referral = await case.referral(second)
    await case.woman.taps(f"refer.back.{referral.id}")
    assert (await case.referral(second)).state == "revoked"
    assert (await case.referral(first)).state == "sent"
    await case.woman.taps("refer.back.all")
    assert (await case.referral(first)).state == "revoked"


async def test_before_it_was_sent_there_is_nobody_to_tell(
    case: Case, office: Office, lan: User
) -> None:
    await case.agreed()
    await case.woman.taps("refer.back")
    assert (await case.woman.texts())[-1] == SAY("refer_back_unsent", "vi")
    assert await to_tell(office, lan) == []


async def test_a_no_to_what_was_sent_already_takes_it_back(
    case: Case, office: Office, lan: User
) -> None:
    await case.sent()
    assert await case.she_taps("no") == SAY("refer_back_sent", "vi")
    assert len(await to_tell(office, lan)) == 1


async def test_who_wants_no_counsellor_to_read_takes_back_all_referrals(
    case: Case, office: Office, lan: User
) -> None:
    await case.sent()
    await case.woman.taps("withdraw")
    assert (await case.woman.texts())[-1] == SAY("refer_back_sent", "vi")
    view = await office.casework.referrals.one(case.code, 1, by=lan)
    assert (view.referral.state, view.content) == ("revoked", None)
    assert len(await to_tell(office, lan)) == 1


async def test_no_answer_to_a_referral_lets_a_counsellor_read_again(
    case: Case, office: Office, lan: User
) -> None:
    await case.sent()
    await case.woman.taps("withdraw")
    referral = await case.referral()
    async with office.store.write() as tx:
        content = await tx.referrals.content(referral)
        assert content
        later = datetime.now(UTC) + timedelta(minutes=1)
        await tx.referrals.record_answer(referral, content, given=True, spoken=True, at=later)
    assert await office.casework.transcript(case.code, by=lan) == []


async def test_who_erases_takes_back_all_referrals_and_no_word_is_left(
    case: Case, office: Office, lan: User
) -> None:
    number = await case.sent()
    await office.reception.erase("webchat", case.woman.address)
    view = await office.casework.referrals.one(case.code, number, by=lan)
    assert (view.referral.state, view.content) == ("revoked", None)
    assert view.events[-1].what == "erased"
    assert await to_tell(office, lan) == [(case.code, number, "legal-aid-centre")]
    await office.casework.referrals.told(case.code, number, by=lan)
    assert await to_tell(office, lan) == []
    assert (await case.history())[-1] == f"referral_told {number}"


async def test_the_last_rows_go_with_the_ticket(case: Case, office: Office) -> None:
    await case.sent()
    await office.reception.erase("webchat", case.woman.address)
    referral = await case.referral()
    async with office.store.write() as tx:
        await tx.ageing.drop_husk(referral.conversation_id)
    async with office.store.read() as tx:
        assert await tx.referrals.of(referral.ticket_id) == []
        assert await tx.referrals.history(referral) == []


async def test_another_office_is_not_told_and_finds_nothing(
    case: Case, office: Office, lan: User, thu: User
) -> None:
    number = await case.sent()
    await give_to(office, case.code, "ha-noi")
    work = office.casework
    for deed in (
        work.referrals.all_of(case.code, by=thu),
        work.referrals.one(case.code, number, by=thu),
        work.referrals.letter(case.code, number, by=thu),
        work.referrals.told(case.code, number, by=thu),
        work.referring.propose(case.code, "new", a_proposal(), by=thu),
        work.referring.send(case.code, number, by=thu),
        work.referring.revoke(case.code, number, by=thu),
    ):
        with pytest.raises(NoSuchTicket):
            await deed
    await case.woman.taps("refer.back")
    assert await to_tell(office, thu) == []
    assert len(await to_tell(office, lan)) == 1


async def test_what_she_came_back_with_is_joined_and_still_opens(
    case: Case, office: Office, lan: User
) -> None:
    kept = await case.woman.takes_a_code()
    number = await case.sent()
    young = Woman(office, address="library")
    await young.asks_for_a_person()
    await young.comes_back(kept, to="library-2")
    case.woman = young
    view = await office.casework.referrals.one(case.code, number, by=lan)
    assert view.content
    assert view.content.shared["name"] == "Chị Sen"
    await young.says("tôi rút lại")
    assert (await case.referral()).state == "revoked"


async def test_of_two_tickets_that_become_one_no_referral_is_lost(
    case: Case, office: Office, lan: User, hoa: User
) -> None:
    kept = await case.woman.takes_a_code()
    await case.sent()
    young = Woman(office, address="library")
    other = await a_case(office, young, hoa)
    await other.sent(a_proposal("vbsp"))
    await young.comes_back(kept, to="library-2")
    running = (await office.reception.state("webchat", "library-2")).ticket
    assert running
    views = await office.casework.referrals.all_of(running, by=lan)
    assert {view.referral.partner for view in views} == {"legal-aid-centre", "vbsp"}
    assert [view.referral.number for view in views] == [2, 1]
    assert all(view.content for view in views)
    await young.says("tôi rút lại")
    await young.taps("refer.back.all")
    assert len(await to_tell(office, lan)) == 2
