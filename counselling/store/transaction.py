"""One transaction's view of the database, a shelf for each kind of thing."""

from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.ageing import Ageing
from counselling.store.attachments import Attachments
from counselling.store.channels import ChannelRows
from counselling.store.claims import Claims
from counselling.store.conversations import Conversations
from counselling.store.counts import Counts
from counselling.store.hers import Hers
from counselling.store.joining import Joining
from counselling.store.keys import KeyStore
from counselling.store.messages import Messages
from counselling.store.outbox import OutboxRows
from counselling.store.outcomes import Outcomes
from counselling.store.pages import Pages
from counselling.store.records import Records
from counselling.store.referrals import Referrals
from counselling.store.staff import StaffRows
from counselling.store.tickets import Tickets
from counselling.store.vault import Vault


class Transaction:
    """Everything done through one of these is stored together or not at all."""

    def __init__(self, connection: AsyncConnection, vault: Vault, keys: KeyStore) -> None:
        self.conversations = Conversations(connection, vault, keys)
        self.messages = Messages(connection, self.conversations)
        self.attachments = Attachments(connection, self.conversations)
        self.outcomes = Outcomes(connection, self.conversations, self.messages)
        self.tickets = Tickets(connection)
        self.claims = Claims(connection)
        self.pages = Pages(connection)
        self.outbox = OutboxRows(connection)
        self.records = Records(connection)
        self.counts = Counts(connection)
        self.ageing = Ageing(connection)
        self.staff = StaffRows(connection)
        self.hers = Hers(connection)
        self.channels = ChannelRows(connection)
        self.referrals = Referrals(connection, self.conversations)
        self.joining = Joining(connection, self.conversations)
