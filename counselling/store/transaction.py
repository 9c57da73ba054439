"""One transaction's view of the database, a shelf for each kind of thing."""

from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.conversations import Conversations
from counselling.store.hers import Hers
from counselling.store.joining import Joining
from counselling.store.messages import Messages
from counselling.store.outbox import OutboxRows
from counselling.store.outcomes import Outcomes
from counselling.store.records import Records
from counselling.store.staff import StaffRows
from counselling.store.tickets import Tickets
from counselling.store.vault import Vault


class Transaction:
    """Everything done through one of these is stored together or not at all."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self.conversations = Conversations(connection, vault)
        self.messages = Messages(connection, self.conversations)
        self.outcomes = Outcomes(connection, self.conversations, self.messages)
        self.tickets = Tickets(connection)
        self.outbox = OutboxRows(connection)
        self.records = Records(connection)
        self.staff = StaffRows(connection)
        self.hers = Hers(connection)
        self.joining = Joining(connection, self.conversations)
