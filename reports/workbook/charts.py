"""The spreadsheet's own charts."""

from typing import TYPE_CHECKING

from reports.i18n import in_words
from reports.workbook.book import Chart, Sheet
from reports.workbook.palette import REQUIRED, RULE, SCHEDULED

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTH_PX, HEIGHT_PX, ROWS = 940, 300, 16
"""A chart's size, and the rows of a sheet that it takes with the space below it."""


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
        drawn.insert_chart(number * ROWS, len(sheet.columns) + 1, area)


def _series(chart: Chart, sheet: str, column: int) -> dict[str, object]:
    first, last = chart.rows.start + 1, chart.rows.stop  # below the headings
    return {
        "name": [sheet, 0, column],
        "categories": [sheet, first, chart.moments, last, chart.moments],
        "values": [sheet, first, column, last, column],
    }


def _moments_axis(chart: Chart) -> dict[str, object]:
    return {
        "text_axis": True,  # moments of one day would fall together on an axis of dates
        "interval_unit": chart.label_every,
        "interval_tick": chart.label_every,
        "num_font": {"size": 8},
        "position_axis": "on_tick",
    }
