"""Messages, faults and errors read the way the planner follows them."""

import pytest

from planner.errors import (
    Fault,
    InputError,
    Message,
    NoRoster,
    NoRosterYet,
    Place,
    PlannerError,
    TargetsMissed,
    UsageError,
    code_of,
    locate,
)
from planner.names import MOST_NAMES, hint


class TooManyCooks(Message):
    """For these tests."""

    template = "{cooks} cooks; {hint}"


def test_a_message_fills_its_template_and_has_a_code() -> None:
    message = TooManyCooks(cooks=3, hint="go")
    assert str(message) == "3 cooks; go"
    assert message.code == code_of(message) == "too_many_cooks"
    assert "3 cooks" in repr(message)


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Place(file="plan.toml", line=13, path="queues.voice"), "plan.toml:13: queues.voice: "),
        (Place(file="plan.toml", path="name"), "plan.toml: name: "),
        (Place(file="plan.toml", line=13), "plan.toml:13: "),
        (
            Place(file="plan.xlsx", cell="Queues!D17", row=17, path="queues.voice"),
            "plan.xlsx Queues!D17: queues.voice: ",
        ),
        (Place(file="plan.xlsx", cell="Agents!F14", row=14, column="contract_h"), "plan.xlsx Agents!F14: "),
        (Place(file="agents.csv", row=14, column="contract_h"), "agents.csv, row 14, contract_h: "),
        (Place(file="agents.csv", column="skills"), "agents.csv, skills: "),
        (Place(file="agents.csv"), "agents.csv: "),
        (Place(), ""),
    ],
)
def test_a_place_is_written_as_editors_and_spreadsheets_do(place: Place, written: str) -> None:
    assert locate(place) == written


def test_an_input_error_tells_every_fault_on_its_line() -> None:
    faults = [Fault(Place(file="a.csv", row=n), TooManyCooks(cooks=n, hint="")) for n in (2, 3)]
    error = InputError(iter(faults))
    assert error.faults == tuple(faults)
    assert str(error).splitlines() == ["a.csv, row 2: 2 cooks; ", "a.csv, row 3: 3 cooks; "]


@pytest.mark.parametrize(
    ("error", "code"),
    [(PlannerError, 1), (InputError, 1), (UsageError, 2), (NoRoster, 3), (NoRosterYet, 4), (TargetsMissed, 5)],
)
def test_exit_codes(error: type[PlannerError], code: int) -> None:
    assert error.exit_code == code


def test_an_error_says_its_template() -> None:
    assert str(TargetsMissed(count=3)) == "3 intervals are below their target"
    with pytest.raises(KeyError):
        TargetsMissed()


def test_a_hint_is_the_nearest_name_else_those_known() -> None:
    assert str(hint("voise", ["email", "voice"])) == 'did you mean "voice"?'
    assert str(hint("xyz", ["email", "voice"])) == "known: email, voice"
    assert str(hint("xyz", [])) == "none is defined"
    many = [f"name-{n}" for n in range(100)]
    assert str(hint("xyz", many)).count(",") == MOST_NAMES
