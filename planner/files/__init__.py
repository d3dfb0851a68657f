"""CSV and XLSX in, CSV out: canonical tables, and the import of what other systems export."""

from planner.files.importing import FileReport, Gap, ImportReport, LeftOut, import_files
from planner.files.reading import read_table
from planner.files.writing import write_table

__all__ = ["FileReport", "Gap", "ImportReport", "LeftOut", "import_files", "read_table", "write_table"]
