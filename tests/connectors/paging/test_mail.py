"""Pages by e-mail, against an SMTP server on loopback."""

from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest

from connectors.paging.mail import MailWay
from connectors.paging.mail_url import BadMailUrl, read_mail_url
from counselling.duty.page import Why
from counselling.duty.ways import NotPaged
from counselling.duty.words import page_text
from tests.connectors.paging.mail_server import PASSWORD, USER, MailServer, a_mail_server

TEXT = page_text("vi", "https://chat.example.org/desk")


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    async with a_mail_server() as running:
        yield running


def way_to(mail: MailServer, login: str = "") -> MailWay:
    return MailWay(read_mail_url(f"smtp://{login}127.0.0.1:{mail.port}"), "duty@office.example")


async def test_the_page_arrives_and_names_no_machine(mail: MailServer) -> None:
    await way_to(mail).send("lan@example.org", TEXT)
    [(recipient, message)] = mail.taken
    assert (recipient, message["From"]) == ("lan@example.org", "duty@office.example")
    assert message["Subject"] == TEXT.subject
    assert message.get_content().strip() == TEXT.body
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@office.example>")


async def test_it_logs_in_with_signs_that_an_address_cannot_hold() -> None:
    async with a_mail_server(wants_login=True) as mail:
        login = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}@"
        await way_to(mail, login).send("lan@example.org", TEXT)
        assert len(mail.taken) == 1


async def test_a_wrong_password_is_permanent() -> None:
    async with a_mail_server(wants_login=True) as mail:
        with pytest.raises(NotPaged) as failure:
            await way_to(mail, "a:b@").send("lan@example.org", TEXT)
    assert (failure.value.why, failure.value.permanent) == (Why.BAD_LOGIN, True)


@pytest.mark.parametrize(
    ("answer", "why", "permanent"),
    [
        ("550 5.1.1 no such user here", Why.NO_CHAT, True),
        ("451 4.3.0 try again later", Why.NO_REPLY, False),
    ],
)
async def test_a_refusal_says_whether_to_try_again_and_not_who(
    mail: MailServer, answer: str, why: Why, permanent: bool
) -> None:
    mail.refusals.append(answer)
    with pytest.raises(NotPaged) as failure:
        await way_to(mail).send("lan@example.org", TEXT)
    assert (failure.value.why, failure.value.permanent) == (why, permanent)
    assert "lan@" not in str(failure.value)


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    with pytest.raises(NotPaged) as failure:
        await way_to(MailServer(port=9)).send("lan@example.org", TEXT)
    assert not failure.value.permanent


async def test_a_server_elsewhere_without_encryption_gets_nothing(
    mail: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.paging.mail_url.MailServer.is_this_machine", False)
    with pytest.raises(NotPaged) as failure:
        await way_to(mail).send("lan@example.org", TEXT)
    assert (failure.value.why, failure.value.permanent) == (Why.REFUSED, True)
    assert mail.taken == []
    assert "AUTH" not in mail.commands


def test_an_address_names_host_port_and_login() -> None:
    server = read_mail_url("smtps://a%40b.org:p%3Aw@mail.example.org")
    assert (server.host, server.port, server.secure) == ("mail.example.org", 465, True)
    assert (server.user, server.password) == ("a@b.org", "p:w")
    assert read_mail_url("smtp://mail.example.org").port == 587


@pytest.mark.parametrize(
    "url",
    ["mail.example.org", "http://x", "smtps://", "smtps://a:s3cret@h:port", "smtp://a:s3cret/x@h"],
)
def test_a_wrong_address_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(BadMailUrl) as refusal:
        read_mail_url(url)
    assert "s3cret" not in str(refusal.value)
