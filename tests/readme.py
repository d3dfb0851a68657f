"""Refresh what README shows of a run: `make readme` plans the example centre and writes its output and its pictures."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"(<!-- run -->\n```text\n).*?(```)", re.DOTALL)
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
PICTURE = {"width": 1280, "height": 1100}


def run_demo(folder: Path, language: str) -> str:
    """Return what `make demo` prints of the run, in a language."""
    run_planner(folder, "init", "build/demo", "--lang", language, "--quiet")
    return run_planner(folder, "run", "-C", "build/demo", "--lang", language)


def run_planner(folder: Path, *arguments: str) -> str:
    """Run a command in a folder and return its words and its data as they come."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from planner.cli import main; sys.exit(main())", *arguments],
        cwd=folder,
        check=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"},
    )
    return done.stdout


def show(printed: str, readme: Path) -> None:
    """Put what was printed in the place that README keeps for it."""
    text = readme.read_text(encoding="utf-8")
    readme.write_text(BLOCK.sub(lambda block: block[1] + printed + block[2], text), encoding="utf-8")


def take_picture(report: Path, picture: Path) -> None:
    """Photograph the top of a report."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=PICTURE)
        page.goto(report.as_uri())
        page.screenshot(path=picture)
        browser.close()


def main() -> None:
    for language, readme in READMES.items():
        with tempfile.TemporaryDirectory() as folder:
            printed = run_demo(Path(folder), language)
            show(printed, readme)
            [report] = Path(folder).glob(f"build/demo/runs/*/report.{language}.html")
            take_picture(report, ROOT / "docs" / f"report.{language}.png")


if __name__ == "__main__":
    main()
