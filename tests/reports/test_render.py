"""Pages → one HTML file: each block in both languages, nothing from elsewhere, hostile text shown as text."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from reports import LANGUAGES, Number, pages, render, text
from reports.pages import Page, Section

AXIS = pages.TimeAxis(
    length_h=48, days=[pages.Day(0, "Mon"), pages.Day(24, "Tue")], interval_h=12, starts_h=[0, 12, 24]
)
TABLE = pages.Table([pages.Column(""), pages.Column("Mon", number=True)], [["08:00", Number(3)]], text("Contacts"))
HOSTILE = "<script>alert(1)</script>\" onload='x' &amp; \u202eabc\u202c " + "长" * 200
DUTY = pages.Duty(8, 17, "08:00–17:00", 0, [pages.Stretch(12, 13, "break")], breaks=HOSTILE, post=HOSTILE, locked=True)


def blocks(name: str) -> dict[str, pages.Block]:
    """One of each kind of block, with the name wherever users' text can stand."""
    row = pages.RosterRow(name, name, [pages.RosterCell(DUTY), pages.RosterCell(absence=name)], [Number(9, 1)])
    idle = pages.RosterRow(
        "A2", name, [pages.RosterCell(), pages.RosterCell(wish=pages.Cell(name, "bad"))], [Number(0)]
    )
    line = pages.Line(name, [1, 2, 3])
    return {
        "cards": pages.Cards([pages.Card(name, Number(1), name, "bad"), pages.Card("plain", "x")]),
        "notices": pages.Notices(
            [pages.Notice(text("{count} intervals are below their target", count=name), name, name)]
        ),
        "listing": pages.Listing(name, [name, name], folded=True),
        "prose": pages.Prose([name]),
        "entries": pages.Entries([pages.Entry(name, name)]),
        "table": pages.Table(
            [pages.Column(name), pages.Column("b")],
            [[pages.Cell(name, key=name, note=name, link=name), pages.Cell(name, "good")]],
            name,
            name,
        ),
        "band_chart": pages.BandChart(
            name, name, AXIS, line, TABLE, pages.Band(name, [0, 1, 2], [2, 3, 4]), line, [pages.Mark(0, 24, name)]
        ),
        "stack_chart": pages.StackChart(name, name, AXIS, [line, line], line, TABLE),
        "histogram": pages.Histogram(name, name, [pages.Bar(name, 3), pages.Bar(name, 0)], TABLE),
        "folded": pages.Folded(name, [TABLE], name, name),
        "day_plan": pages.DayPlan(name, name, [pages.DayRow(name, name, name, DUTY)], [name], 7.5, 18),
        "sheets": pages.Sheets(name, [pages.Sheet(name, [name], [name])]),
        "step_chart": pages.StepChart(name, name, AXIS, [1, 2, 3], [1, 1, 4], TABLE),
        "heat_table": pages.HeatTable(name, name, ["8"], 2, [pages.HeatRow(name, [-1.2, None])]),
        "roster_table": pages.RosterTable(
            [name, name], [name], [pages.RosterTeam(name, [row, idle], [name, name])], [name], 8, 17
        ),
    }


def page(*content: pages.Block, name: str = "n") -> Page:
    return Page(name, name, [Section("one", name, content, lead=name), Section("two", name, [], columns=2)], name)


class Reader(HTMLParser):
    """Collects tags, references to elsewhere and attributes that run scripts; checks that tags close."""

    VOID = ("meta", "line", "rect", "path", "br")
    OPEN_ENDED = ("td", "th", "tr")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.references: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.references += [
            str(value) for key, value in attributes if key in ("src", "href", "action", "data", "srcset")
        ]
        self.handlers += [key for key, _ in attributes if key.startswith("on")]
        if tag not in (*self.VOID, *self.OPEN_ENDED):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_every_block_has_its_template_and_every_template_its_block() -> None:
    from reports.render import environment

    parts = {name for name in environment("en").list_templates() if name.startswith("parts/")}
    assert parts == {f"parts/{block.part}.html" for block in blocks("n").values()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", blocks("n"))
def test_each_block_renders_in_each_language(kind: str, language: str) -> None:
    reader = Reader(render(page(blocks("名字")[kind]), language))
    assert reader.open == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_users_typed_is_text(language: str) -> None:
    html = render(page(*blocks(HOSTILE).values(), name=HOSTILE), language)
    reader = Reader(html)
    assert reader.tags.count("script") == 1  # ours
    assert reader.handlers == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34; onload=&#39;x&#39; &amp;amp; \u202eabc" in html


def test_the_file_asks_for_nothing_and_allows_only_its_own_script() -> None:
    html = render(page(*blocks("n").values()), "en")
    reader = Reader(html)
    assert all(reference.startswith("#") or reference == "n.en.html" for reference in reader.references)
    assert "url(" not in html
    assert "@import" not in html
    script = re.search("<script>(.*)</script>", html, re.DOTALL)
    assert script is not None
    assert f"script-src 'sha256-{b64encode(sha256(script[1].encode()).digest()).decode()}'" in html
    assert len(script[1]) <= 2000


def test_the_language_is_declared() -> None:
    assert '<html lang="zh-Hans">' in render(page(), "zh")
    assert '<html lang="en">' in render(page(), "en")


def test_charts_carry_their_data_table() -> None:
    html = render(page(blocks("n")["step_chart"]), "zh")
    assert "<summary>数据表</summary>" in html
    assert "进线量" in html


def test_same_page_same_bytes() -> None:
    assert render(page(*blocks("n").values()), "zh") == render(page(*blocks("n").values()), "zh")
