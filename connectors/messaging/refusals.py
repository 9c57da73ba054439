"""What a platform's error codes mean for a message on its way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from connectors.messaging.sending import ChatGone
from counselling.channels import DeliveryError


@dataclass(frozen=True)
class Refusals:
    """The codes of one platform; any other is tried again.

    ``gone``: until she writes nothing reaches her. ``never``: this message does not, whatever is
    done. ``pauses``: seconds in which nothing goes out to anybody, for a limit, or for the office
    to mend something.
    """

    gone: Collection[object]
    never: Collection[object]
    pauses: Mapping[int, float] = field(default_factory=dict)

    def of(self, code: object, subcode: object = None) -> DeliveryError:
        """What to raise; never with the platform's words, which may quote the message."""
        kind = f"error {code}/{subcode}" if subcode else f"error {code}"
        if code in self.gone or subcode in self.gone:
            return ChatGone(kind)
        pause = self.pauses.get(code) if isinstance(code, int) else None
        return DeliveryError(kind, permanent=code in self.never, retry_after=pause)
