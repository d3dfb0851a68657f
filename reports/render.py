"""Pages to HTML: one file that needs nothing else."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from reports import charts, strips
from reports.i18n import in_words, translate
from reports.pages import Page

if TYPE_CHECKING:
    from jinja2 import Environment

HTML_LANGUAGES = {"en": "en", "zh": "zh-Hans"}
OPTIONAL_ENDS = re.compile("</(?:td|th|tr)>")
"""End tags that HTML lets be left out; a page has ten thousand of them."""


def render(page: Page, language: str) -> str:
    """Return the page in the language (`en` or `zh`) as one self-contained HTML document.

    The document asks nothing of any server and is complete without scripts; whatever users typed is escaped, and the
    browser is told to run the one script of ours only.
    """
    html = environment(language).get_template("page.html").render(page=page, language=language)
    return OPTIONAL_ENDS.sub("", html)  # what users typed is escaped, so only ours can match


@cache
def environment(language: str) -> "Environment":
    """Return the templates with a language's words; an undefined name in a template is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # a command that renders nothing must not pay
    from markupsafe import Markup

    templates = PackageLoader("reports")
    made = Environment(
        loader=templates,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["say"] = lambda words: in_words(words, language)
    script = templates.get_source(made, "readout.js")[0]
    made.globals.update(
        _=lambda template: translate(template, language),
        html_language=HTML_LANGUAGES[language],
        charts=charts,
        strips=strips,
        script=Markup(script),
        script_digest=b64encode(sha256(script.encode()).digest()).decode(),
    )
    return made
