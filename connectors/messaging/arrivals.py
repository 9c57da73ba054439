"""What may arrive from a platform, narrowed to what it is for us.

``chat`` is the platform's own name of the chat. ``id`` is unique within the chat; ``message_id`` is
by what the message can be deleted there, None where it cannot. ``language`` is her device's code.
"""

from dataclasses import dataclass

from counselling.attachments.attachment import Looks
from counselling.channels import Button


@dataclass(frozen=True)
class Arrival:
    """Something in a chat. As it stands it has no meaning here: acknowledged and counted."""

    chat: str


@dataclass(frozen=True)
class Said(Arrival):
    """A text of hers; an edited text is a new one. ``choice``: what a command of hers stands for.

    A command has no text of its own then.
    """

    id: str
    message_id: str | None
    text: str
    language: str | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Tapped(Arrival):
    """A button; None if it is none of ours."""

    id: str
    button: Button | None
    language: str | None = None


@dataclass(frozen=True)
class Filed(Arrival):
    """A picture or file; ``id`` is that of her words beside it, ``size`` in bytes.

    ``file``: by what its bytes are fetched. ``unique_id`` names the file itself: an edited caption
    leaves it as it was.
    """

    id: str
    message_id: str | None
    file: str
    unique_id: str
    looks: Looks
    name: str = ""
    size: int | None = None
    caption: str = ""
    language: str | None = None


@dataclass(frozen=True)
class Unreadable(Arrival):
    """A voice note ...: ``kind`` is one of unreadable.KINDS, ``caption`` her words beside it."""

    id: str
    message_id: str | None
    kind: str
    caption: str = ""
    language: str | None = None


@dataclass(frozen=True)
class Left(Arrival):
    """She blocked us or took us back (``gone`` is False then)."""

    gone: bool


@dataclass(frozen=True)
class Elsewhere(Arrival):
    """Somebody of the office (``staff``) answers her in the platform's own inbox, or stopped.

    ``said``: in words, where there are any.
    """

    staff: bool
    said: str = ""


@dataclass(frozen=True)
class Delivery:
    """What a platform brings at one time; ``id`` is the same when it brings it again."""

    id: str
    arrival: Arrival


Hers = Said | Tapped | Filed | Unreadable
"""What she sent, to be stored."""
