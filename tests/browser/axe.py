"""What axe-core finds on a page: every rule it has, best practices included."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page


async def findings(page: Page) -> list[str]:
    """Each finding as ``rule: element and mend``; empty if the page is in order."""
    results = await Axe().run(page)
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in results.response["violations"]
        for node in found["nodes"]
    ]
