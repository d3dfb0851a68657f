"""The message catalogue against the source: `python -m tests.catalogue [--update]`.

What is to be translated is found by three marks: the class attribute `template = "…"`, the first literal argument of
calls named `_` or `translate`, and `_("…")` in the Jinja templates. Without an option, lists what is missing from the
Chinese catalogue and what is obsolete; `--update` adds the missing with an empty translation and drops the obsolete.
"""

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parent.parent
PACKAGES = ("planner", "forecasting", "solver", "reports")
CATALOGUE = ROOT / "reports/locale/zh_Hans_CN/LC_MESSAGES/messages.po"
MARKS = ("_", "translate")


def in_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in MARKS and node.args:
            yield from _literal(node.args[0])
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if _assigned(statement) == "template":
                    yield from _literal(statement.value)


def in_template(source: str) -> Iterator[str]:
    for _line, _function, arguments in extract_from_ast(Environment().parse(source), MARKS, babel_style=False):
        yield arguments[0]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _assigned(statement: ast.stmt) -> str:
    if isinstance(statement, ast.AnnAssign):
        return getattr(statement.target, "id", "") if statement.value else ""
    return getattr(statement.targets[0], "id", "") if isinstance(statement, ast.Assign) else ""


def _literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def extracted() -> dict[str, str]:
    """Every message in the source → the first file that says it."""
    found: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            read = {".py": in_python, ".html": in_template}.get(path.suffix)
            for message in read(path.read_text(encoding="utf-8")) if read else ():
                found.setdefault(message, path.relative_to(ROOT).as_posix())
    return found


def stored() -> dict[str, str]:
    """Every entry of the catalogue with its translation (empty where there is none)."""
    return {str(entry.id): str(entry.string) for entry in _read() if entry.id}


def places(template: str) -> set[str]:
    """The named places of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def update() -> None:
    """Write the catalogue anew: one entry for each message, grouped by file, translations kept."""
    known, fresh = stored(), Catalog(locale="zh_Hans_CN", fuzzy=False)
    for message, file in sorted(extracted().items(), key=lambda item: (item[1], item[0])):
        fresh.add(message, known.get(message, ""), locations=[(file, None)])
    with CATALOGUE.open("wb") as po:
        po.write(b'msgid ""\nmsgstr ""\n"Language: zh_Hans_CN\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n')
        write_po(po, fresh, width=0, omit_header=True, sort_by_file=True, include_lineno=False)


def _read() -> Catalog:
    with CATALOGUE.open("rb") as po:
        return read_po(po, locale="zh_Hans_CN")


def main() -> None:
    if "--update" in sys.argv:
        update()
    wanted, known = extracted(), stored()
    for message, file in wanted.items():
        if not known.get(message):
            sys.stdout.write(f"missing   {file}: {message!r}\n")
    for message in sorted(set(known) - set(wanted)):
        sys.stdout.write(f"obsolete  {message!r}\n")


if __name__ == "__main__":
    main()
