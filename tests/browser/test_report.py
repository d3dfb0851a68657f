"""The report in a real browser: offline, without scripts, complete in both languages, printable."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.present import Scenario, agent_page, comparison_page, report_page, team_page
from reports import LANGUAGES, render
from tests.example_run import Centre, example_run

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
SECTIONS = (
    "overview",
    "history",
    "forecast",
    "requirement",
    "coverage",
    "gaps",
    "simulation",
    "roster",
    "day",
    "handovers",
    "fairness",
    "cost",
    "run",
)
DATA_WORDS = {
    "Asia",
    "Shanghai",
    "App",
    "Email",
    "double",
    "Erlang",
    "SAT",
    "Python",
    "ortools",
    "workforce",
    "planner",
} | {*("plan", "toml", "effects", "month", "day", "chat", "general", "history", "csv", "sha", "staff", "team")}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


AXE = Path(os.environ.get("AXE_CORE", ""))
"""axe.min.js of the npm package axe-core."""
A4_LANDSCAPE_PX = 1039  # between margins of 11 mm


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, page = tmp_path_factory.mktemp("reports"), report_page(example_run(Centre(agents=24)))
    paths = {language: folder / f"report.{language}.html" for language in LANGUAGES}
    for language, path in paths.items():
        path.write_text(render(page, language), encoding="utf-8")
    return paths


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One page of each kind."""
    folder, run = tmp_path_factory.mktemp("pages"), example_run(Centre(agents=24))
    made = {
        "report": report_page(run),
        "index": report_page(run, dict.fromkeys(("在线一组", "在线二组", "热线组"), "teams/one")),
        "team": team_page(run, "在线一组"),
        "agent": agent_page(run, "A003"),
        "whatif": comparison_page([Scenario("base", run), Scenario("更多", run, ["events.double12.volume=3"])]),
    }
    paths = {kind: folder / f"{kind}.html" for kind in made}
    for kind, path in paths.items():
        path.write_text(render(made[kind], "zh"), encoding="utf-8")
    return paths


KINDS = ("report", "index", "team", "agent", "whatif")


class Visit:
    """One page opened offline, with everything that it asked for and complained about."""

    def __init__(self, browser: Any, file: Path, scripts: bool = False, **more: Any) -> None:
        settings = {"offline": True, "viewport": {"width": 1400, "height": 900}, **more}
        context = browser.new_context(java_script_enabled=scripts, **settings)
        self.page = context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_without_a_request_or_a_complaint(
    browser: Any, files: dict[str, Path], language: str, scripts: bool
) -> None:
    visit = Visit(browser, files[language], scripts)
    assert visit.requests == [files[language].as_uri()]
    assert visit.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_there_without_scripts(browser: Any, files: dict[str, Path], language: str) -> None:
    page = Visit(browser, files[language]).page
    assert page.locator("main > section").count() == len(SECTIONS)
    for section in SECTIONS:
        box = page.locator(f"#{section}").bounding_box()
        assert box["height"] > 80, section
    assert page.locator("#forecast svg[role=img]").count() == 6
    assert page.locator("#coverage path.short").count() == 6
    assert page.locator("#simulation svg[role=img]").count() == 6  # five queues and the agents
    assert page.locator("#day .gantt").count() == 7
    assert page.locator("#roster tbody tr:not(.team)").count() == 24
    assert page.locator("#roster td.locked").count() == 2
    assert page.locator("svg[role=img]").count() == page.locator("figure > details table").count()


def test_the_chinese_page_has_no_word_but_chinese_and_data(browser: Any, files: dict[str, Path]) -> None:
    page = Visit(browser, files["zh"]).page
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.locator("code").evaluate_all("all => all.forEach(one => one.remove())")  # keys of the plan
    shown = page.locator("body").inner_text() + "\n" + "\n".join(_attributes(page))
    assert set(re.findall("[A-Za-z]{3,}", shown)) - DATA_WORDS == set()


