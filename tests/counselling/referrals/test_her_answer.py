"""She is asked in her language, one agency at a time, and her answer alone decides."""

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from app.office import Office
from counselling.channels import Button, Inbound
from counselling.permissions import User
from counselling.referrals.referral import NoConsent
from counselling.referrals.states import IllegalMove, ReferralState
from counselling.referrals.terms import How
from counselling.store.referrals import CONSENT
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import NotYours
from tests.counselling.cast import BOOK, Woman
from tests.counselling.referrals.referred import Case, a_proposal

SAY = BOOK.faq().lines.say


async def consents(case: Case) -> list[tuple[bool, str | None]]:
    async with case.office.store.read() as tx:
        conversation = await tx.conversations.at("webchat", case.woman.address)
        assert conversation
        lines = await tx.records.consents(conversation.id)
    return [(line.given, line.text) for line in lines if line.what == CONSENT]


async def test_she_reads_to_whom_what_for_what_is_shared_until_when_and_that_no_is_free(
    case: Case,
) -> None:
    await case.proposes(a_proposal(purpose="Cần người đi cùng"))
    message = (await case.woman.reads())[-1]
    for part in (
        "Trung tâm Trợ giúp pháp lý nhà nước cấp tỉnh", "Tư vấn pháp luật. Cần người đi cùng",
        "• Tên hoặc tên gọi khác: Chị Sen", "• Điều cần giúp: Hỏi thủ tục ly hôn", case.code,
        "Chị nói không cũng được. Văn phòng vẫn giúp chị như trước.", "tôi rút lại",
    ):  # fmt: skip
        assert part.lower() in message.text.lower()
    assert message.text.count("•") == 2
    assert [choice.label for choice in message.choices] == [
        "Tôi đồng ý gửi", "Tôi không đồng ý", "Tôi muốn sửa lại",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tongue", "agency", "yes"),
    [("en", "Provincial State Legal Aid Centre", "Yes, send it"),
     ("ko", "성·시 국가법률구조센터", "네, 보내 주세요")],
)  # fmt: skip
async def test_she_is_asked_in_her_own_language(
    woman: Woman, case: Case, tongue: str, agency: str, yes: str
) -> None:
    await woman.says("x", language=tongue)
    await case.proposes()
    message = (await woman.reads())[-1]
    assert agency in message.text
    assert message.choices[0].label == yes
    assert "Văn phòng" not in message.text


async def test_only_her_yes_makes_it_ready_to_be_sent(
    case: Case, office: Office, lan: User
) -> None:
    number = await case.proposes()
    with pytest.raises(IllegalMove):
        await office.casework.referring.send(case.code, number, by=lan)
    assert await case.she_taps("yes") == SAY("refer_yes_said", "vi")
    await office.casework.referring.send(case.code, number, by=lan)
    referral = await case.referral()
    assert (referral.state, referral.agreed_how, referral.agreed_version) == ("sent", "chat", 1)
    assert await consents(case) == [(True, None)]


async def test_where_the_channel_knows_only_which_button_it_was_the_answer_is_the_same(
    case: Case, office: Office
) -> None:
    await case.proposes()
    asked = (await case.woman.reads())[-1]
    button = Button(asked.seq, 1, asked.conversation_id[:8])
    await office.reception.receive(
        Inbound("webchat", case.woman.address, "tap", "", button=button, page=False)
    )
    assert (await case.referral()).state == "refused"


async def test_a_no_means_no_and_her_yes_to_a_counsellor_is_untouched(
    case: Case, office: Office, lan: User
) -> None:
    number = await case.proposes()
    assert await case.she_taps("no") == SAY("refer_no_said", "vi")
    assert await case.she_taps("yes") == SAY("refer_stale", "vi")
    with pytest.raises(IllegalMove):
        await office.casework.referring.send(case.code, number, by=lan)
    assert await consents(case) == [(False, None)]
    assert await office.casework.transcript(case.code, by=lan)


async def test_a_yes_to_a_referral_does_not_let_a_counsellor_read_again(
    case: Case, woman: Woman, office: Office, lan: User
) -> None:
    await case.proposes()
    button = await case.button("yes")
    await woman.taps("withdraw")
    await woman.taps(button)
    assert (await woman.texts())[-1] == SAY("refer_stale", "vi")
    assert (await case.referral()).state == "revoked"
    assert await office.casework.transcript(case.code, by=lan) == []


