"""Who has a case's page open at another service, as that one tells."""

from collections import defaultdict
from collections.abc import Callable

from counselling.together.whereabouts import FADES_AFTER, LooksAt


class LookingElsewhere:
    """Pages by conversation and staff id. ``clock``: seconds that are never set back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pages: defaultdict[str, dict[tuple[str, str], tuple[str, float]]] = defaultdict(dict)

    def told(self, page: LooksAt) -> bool:
        """Note it; whether that changes who is there."""
        before = self.at(page.conversation_id)
        pages = self._pages[page.conversation_id]
        if page.open:
            pages[page.staff_id, page.service] = page.name, self._clock()
        else:
            pages.pop((page.staff_id, page.service), None)
        if not pages:
            del self._pages[page.conversation_id]
        return self.at(page.conversation_id) != before

    def at(self, conversation_id: str) -> dict[str, str]:
        """Their names by staff id."""
        pages = self._pages.get(conversation_id, {})
        return {staff_id: name for (staff_id, _), (name, _) in pages.items()}

    def fade(self) -> list[str]:
        """Drop what has not been told again; the conversations that this concerns."""
        since = self._clock() - FADES_AFTER
        faded = []
        for conversation_id, pages in tuple(self._pages.items()):
            late = [key for key, (_, at) in pages.items() if at < since]
            for key in late:
                del pages[key]
            if not pages:
                del self._pages[conversation_id]
            if late:
                faded.append(conversation_id)
        return faded