def _attributes(page: Any) -> list[str]:
    values = page.locator("[title],[aria-label]").evaluate_all(
        "all => all.map(one => [one.title, one.ariaLabel].filter((text) => typeof text === 'string').join(' '))"
    )
    return [value for value in values if isinstance(value, str)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_is_not_blank(browser: Any, files: dict[str, Path], language: str) -> None:
    page = Visit(browser, files[language]).page
    for section in ("overview", "coverage", "roster"):
        picture = page.locator(f"#{section}").screenshot()
        assert len(picture) > 10_000, section  # a blank PNG of this size is about 5 kB


@pytest.mark.parametrize("name", ["", "<script>alert(1)</script>", "长" * 200, "x" * 200])
def test_nothing_runs_out_of_the_window(browser: Any, tmp_path: Path, name: str) -> None:
    file = tmp_path / "report.html"
    run = example_run(Centre(agents=3), agent_name=name, team=name, queue_name=name)
    file.write_text(render(report_page(run), "en"), encoding="utf-8")
    page = Visit(browser, file).page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_pointer_reads_the_data_table(browser: Any, files: dict[str, Path]) -> None:
    page = Visit(browser, files["en"], scripts=True).page
    figure = page.locator("#forecast figure").first
    box = figure.locator("svg").first.bounding_box()
    figure.locator("svg").first.hover(position={"x": box["width"] * (42 + 554 * 36.5 / 168) / 600, "y": 80})
    cell = figure.locator("details tbody tr", has_text="12:00").locator("td").nth(1).text_content()
    assert figure.locator("output").text_content() == f"Tue 8 Dec 12:00  {cell}"


def test_what_is_folded_on_the_screen_is_printed(browser: Any, files: dict[str, Path]) -> None:
    page = Visit(browser, files["en"]).page
    last = page.locator(".listing li").last
    assert not last.is_visible()
    page.emulate_media(media="print")
    assert last.is_visible()
    assert not page.locator("figure details").first.is_visible()


def test_it_prints_on_landscape_pages_with_headings_repeated(browser: Any, files: dict[str, Path]) -> None:
    page = Visit(browser, files["en"]).page
    page.emulate_media(media="print")
    assert page.locator(".roster thead").evaluate("one => getComputedStyle(one).display") == "table-header-group"
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = {tuple(float(edge) for edge in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)}
    [(_left, _low, width, height)] = boxes
    assert width == pytest.approx(842, abs=1)
    assert height == pytest.approx(595, abs=1)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_at_the_edge_of_the_paper(browser: Any, pages: dict[str, Path], kind: str) -> None:
    page = Visit(browser, pages[kind], viewport={"width": A4_LANDSCAPE_PX, "height": 718}).page
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wider = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.ariaLabel)"
    assert page.locator(".scroll").evaluate_all(wider) == []


def test_tables_over_several_pages_have_headings(browser: Any, pages: dict[str, Path]) -> None:
    page = Visit(browser, pages["report"]).page
    page.emulate_media(media="print")
    shown = "all => [...new Set(all.map(one => getComputedStyle(one).display))]"
    assert page.locator("thead").evaluate_all(shown) == ["table-header-group"]


def test_handover_sheets_are_printed_with_room_to_write(browser: Any, pages: dict[str, Path]) -> None:
    page = Visit(browser, pages["report"]).page
    first = page.locator(".sheet").first
    assert not first.is_visible()
    page.emulate_media(media="print")
    assert first.is_visible()
    assert first.locator("dd").count() == 6
    assert first.locator("dd").first.bounding_box()["height"] >= 30
    assert first.evaluate("one => getComputedStyle(one).breakInside") == "avoid"


def test_arrow_keys_read_the_chart(browser: Any, pages: dict[str, Path]) -> None:
    page = Visit(browser, pages["report"], scripts=True).page
    figure = page.locator("#coverage figure").nth(1)
    figure.locator("svg").focus()
    for key in ("PageDown", *["ArrowRight"] * 12):
        page.keyboard.press(key)
    assert figure.locator("output").is_visible()
    assert str(figure.locator("output").text_content()).startswith("周二 12-08 12:00")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_opens_without_a_complaint(browser: Any, pages: dict[str, Path], kind: str) -> None:
    visit = Visit(browser, pages[kind], scripts=True)
    assert (visit.requests, visit.complaints) == ([pages[kind].as_uri()], [])


@pytest.mark.skipif(not AXE.is_file(), reason="AXE_CORE names no axe.min.js of the npm package axe-core")
@pytest.mark.parametrize(
    ("kind", "scheme"),
    [("report", "light"), ("report", "dark"), ("team", "light"), ("agent", "dark"), ("whatif", "light")],
)
def test_axe_finds_no_serious_fault(browser: Any, pages: dict[str, Path], kind: str, scheme: str) -> None:
    page = Visit(browser, pages[kind], scripts=True, color_scheme=scheme, bypass_csp=True).page
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [
        (fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in ("serious", "critical")
    ] == []
