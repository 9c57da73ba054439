"""A small SMTP server on loopback (RFC 5321), without TLS and without extensions but AUTH."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

USER, PASSWORD = "office@example.org", "p@ss:w/rd#1"


@dataclass
class MailServer:
    """``refusals``: what is answered to the next RCPT TO instead of 250, one each."""

    port: int = 0
    wants_login: bool = False
    refusals: list[str] = field(default_factory=list)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._talk(reader, writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 loopback ESMTP\r\n")
        recipient = ""
        while line := (await reader.readline()).decode().rstrip("\r\n"):
            verb = line.split(" ")[0].upper()
            self.commands.append(verb)
            if verb == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                writer.write(b"354 go on\r\n")
                data = await reader.readuntil(b"\r\n.\r\n")
                message = message_from_bytes(data[:-3], policy=policy.default)
                assert isinstance(message, EmailMessage)
                self.taken.append((recipient, message))
                writer.write(b"250 taken\r\n")
                continue
            writer.write(self._answer(verb, line).encode() + b"\r\n")
            if verb == "QUIT":
                return

    def _answer(self, verb: str, line: str) -> str:
        match verb:
            case "EHLO":
                return "250-loopback\r\n250 AUTH PLAIN" if self.wants_login else "250 loopback"
            case "AUTH":
                said = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                right = said[1:] == [USER, PASSWORD]
                return "235 welcome" if right else "535 5.7.8 wrong user or password"
            case "RCPT" if self.refusals:
                return self.refusals.pop(0)
            case "MAIL" | "RCPT" | "RSET" | "NOOP":
                return "250 fine"
            case "QUIT":
                return "221 bye"
        return "502 not known here"


@asynccontextmanager
async def a_mail_server(*, wants_login: bool = False) -> AsyncIterator[MailServer]:
    mail = MailServer(wants_login=wants_login)
    server = await asyncio.start_server(mail.serve, "127.0.0.1", 0)
    mail.port = server.sockets[0].getsockname()[1]
    try:
        yield mail
    finally:
        server.close()
        await server.wait_closed()
