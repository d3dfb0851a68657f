"""The law of imports: planner knows the others; the others know nobody."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_every_import_contract_holds() -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
