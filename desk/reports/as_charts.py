"""The report's figures as bars: SVG that stands in the page, styled by static/chart.css alone.

pygal would bring a script from its authors' site and styles of its own; our pages allow neither,
so both are taken out, with everything only that script would use.
"""

import sys
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pygal import Bar, HorizontalBar

from counselling.statistics.model import Figure, Report
from desk.reports.words import Words

# pygal leaves a finder of plugins behind that Python 3.11 warns of at every import that fails.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]

_MANY = 12  # lines from which bars stand side by side
_WIDTH = 640  # of the drawing, in its own units; the page scales it
_LINE = 34  # height of a lying bar
_NAMES = 34  # letters of a line's name that are shown
_UNUSED = {"defs", "desc", "title"}


def charts(report: Report, words: Words) -> Mapping[str, Markup]:
    """The drawing of each figure by its name. Hidden numbers have no bar."""
    return {
        figure.name: Markup(_drawn(figure, words))  # noqa: S704  # pygal escapes every text
        for section in report.sections
        for figure in section.figures
        if not figure.empty
    }


def _drawn(figure: Figure, words: Words) -> str:
    lying = len(figure.lines) < _MANY
    lines = figure.lines[::-1] if lying else figure.lines  # lying bars are drawn from below
    chart = (HorizontalBar if lying else Bar)(
        width=_WIDTH,
        height=_LINE * len(lines) + 20 if lying else 220,
        css=(),
        js=(),
        no_prefix=True,
        disable_xml_declaration=True,
        show_legend=False,
        show_y_guides=not lying,
        print_values=lying,
        print_values_position="top",
        value_formatter=lambda number: words.number(round(number)),
        truncate_label=_NAMES,
        margin=6,
        margin_right=48 if lying else 6,
        range=(0, max((line.number or 0 for line in lines), default=0) or 1),
    )
    chart.x_labels = [words.line(figure, line) for line in lines]
    chart.add("", [line.number for line in lines])
    chart.add_xml_filter(_bare)
    return str(chart.render(is_unicode=True))


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
