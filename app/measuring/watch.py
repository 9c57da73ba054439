"""The operator's view of one running service, put together."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from prometheus_client import CollectorRegistry

from app.backup.key_copies import KeyCopies
from app.faq_status import FaqStatus
from app.measuring.figures import Figures
from app.measuring.gauges import registry_of
from app.measuring.parts import Parts, measured_parts
from app.measuring.readiness import Readiness
from app.measuring.serving import metrics_app, read_token
from app.measuring.sounding import Assistants, Counted, Sounder
from app.measuring.troubles import Troubles
from app.measuring.ways import MeasuredAssistant, measured_channels
from app.office import Office
from app.serving import serving
from app.settings import BadSettings, Settings
from counselling.assistant import Assistant
from counselling.channels import Channel
from counselling.live import Live


class Watch:
    """Counts from the start; once there is an office (``over``) it can also be sounded."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._figures = Figures()
        self.troubles = Troubles(self._figures)
        self.parts: Parts = measured_parts(self._figures)
        self._channels: list[str] = []
        self.sounder: Sounder | None = None
        self.readiness: Readiness | None = None

    def assistant(self, assistant: Assistant) -> Assistant:
        """The same, timed."""
        return MeasuredAssistant(self._figures, assistant)

    def channels(
        self, ways: Sequence[Callable[[Live], Channel]]
    ) -> Sequence[Callable[[Live], Channel]]:
        """The same, counted."""
        return measured_channels(self._figures, ways, self._channels)

    def over(
        self, office: Office, assistants: Assistants, faq: FaqStatus, copies: KeyCopies
    ) -> None:
        """From now on ``office`` can be sounded."""
        self.readiness = Readiness(office.store, self._settings.data_dir)
        self.sounder = Sounder(
            self._settings,
            office,
            assistants,
            faq,
            copies,
            readiness=self.readiness,
            counted=Counted(self._channels, self.troubles),
        )

    async def registries(self) -> Sequence[CollectorRegistry]:
        """Everything there is to export, as of now."""
        sounded = [registry_of(await self.sounder.sound())] if self.sounder else []
        return [self._figures.registry, *sounded]

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[str]:
        """Count troubles, and serve /metrics where the settings want it; gives its address or "".

        Raises BadSettings: the port is taken, or the token cannot be read.
        """
        logging.getLogger().addHandler(self.troubles)
        try:
            if self._settings.metrics_port is None:
                yield ""
                return
            async with AsyncExitStack() as stack:
                yield await self._serve(stack, self._settings.metrics_port)
        finally:
            logging.getLogger().removeHandler(self.troubles)

    async def _serve(self, stack: AsyncExitStack, port: int) -> str:
        try:
            app = metrics_app(self.registries, read_token(self._settings.metrics_token_file))
        except (OSError, ValueError) as error:
            raise BadSettings([f"OSSO_METRICS_TOKEN_FILE: {error}"]) from None
        at = serving(app, self._settings.metrics_host, port, most=20)
        try:
            return f"{await stack.enter_async_context(at)}/metrics"
        except OSError as error:
            raise BadSettings([f"OSSO_METRICS_PORT: {port}: {error.strerror}"]) from None