async def test_a_changed_proposal_needs_a_new_yes_and_the_old_buttons_do_nothing(
    case: Case, office: Office, lan: User
) -> None:
    number = await case.agreed()
    await office.casework.referring.change(case.code, number, a_proposal("regional-court"), by=lan)
    referral = await case.referral()
    assert (referral.state, referral.version, referral.partner) == (
        "proposed", 2, "regional-court",
    )  # fmt: skip
    assert await case.she_taps("yes", back=2) == SAY("refer_stale", "vi")
    with pytest.raises(IllegalMove):
        await office.casework.referring.send(case.code, number, by=lan)
    await case.she_taps("yes")
    await office.casework.referring.send(case.code, number, by=lan)
    assert (await case.referral()).agreed_version == 2


async def test_she_may_ask_for_a_change_and_nothing_is_sent_until_she_is_asked_anew(
    case: Case, office: Office, lan: User
) -> None:
    number = await case.proposes()
    assert await case.she_taps("change") == SAY("refer_change_said", "vi")
    assert (await case.referral()).state == "change_asked"
    with pytest.raises(IllegalMove):
        await office.casework.referring.send(case.code, number, by=lan)
    assert (await case.history())[-1] == f"referral_change {number}"


async def test_asking_twice_by_a_double_click_asks_once(
    case: Case, office: Office, lan: User
) -> None:
    before = len(await case.woman.reads())
    for _ in range(2):
        await office.casework.referring.propose(case.code, "same", a_proposal(), by=lan)
    assert len(await case.woman.reads()) == before + 1


async def test_a_handed_back_conversation_is_taken_back_before_she_is_asked(
    case: Case, office: Office, lan: User
) -> None:
    await office.casework.hand_back(case.code, by=lan)
    with pytest.raises(NotYours):
        await case.proposes()


async def test_what_is_read_to_her_is_not_written_into_the_chat_and_marked_as_spoken(
    case: Case, office: Office, lan: User
) -> None:
    before = len(await case.woman.reads())
    number = await case.proposes(a_proposal(spoken=True))
    assert len(await case.woman.reads()) == before
    hear = office.casework.referring.hear
    with pytest.raises(NoConsent):
        await hear(case.code, number, 7, by=lan, yes=True, how=How.PHONE, at="22/11, 9:00")
    await hear(case.code, number, 1, by=lan, yes=True, how=How.PHONE, at="22/11, 9:00")
    view = await office.casework.referrals.one(case.code, number, by=lan)
    assert view.content
    assert (view.referral.agreed_how, view.content.spoken_at) == ("phone", "22/11, 9:00")
    assert "• Tên hoặc tên gọi khác: Chị Sen" in view.content.asked
    assert view.events[-1].what == "phone_yes"


async def test_the_first_one_sent_makes_the_ticket_referred(case: Case, office: Office) -> None:
    await case.sent()
    await case.sent(a_proposal("regional-court"))
    assert (await case.history()).count("refer") == 1
    view = await office.casework.ticket(case.code, by=case.holder)
    assert view.row.state is TicketState.REFERRED


async def test_the_database_itself_refuses_one_that_was_sent_without_a_yes(
    case: Case, office: Office
) -> None:
    await case.proposes()
    referral = await case.referral()
    referral.state = ReferralState.SENT
    with pytest.raises(IntegrityError, match="her_yes"):
        async with office.store.write() as tx:
            await tx.referrals.save(referral)


@pytest.mark.parametrize("word", ["no", "back"])
async def test_whichever_comes_first_her_no_against_the_sending_wins(
    case: Case, office: Office, lan: User, word: str
) -> None:
    for number in range(1, 9):
        await case.agreed()
        button = await case.button("no") if word == "no" else "refer.back"
        send = office.casework.referring.send(case.code, number, by=lan)
        both = [case.woman.taps(button), send]
        if number % 2:
            both.reverse()
        await asyncio.gather(*both, return_exceptions=True)
        referral = await case.referral(number)
        assert referral.state in {"refused", "revoked"}
        view = await office.casework.referrals.one(case.code, number, by=lan)
        assert referral.to_tell == ("send" in [event.what for event in view.events])
