"""The report's figures as bars: SVG that stands in the page, styled by static/chart.css alone.

pygal would bring a script from its authors' site and styles of its own; our pages allow neither,
so both are taken out, with everything only that script would use.
"""

import sys
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pygal import Bar, HorizontalBar
from pygal.style import Style

from counselling.statistics.model import Figure, Report
from desk.reports.words import Words

# pygal leaves a finder of plugins behind that Python 3.11 warns of at every import that fails.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]

_WIDTH, _LINE = 420, 26  # of the drawing and of a lying bar, in its own units; the page scales it
_LETTERS = 13  # their size; static/chart.css says the same
_NAME = 30  # letters of a line's name that are shown
_UNUSED = {"defs", "desc", "title"}
_SETTINGS: Mapping[str, Any] = {
    "width": _WIDTH,
    "style": Style(label_font_size=_LETTERS, major_label_font_size=_LETTERS),
    "css": (),
    "js": (),
    "no_prefix": True,
    "disable_xml_declaration": True,
    "show_legend": False,
    "truncate_label": _NAME,
    "max_scale": 6,
    "margin": 4,
}


def charts(report: Report, words: Words) -> Mapping[str, Markup]:
    """The drawing of each figure by its name; none where no number is seen but zeros.

    Hidden numbers have no bar.
    """
    return {
        figure.name: Markup(_drawn(figure, words))  # noqa: S704  # pygal escapes every text
        for section in report.sections
        for figure in section.figures
        if any(line.number for line in figure.lines)
    }


def _drawn(figure: Figure, words: Words) -> str:
    chart = _standing(figure) if figure.name == "hour" else _lying(figure, words)
    chart.value_formatter = lambda number: words.number(round(number))
    chart.range = (0, max(line.number or 0 for line in figure.lines))
    chart.add_xml_filter(_bare)
    return str(chart.render(is_unicode=True))


def _lying(figure: Figure, words: Words) -> Any:
    lines = figure.lines[::-1]  # they are drawn from below
    chart = HorizontalBar(
        height=_LINE * len(lines) + 8,
        show_x_labels=False,
        print_values=True,
        print_values_position="top",
        margin_right=42,
        **_SETTINGS,
    )
    chart.x_labels = [_short(words.line(figure, line)) for line in lines]
    chart.add("", [line.number for line in lines])
    return chart


def _standing(figure: Figure) -> Any:
    chart = Bar(height=190, x_labels_major_every=3, show_minor_x_labels=False, **_SETTINGS)
    chart.x_labels = [line.key for line in figure.lines]
    chart.add("", [line.number for line in figure.lines])
    return chart


def _short(name: str) -> str:
    """The name, or its end: names of offices and agencies begin alike."""
    return name if len(name) <= _NAME else f"…{name[1 - _NAME :]}"


def _bare(root: Any) -> Any:
    """Only what is drawn: no script, style, tooltip or description, and no ids."""
    for parent in list(root.iter()):
        for child in list(parent):
            tag = str(child.tag).rpartition("}")[2]
            if not isinstance(child.tag, str) or tag in _UNUSED or _tip(child):
                parent.remove(child)
        for name in ("style", "id"):
            parent.attrib.pop(name, None)
    root.set("role", "presentation")
    root.set("focusable", "false")
    return root


def _tip(node: Any) -> bool:
    return "tooltip-overlay" in node.get("class", "")
