"""Self-contained HTML reports in English and Chinese, and workbooks that people fill in.

Build a `pages.Page` and `render` it; `text` marks the words to be translated, `translate` says any message in a
language.
"""

from reports import input_workbook, labels, pages
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
    "input_workbook",
    "labels",
    "pages",
    "render",
    "text",
    "translate",
]
