"""Pages by e-mail, through aiosmtplib. One connection a page: pages are rare.

What the answers mean: RFC 5321, 4.2.1 (4xx: try again, 5xx: never); RFC 3834 for Auto-Submitted.
"""

from email.message import EmailMessage
from email.utils import formatdate, make_msgid

import aiosmtplib

from connectors.paging.mail_url import MailServer
from counselling.duty.page import Why
from counselling.duty.ways import NotPaged
from counselling.duty.words import PageText

PATIENCE = 20.0  # seconds for each command


class MailWay:
    """Sends through ``server`` from the address ``sender``."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server = server
        self._sender = sender

    async def send(self, address: str, text: PageText) -> None:
        """Mail ``address``; raises NotPaged."""
        server = self._server
        try:
            await aiosmtplib.send(
                self._message(address, text),
                hostname=server.host,
                port=server.port,
                username=server.user,
                password=server.password,
                use_tls=server.secure,
                start_tls=_start_tls(server),
                local_hostname="localhost",  # the office's own name for its machine stays here
                timeout=PATIENCE,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise _refusal(error) from None  # its words may name the person

    async def close(self) -> None:
        """Nothing stays open between two pages."""

    def _message(self, address: str, text: PageText) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = address
        message["Subject"] = text.subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=self._sender.rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text.body)
        return message


def _start_tls(server: MailServer) -> bool | None:
    if server.secure:
        return False
    return None if server.is_this_machine else True


def _refusal(error: Exception) -> NotPaged:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused) and error.recipients:
        error = error.recipients[0]
    why = _lasting(error)
    return NotPaged(why, permanent=True) if why else NotPaged(Why.NO_REPLY)


def _lasting(error: Exception) -> Why | None:
    """What trying again would not change."""
    match error:
        case aiosmtplib.SMTPResponseException(code=code) if code < 500:
            return None
        case aiosmtplib.SMTPAuthenticationError():
            return Why.BAD_LOGIN
        case aiosmtplib.SMTPRecipientRefused():
            return Why.NO_CHAT
        case aiosmtplib.SMTPResponseException() | aiosmtplib.SMTPNotSupported():
            return Why.REFUSED
    # The library's bare error is its "no STARTTLS here".
    return Why.REFUSED if type(error) is aiosmtplib.SMTPException else None
