"""The ways out that the settings name. A library is loaded only where its way is set up."""

from datetime import timedelta

from app.duty import DutyBook
from app.settings import Settings
from connectors.paging.mail_url import read_mail_url
from counselling.duty.calling import Calling
from counselling.duty.ways import Way


def ways_out(settings: Settings) -> dict[str, Way]:
    """The ways that are set up, by name."""
    ways: dict[str, Way] = {}
    if token := settings.telegram_token.get_secret_value():
        from connectors.paging.telegram import TelegramWay  # noqa: PLC0415  # 20 MB, 0.5 s

        ways["telegram"] = TelegramWay(token, settings.telegram_api_url)
    if url := settings.mail_url.get_secret_value():
        from connectors.paging.mail import MailWay  # noqa: PLC0415

        ways["email"] = MailWay(read_mail_url(url), settings.mail_from)
    return ways


def desk_address(settings: Settings) -> str:
    """Where a page leads; "" while the office has set no address."""
    return f"{settings.desk_at}/desk" if settings.desk_at else ""


def calling(settings: Settings, duty: DutyBook) -> Calling:
    """How this office calls."""
    pause = timedelta(minutes=settings.page_next_after)
    return Calling(lambda: duty.roster, ways_out(settings), desk_address(settings), pause)
