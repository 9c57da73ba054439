"""The Q&A set as a sheet for an office worker: written to XLSX or CSV, and taken back."""

from counselling.faq.sheet.columns import COLUMNS, Column
from counselling.faq.sheet.files import read_table, write_table
from counselling.faq.sheet.plan import Plan, make_plan
from counselling.faq.sheet.rows import export_rows
from counselling.faq.sheet.table import RowProblem, SheetProblems, Table
from counselling.faq.sheet.undo import NothingToUndo, carry_out, undo

__all__ = [
    "COLUMNS",
    "Column",
    "NothingToUndo",
    "Plan",
    "RowProblem",
    "SheetProblems",
    "Table",
    "carry_out",
    "export_rows",
    "make_plan",
    "read_table",
    "undo",
    "write_table",
]
