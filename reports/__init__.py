"""Self-contained HTML reports, workbooks to read and to fill in, and calendars, in English and Chinese.

Build a `pages.Page` and `render` it, a `workbook.Book` or an `ics.Calendar`; `text` marks the words to be translated,
`translate` says any message in a language.
"""

from reports import ics, input_workbook, labels, pages, workbook
from reports.i18n import LANGUAGES, translate
from reports.render import render
from reports.words import Joined, Moment, Number, Percent, Words, text

__all__ = [
    "LANGUAGES",
    "Joined",
    "Moment",
    "Number",
    "Percent",
    "Words",
    "ics",
    "input_workbook",
    "labels",
    "pages",
    "render",
    "text",
    "translate",
    "workbook",
]
