"""What every page of the desk works with."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from counselling.attachments.viewing import AttachmentViewer
from counselling.cases.room import CaseRoom
from counselling.casework import Casework
from counselling.corner.corner import Corner
from counselling.live import Live
from counselling.staff import Staff
from counselling.statistics.reporting import Reporting
from desk.assets import Assets
from desk.backup_notice import NO_TROUBLE, BackupNotice
from desk.duty_notice import ALL_WELL, DutyNotice
from desk.faq_notice import NOTHING, FaqNotice
from desk.kept_days import FollowUpDays, KeptDays, no_kept_days, nobody_to_tell, usual_follow_ups
from desk.pages import Pages
from desk.status import Status
from desk.streams import Streams
from desk.throttle import LoginThrottle


@dataclass(frozen=True)
class Desk:
    """The parts behind the desk.

    ``secure_cookies``: the desk is reached over https only. ``origins``: addresses such as
    ``https://desk.example`` whose pages are ours even where a proxy changes the Host header.
    ``faq_notice``: what staff should know of the Q&A files just now. ``duty_notice``: what
    counsellors should know of the calls to who is on duty; ``backup_notice``: supervisors and
    administrators of the backups. ``name_on_duty``: the name of an id in
    duty.yml. ``why_danger``: the phrases
    and words for which a message was marked. ``kept_days``: how long things are kept, as the
    settings page shows it; ``follow_ups``: when follow-ups are usually due; ``chosen`` is told
    after an administrator has changed one of them. ``corner``: the editors' corner, ``status``: how
    the service stands; without them their pages are not there.
    """

    casework: Casework
    staff: Staff
    live: Live
    attachments: AttachmentViewer
    reporting: Reporting
    cases: CaseRoom = field(kw_only=True)
    secure_cookies: bool = False
    origins: frozenset[str] = frozenset()
    faq_notice: Callable[[], FaqNotice] = lambda: NOTHING
    duty_notice: Callable[[], DutyNotice] = lambda: ALL_WELL
    backup_notice: Callable[[], BackupNotice] = lambda: NO_TROUBLE
    name_on_duty: Callable[[str], str] = str
    why_danger: Callable[[str], Sequence[str]] = lambda _text: ()
    corner: Corner | None = None
    status: Callable[[], Awaitable[Status]] | None = None
    kept_days: Callable[[], Awaitable[Sequence[KeptDays]]] = no_kept_days
    follow_ups: Callable[[], Awaitable[FollowUpDays]] = usual_follow_ups
    chosen: Callable[[], Awaitable[None]] = nobody_to_tell
    throttle: LoginThrottle = field(default_factory=LoginThrottle)
    assets: Assets = field(default_factory=Assets)
    pages: Pages = field(default_factory=Pages)
    streams: Streams = field(default_factory=Streams)
