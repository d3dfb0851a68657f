"""Import of what other systems export: interval statistics and contact records."""

from planner.files.importing.report import FileReport, Gap, ImportReport, LeftOut
from planner.files.importing.run import import_files

__all__ = ["FileReport", "Gap", "ImportReport", "LeftOut", "import_files"]
