"""Records as sheets: export, and import with a trial run first."""

from generator.core.problems import rules_in
from generator.spreadsheets import (
    csv_reader,
    grid,
    mapped_cells,
    mapped_sheet,
    mapping,
    own_sheets,
    record_edits,
    xlsx_package,
)

RULES = rules_in(
    xlsx_package, csv_reader, grid, own_sheets, record_edits, mapping, mapped_sheet, mapped_cells
)
