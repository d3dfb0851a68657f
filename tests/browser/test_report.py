"""The report in a real browser: offline, without scripts, complete in both languages, printable."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planner.present import report_page
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


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, page = tmp_path_factory.mktemp("reports"), report_page(example_run(Centre(agents=24)))
    paths = {language: folder / f"report.{language}.html" for language in LANGUAGES}
    for language, path in paths.items():
        path.write_text(render(page, language), encoding="utf-8")
    return paths


class Visit:
    """One page opened offline, with everything that it asked for and complained about."""

    def __init__(self, browser: Any, file: Path, scripts: bool = False) -> None:
        context = browser.new_context(
            java_script_enabled=scripts, offline=True, viewport={"width": 1400, "height": 900}
        )
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
