"""The spreadsheet's own charts."""

from typing import TYPE_CHECKING

from reports.i18n import in_words
from reports.workbook.book import Chart, Sheet
from reports.workbook.palette import REQUIRED, RULE, SCHEDULED
from reports.workbook.styles import MOMENTS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTH_PX, HEIGHT_PX, ROWS, A_PAGE = 720, 300, 16, 2
"""A chart's size, the rows of a sheet that it takes with the space below it, and how many a page holds."""


def add_charts(book: "Workbook", drawn: "Worksheet", sheet: Sheet, language: str) -> None:
    """Put a sheet's charts beside its rows, one below the other."""
    for number, chart in enumerate(sheet.charts):
        area, line = book.add_chart({"type": "area"}), book.add_chart({"type": "line"})
        scheduled = {"fill": {"color": SCHEDULED}, "border": {"none": True}}
        area.add_series(_series(chart, drawn.get_name(), chart.scheduled) | scheduled)
        line.add_series(_series(chart, drawn.get_name(), chart.required) | {"line": {"color": REQUIRED, "width": 1.25}})
        area.combine(line)
        area.set_title({"name": str(in_words(chart.title, language)), "name_font": {"size": 12}})
        area.set_x_axis(_moments_axis(chart))
        area.set_y_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": RULE}}})
        area.set_legend({"position": "bottom"})
        area.set_size({"width": WIDTH_PX, "height": HEIGHT_PX})
        drawn.insert_chart(1 + number * ROWS, len(sheet.columns) + 1, area, {"y_offset": 5})


def page_breaks(sheet: Sheet) -> list[int]:
    """Return the rows at which a page ends, so that no chart is cut."""
    return [1 + number * ROWS for number in range(A_PAGE, len(sheet.charts), A_PAGE)]


def _series(chart: Chart, sheet: str, column: int) -> dict[str, object]:
    first, last = chart.rows.start + 1, chart.rows.stop  # below the headings
    return {
        "name": [sheet, 0, column],
        "categories": [sheet, first, chart.moments, last, chart.moments],
        "values": [sheet, first, column, last, column],
    }


def _moments_axis(chart: Chart) -> dict[str, object]:
    return {
        "num_format": MOMENTS["day"],
        "text_axis": True,  # moments of one day would fall together on an axis of dates
        "interval_unit": chart.label_every,
        "interval_tick": chart.label_every,
        "num_font": {"size": 8},
        "position_axis": "on_tick",
    }
