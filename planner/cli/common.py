"""The options that stand on every command, and the frame in which every command runs."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.help import Command, lang_option
from planner.cli.out import Out
from planner.cli.words import _

if TYPE_CHECKING:
    from planner.centre import Centre
    from planner.pipeline import Run


def _option(*names: str, text: str, **more: Any) -> Any:
    return typer.Option(*names, help=text, **more)


@dataclass(frozen=True, slots=True)
class Common:
    """What every command can be told."""

    folder: Annotated[Path, _option("-C", metavar="DIR", text=_("folder of the plan"))] = Path()
    plan: Annotated[
        Path | None,
        _option("--plan", metavar="FILE", text=_("plan (TOML or XLSX); else the one here or above")),
    ] = None
    week: Annotated[
        str | None, _option("--week", metavar="WEEK", text=_("ISO week; else the one after the history"))
    ] = None
    lang: Annotated[str | None, lang_option()] = None
    json: Annotated[bool, _option("--json", text=_("print one JSON object"))] = False
    quiet: Annotated[bool, _option("--quiet", "-q", text=_("say only what went wrong"))] = False
    seed: Annotated[
        int, _option("--seed", min=0, metavar="N", text=_("seed of all that is random: same seed, same result"))
    ] = 0
    time: Annotated[
        float | None,
        _option("--time", min=1, metavar="SECONDS", text=_("longest search for the roster; else by roster.effort")),
    ] = None
    workers: Annotated[
        int | None,
        _option(
            "--workers",
            min=1,
            metavar="N",
            text=_("searches for the roster side by side, the best is kept; weeks simulated side by side"),
        ),
    ] = None
    no_color: Annotated[bool, _option("--no-color", text=_("no colours"))] = False

    def plan_file(self) -> Path:
        """Return the plan: the file named, else the one in the folder or above it."""
        from planner.centre import find_plan

        return self.folder / self.plan if self.plan else find_plan(self.folder)

    def centre(self, overrides: list[str] | None = None) -> Centre:
        """Open the centre, with overrides laid over its plan."""
        from planner.centre import Centre

        return Centre.open(self.plan_file(), overrides or ())

    def run(self, out: Out, centre: Centre, folder: str = "") -> Run:
        """Return the week's run in `runs/<week>` or a folder below it."""
        from planner.grid import monday_of
        from planner.pipeline import Effort, Run

        week = self.week or centre.next_week()
        monday_of(week)
        path = centre.folder / "runs" / week / folder
        return Run(centre, week, path, self.seed, Effort(self.time, self.workers), on_progress=out.progress)


def command(
    app: typer.Typer, name: str, text: str, example: str
) -> Callable[[Callable[..., None]], Callable[..., int]]:
    """Add a function `f(common, out, …)` to the app as a command with the common options; errors become exit codes.

    The first paragraph of `text` stands in the list of commands; `example` is a line to type.
    """

    def add(function: Callable[..., None]) -> Callable[..., int]:
        run = _framed(function)
        app.command(name, help=text, epilog=_("Example: {line}", line=example), cls=Command)(run)
        return run

    return add


def lead_command(family: typer.Typer, text: str, example: str) -> Callable[[Callable[..., None]], Callable[..., int]]:
    """Make a function what a family does when no command of it is named; common options before a command reach it."""

    def add(function: Callable[..., None]) -> Callable[..., int]:
        run = _framed(function)

        @functools.wraps(run)
        def lead(context: typer.Context, **arguments: Any) -> int:
            if not context.invoked_subcommand:
                return run(**arguments)
            context.default_map = {context.invoked_subcommand: arguments}
            return 0

        context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
        _declare(lead, [context, *inspect.signature(run).parameters.values()])
        epilog = _("Example: {line}", line=example)
        family.callback(help=text, epilog=epilog, invoke_without_command=True, no_args_is_help=False)(lead)
        return lead

    return add


def _framed(function: Callable[..., None]) -> Callable[..., int]:
    """Return a function of the common options and its own, that returns an exit code."""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[2:]

    @functools.wraps(function)
    def run(**arguments: Any) -> int:
        common = Common(**{field.name: arguments.pop(field.name) for field in fields(Common)})
        out = Out(as_json=common.json, quiet=common.quiet, no_color=common.no_color)
        return out.guard(lambda: function(common, out, **arguments))

    shared = inspect.signature(Common, eval_str=True).parameters.values()
    _declare(run, [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*own, *shared)])
    return run


def _declare(function: Callable[..., int], parameters: list[inspect.Parameter]) -> None:
    """Tell typer the parameters of a function that takes any."""
    function.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
