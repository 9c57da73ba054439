"""The report on paper: PDF, A4."""

from datetime import datetime

from counselling.statistics.model import Figure, Report
from desk.reports.words import Words
from documents import Paper


def as_paper(report: Report, words: Words, *, written: datetime) -> bytes:
    """The file, made at ``written``. Takes a good part of a second: not in the event loop."""
    title = words.title(report)
    foot = f"{title}, {words.period(report.period)}"
    paper = Paper(title, words.language, written=written, foot=foot)
    paper.title(title)
    paper.paragraph(words.period(report.period))
    paper.table(
        (words.gettext("At a glance"), words.gettext("Number")),
        [(words.key(line), words.number(line.number)) for line in report.key],
        widths=(4, 1),
    )
    for section in report.sections:
        paper.heading(words.section(section.name))
        for figure in section.figures:
            _figure(paper, figure, words)
    for remark in words.remarks():
        paper.small(remark)
    return paper.finish()


def _figure(paper: Paper, figure: Figure, words: Words) -> None:
    heads = (words.figure(figure.name), words.gettext("Number"), words.gettext("Share"))
    lines = [
        (words.line(figure, line), words.number(line.number), words.share(line, figure.total))
        for line in figure.lines
    ]
    total = (words.gettext("Total"), words.number(figure.total), "")
    paper.table(heads, [*lines, total], widths=(4, 1, 1))
