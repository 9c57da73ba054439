"""One transaction's view of the database, a shelf for each kind of thing."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.ageing import Ageing
from counselling.store.attachments import Attachments
from counselling.store.audit_log import AuditLog
from counselling.store.case_notes import CaseNotes
from counselling.store.case_rows import CaseRows
from counselling.store.case_sheets import CaseSheets
from counselling.store.channels import ChannelRows
from counselling.store.claims import Claims
from counselling.store.closings import Closings
from counselling.store.conversations import Conversations
from counselling.store.counts import Counts
from counselling.store.deliveries import Deliveries
from counselling.store.drafts import Drafts
from counselling.store.follow_ups import FollowUps
from counselling.store.hers import Hers
from counselling.store.inbox import InboxRows
from counselling.store.joining import Joining
from counselling.store.keys import KeyStore
from counselling.store.links import Links
from counselling.store.marks import Marks
from counselling.store.messages import Messages
from counselling.store.news import NewsRows
from counselling.store.office_settings import OfficeSettingRows
from counselling.store.outbox import OutboxRows
from counselling.store.outcomes import Outcomes
from counselling.store.pages import Pages
from counselling.store.people import PeopleRows
from counselling.store.presence import PresenceRows
from counselling.store.queue import Queue
from counselling.store.records import Records
from counselling.store.referrals import Referrals
from counselling.store.rekeying import RekeyingRows
from counselling.store.samples import Samples
from counselling.store.second_factors import SecondFactorRows
from counselling.store.staff import StaffRows
from counselling.store.standing import StandingRows
from counselling.store.tickets import Tickets
from counselling.store.tries import TriesRows
from counselling.store.vault import Vault


class Transaction:
    """Everything done through one of these is stored together or not at all.

    ``stay_here``: the channels whose messages she reads here; they need no outbox.
    """

    def __init__(
        self,
        connection: AsyncConnection,
        vault: Vault,
        keys: KeyStore,
        stay_here: Collection[str] = (),
    ) -> None:
        self.stay_here = stay_here
        self.conversations = Conversations(connection, vault, keys)
        self.messages = Messages(connection, self.conversations)
        self.attachments = Attachments(connection, self.conversations)
        self.outcomes = Outcomes(connection, self.conversations, self.messages)
        self.tickets = Tickets(connection)
        self.presence = PresenceRows(connection)
        self.queue = Queue(connection)
        self.claims = Claims(connection)
        self.pages = Pages(connection)
        self.outbox = OutboxRows(connection)
        self.news = NewsRows(connection)
        self.records = Records(connection)
        self.counts = Counts(connection)
        self.ageing = Ageing(connection)
        self.staff = StaffRows(connection)
        self.people = PeopleRows(connection)
        self.factors = SecondFactorRows(connection, vault)
        self.office_settings = OfficeSettingRows(connection)
        self.audit_log = AuditLog(connection)
        self.hers = Hers(connection)
        self.channels = ChannelRows(connection)
        self.inbox = InboxRows(connection)
        self.referrals = Referrals(connection, self.conversations)
        self.joining = Joining(connection, self.conversations)
        self.samples = Samples(connection)
        self.rekeying = RekeyingRows(connection, vault)
        self.standing = StandingRows(connection)
        self.tries = TriesRows(connection)
        self._add_cases(connection)

    def _add_cases(self, connection: AsyncConnection) -> None:
        """What stands beside the conversations: for the staff alone."""
        self.notes = CaseNotes(connection, self.conversations)
        self.drafts = Drafts(connection, self.conversations)
        self.marks = Marks(connection)
        self.deliveries = Deliveries(connection, self.conversations)
        self.sheets = CaseSheets(connection, self.conversations)
        self.follow_ups = FollowUps(connection, self.conversations)
        self.closings = Closings(connection, self.conversations)
        self.links = Links(connection)
        self.case_rows = CaseRows(connection)
