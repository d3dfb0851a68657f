"""What stands in a pack is what holds: every item is known to the plan, has its source, and rules when changed."""

# ruff: noqa: E501 - one mistake and what is told about it stand on one line

from pathlib import Path

import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.labour import pack as packs
from planner.labour import pack_names, read_pack
from planner.plan.rules import Rules
from solver.problem import COST_PER_WAGE_HOUR
from tests.builders import write_centre
from tests.planner.labour.builders import allowed, before, plan_text, problem, verdict
from tests.planner.labour.test_cn import SPECIAL, USUAL


@pytest.mark.parametrize("name", pack_names())
def test_every_limit_sets_a_rule_of_the_plan(name: str) -> None:
    for limit in read_pack(name).limits:
        rule = getattr(Rules(), limit.rule)
        assert limit.settings.keys() <= type(rule).model_fields.keys() - {"severity", "weight"}


@pytest.mark.parametrize("name", pack_names())
def test_every_item_has_its_source_in_both_languages(name: str) -> None:
    pack = read_pack(name)
    sources = [item.law for item in (*pack.limits, *pack.pay.values())]
    assert all(sources)
    for law in (*(law for laws in sources for law in laws), *pack.tags.values()):
        assert law.in_language("en").isascii()
        assert not law.in_language("zh").isascii()


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the pack for China, which holds in place of it."""
    folder = tmp_path / "packs"
    folder.mkdir()
    (folder / "cn.toml").write_text((packs.FOLDER / "cn.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(packs, "FOLDER", folder)
    return folder / "cn.toml"


FULL = "480 480 480 480 480 . ."
CHANGES = {
    "week": ("hours = 40 }\nlaw", "hours = 39.75 }\nlaw", "", {}, FULL),
    "day": ("hours = 8 }", "hours = 7.75 }", "", {}, "480"),
    "days off": ("days = 1 }", "days = 2 }", "", {}, "300 300 300 300 300 300 ."),
    "overtime of a day": ("hours = 9 }", "hours = 8.75 }", USUAL, {}, "540"),
    "overtime of a month": ("hours = 36,", "hours = 35,", SPECIAL, {"overtime_month": 1800}, "600 600 600"),
    "month": ("hours = 165.36", "hours = 165", 'system = "comprehensive"\nperiod = "month"', {"hours_month": 9441}, "480"),
    "protected day": ("normal_day_h = 8 }\nlaw = [\"labour_61", "normal_day_h = 7 }\nlaw = [\"labour_61", USUAL, {}, "480"),
    "protected night": ('"22:00-06:00"', '"12:00-06:00"', USUAL, {}, "480"),
    "protected people": ("minor = {} }", "minor = {}, early = {} }", USUAL, {}, "540"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_data_changes_the_rule(name: str, changed: Path, tmp_path: Path) -> None:
    old, new, labour, accounts, days = CHANGES[name]
    tags = {"protected people": "early"}.get(name, "nursing" if name.startswith("protected") else "")

    def is_allowed(folder: str) -> bool:
        asked = before(problem(tmp_path / folder, labour, tags=tags, contract_h=36), accounts)
        return allowed(asked, days, agent=1 if tags else 0)

    assert is_allowed("now")
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert not is_allowed("then")


@pytest.mark.parametrize(
    ("old", "new", "days", "cost"),
    [
        ("percent = 150", "percent = 160", "540 . . . . . .", 0.6),
        ("percent = 200", "percent = 250", "480 480 480 480 480 300 .", 7.5),
        ("week = 40\n", "week = 45\n", "480 480 480 480 480 300 .", 2.5),
    ],
)
def test_a_change_of_the_data_changes_the_pay(
    old: str, new: str, days: str, cost: float, changed: Path, tmp_path: Path
) -> None:
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    [pay] = [item for item in verdict(problem(tmp_path, USUAL), days).items if item.name == "overtime_pay"]
    assert pay.cost == cost * COST_PER_WAGE_HOUR


def told(folder: Path, labour: str = "", rules: str = "", tags: str = "", contract_h: str = "40") -> list[str]:
    text = plan_text(labour, rules)
    agents = f"agent,name,team,skills,contract_h,tags\n001,Ann,one,voice;email;lead,{contract_h},{tags}\n"
    with pytest.raises(InputError) as raised:
        _ = Centre.open(write_centre(folder, plan=text, agents=agents) / "plan.toml").agents
    return str(raised.value).splitlines()


def rule(name: str, *lines: str) -> str:
    return "\n".join((f"[rules.{name}]", *lines))


LAW = "State Council Order No. 174 (1995), Art. 3: 8 hours a day, 40 hours a week"
LOOSER = {
    "week": (
        rule("max_hours_a_week", "hours = 44"),
        f"plan.toml:34: rules.max_hours_a_week.hours: 44 is looser than 40 of labour pack cn ({LAW}); "
        'severity = "warn" or "off" goes beyond the law',
    ),
    "days off": (
        rule("min_days_off", "days = 0"),
        "plan.toml:34: rules.min_days_off.days: 0 is looser than 1 of labour pack cn (Labour Law of the PRC, Art. 38: "
        'at least one day of rest a week); severity = "warn" or "off" goes beyond the law',
    ),
    "unknown tag": (
        "[rules.protected.tags.nursin]",
        'plan.toml:33: rules.protected.tags.nursin: labour pack cn has no tag nursin; did you mean "nursing"?',
    ),
}


@pytest.mark.parametrize("name", LOOSER)
def test_a_plan_may_not_be_looser_than_the_law_by_accident(name: str, tmp_path: Path) -> None:
    rules, expected = LOOSER[name]
    assert told(tmp_path, rules=rules) == [expected]


def test_a_plan_may_leave_people_unprotected_only_by_saying_so(tmp_path: Path) -> None:
    [line] = told(tmp_path / "a", rules="[rules.protected.tags.nursing]\novertime = true")
    assert "rules.protected.tags: nursing is looser than pregnant_7m, nursing, minor of labour pack cn" in line
    asked = problem(tmp_path / "b", USUAL, rule("protected", 'severity = "off"'), tags="nursing")
    assert allowed(asked, "540", agent=1)


def test_a_house_protects_more_people_than_the_pack(tmp_path: Path) -> None:
    asked = problem(tmp_path, USUAL, "[rules.protected.tags.returning]\nnights = true", tags="returning")
    assert not allowed(asked, "540", agent=1)
    [protected] = [rule for rule in asked.rules if rule.name == "protected"]
    assert {protection.tag for protection in protected.protections} == {"pregnant_7m", "nursing", "minor", "returning"}


@pytest.mark.parametrize(
    ("settings", "days", "verdict"),
    [
        (("hours = 36",), FULL, False),  # tighter
        (("hours = 36",), "480 480 480 480 . . .", True),
        (('severity = "off"',), "480 480 480 480 480 300 .", True),
        (('severity = "warn"',), "480 480 480 480 480 300 .", True),
        (('severity = "warn"', "hours = 44"), "480 480 480 480 480 300 .", True),
    ],
)
def test_a_plan_may_be_tighter_or_say_that_it_goes_beyond(
    settings: tuple[str, ...], days: str, verdict: bool, tmp_path: Path
) -> None:
    assert allowed(problem(tmp_path, rules=rule("max_hours_a_week", *settings), contract_h=36), days) == verdict


@pytest.mark.parametrize(("settings", "beyond_min"), [((), 300), (("hours = 44",), 60)])
def test_a_rule_that_warns_counts_from_its_own_hours_or_the_packs(
    settings: tuple[str, ...], beyond_min: int, tmp_path: Path
) -> None:
    asked = problem(tmp_path, rules=rule("max_hours_a_week", 'severity = "warn"', *settings))
    breaches = verdict(asked, "480 480 480 480 480 300 .").breaches
    assert [breach.amount for breach in breaches if breach.rule == "max_hours_a_week"] == [beyond_min]


BAD = {
    "pack": ('pack = "cn"', 'pack = "cm"', 'plan.toml:30: labour.pack = "cm": there is no such labour pack; known: cn'),
    "system": ('pack = "cn"\n', 'pack = "cn"\nsystem = "flexible"\n', 'plan.toml:31: labour.system = "flexible": must be one of "standard", "comprehensive"'),
    "no period": ('pack = "cn"\n', 'pack = "cn"\nsystem = "comprehensive"\n', 'plan.toml:29: labour: comprehensive hours are counted in a period; add period = "week", "month", "quarter" or "year"'),
    "period": ('pack = "cn"\n', 'pack = "cn"\nperiod = "week"\n', 'plan.toml:29: labour: period is for system = "comprehensive"; standard hours are counted by day and week'),
    "country": ('country = "CN"', 'country = "DE"', 'plan.toml:30: labour.pack: labour pack cn pays the statutory holidays of CN; set calendar.country = "CN"'),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_mistake_in_labour_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    old, new, expected = BAD[name]
    text = plan_text().replace(old, new)
    with pytest.raises(InputError) as raised:
        Centre.open(write_centre(tmp_path, plan=text) / "plan.toml")
    assert str(raised.value) == expected


def test_contract_hours_beyond_the_law_are_told_at_their_row(tmp_path: Path) -> None:
    expected = "agents.csv, row 2, contract_h: 41 h a week are more than the 40 h that rules.max_hours_a_week allows"
    assert told(tmp_path, contract_h="41") == [expected]
    [line] = told(tmp_path, 'system = "comprehensive"\nperiod = "year"', contract_h="44")
    assert line == "agents.csv, row 2, contract_h: 44 h a week are more than the 40 h that labour.pack allows"


def test_a_tag_that_is_almost_a_protected_one_is_told_at_its_row(tmp_path: Path) -> None:
    expected = 'agents.csv, row 2, tags: tag pregnant protects nobody; did you mean "pregnant_7m"?'
    assert told(tmp_path, tags="early;pregnant") == [expected]


def test_years_that_the_pack_does_not_know_are_told() -> None:
    pack = read_pack("cn")
    last = max(pack.years)
    assert not list(pack.not_covered(range(last, last + 1)))
    [warning] = pack.not_covered(range(last, last + 2))
    assert warning.values["year"] == last + 1
