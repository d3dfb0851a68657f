"""Every mistake in a plan is told in English at its file, line and key path, all at once."""

# ruff: noqa: E501 - one mistake and what is told about it stand on one line

from pathlib import Path

import pytest

from planner.errors import InputError, UsageError
from planner.plan import Plan, read_plan

CONVERSATION = "conversation = { work_s = 35, think_s = 60, turns = 6, max_chats = 4 }"
TEXT = """\
name = "Small centre"
timezone = "Asia/Shanghai"
interval_min = 30

[queues.voice]
channel = "voice"
model = "live"
aht_s = 240
patience_s = 180
target = { service_level = 0.8, within_s = 20 }

[queues.chat]
channel = "chat"
model = "chat"
group = "online"
aht_s = [420, 600]
[queues.chat.target]
service_level = 0.9
within_s = 60
[[queues.chat.targets_by_hours]]
hours = "08:00-10:00"
within_s = 15
[[queues.chat.targets_by_hours]]
hours = "18:00-22:00"
within_s = 30

[groups.online]
handover_overlap_min = 15

[opening]
voice = { mon-fri = "08:00-20:00", sat = ["08:00-12:00", "14:00-18:00"] }

[shifts.early]
starts = ["08:00", "08:30"]
length_min = 540
breaks = [
  { min = 15, paid = true, window = ["+1:30", "+3:00"] },
  { min = 60, window = ["+3:30", "+5:30"] },
]

[posts.lead]
hours = "08:00-20:00"
skill = "lead"
overlap_min = 30

[events.double12]
start = 2026-12-11T18:00:00
end = 2026-12-13T00:00:00
volume = 2.5
"""

# what is replaced, by what, and the lines told
ONE_FAULT = {
    "unknown key, near": ("patience_s", "patiense_s", 'plan.toml:9: queues.voice.patiense_s = 180: unknown key; did you mean "patience_s"?'),
    "unknown key, far": ('skill = "lead"', 'skill = "lead"\nzzz = 1', "plan.toml:44: posts.lead.zzz = 1: unknown key; known: days, holders, hours, min_level, name, on_contacts, overlap_min, skill"),
    "unknown key in a list": ("min = 60, ", "min = 60, payed = true, ", 'plan.toml:38: shifts.early.breaks.1.payed = true: unknown key; did you mean "paid"?'),
    "unknown part": ("[events.double12]", "[event.double12]", 'plan.toml:46: event: unknown key; did you mean "events"?'),
    "missing key": ('model = "live"\n', "", "plan.toml:5: queues.voice.model: is missing"),
    "missing at the top": ('name = "Small centre"\n', "", "plan.toml: name: is missing"),
    "80 for 0.80": ("service_level = 0.8,", "service_level = 80,", "plan.toml:10: queues.voice.target.service_level = 80: must be < 1; write 80% as 0.8"),
    "a share of 800": ("service_level = 0.8,", "service_level = 800,", "plan.toml:10: queues.voice.target.service_level = 800: must be < 1"),
    "quoted number": ("aht_s = 240", 'aht_s = "240"', 'plan.toml:8: queues.voice.aht_s = "240": must be a number, without quotes'),
    "quoted whole number": ("{ min = 15", '{ min = "15"', 'plan.toml:37: shifts.early.breaks.0.min = "15": must be a whole number, without quotes'),
    "quoted truth": ("paid = true", 'paid = "true"', 'plan.toml:37: shifts.early.breaks.0.paid = "true": must be true or false, without quotes'),
    "text without quotes": ('skill = "lead"', "skill = 7", "plan.toml:43: posts.lead.skill = 7: must be text in quotes"),
    "a number for a table": ("target = { service_level = 0.8, within_s = 20 }", "target = 80", "plan.toml:10: queues.voice.target = 80: must be a table"),
    "a text for a list": ('starts = ["08:00", "08:30"]', 'starts = "08:00"', 'plan.toml:34: shifts.early.starts = "08:00": must be a list in [ ]'),
    "infinite": ("aht_s = 240", "aht_s = inf", "plan.toml:8: queues.voice.aht_s = inf: must be a number, without quotes"),
    "a bad part of a list": ("[420, 600]", "[420, -1]", "plan.toml:16: queues.chat.aht_s.1 = -1: must be > 0"),
    "an empty list": ('starts = ["08:00", "08:30"]', "starts = []", "plan.toml:34: shifts.early.starts: has 0 entries; needs at least 1"),
    "too many": ("[420, 600]", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", "plan.toml:16: queues.chat.aht_s: has 9 entries; at most 8 are allowed"),
    "half a window": ('["+1:30", "+3:00"]', '["+1:30"]', "plan.toml:37: shifts.early.breaks.0.window.1: is missing"),
    "bad clock time": ('"08:30"]', '"8.30"]', 'plan.toml:34: shifts.early.starts.1 = "8.30": must be a clock time from 00:00 to 23:59, such as 09:30'),
    "bad hours": ('mon-fri = "08:00-20:00"', 'mon-fri = "08-20"', 'plan.toml:31: opening.voice.mon-fri = "08-20": must be hours such as 08:00-22:00, at most until 24:00'),
    "bad hours in a list": ('"14:00-18:00"', '"14:00"', 'plan.toml:31: opening.voice.sat.1 = "14:00": must be hours such as 08:00-22:00, at most until 24:00'),
    "bad weekday": ("mon-fri", "mo-fr", "plan.toml:31: opening.voice.mo-fr: must name days such as mon-fri, sat or mon,wed"),
    "bad window": ('"+1:30"', '"1:30"', 'plan.toml:37: shifts.early.breaks.0.window.0 = "1:30": must be a time after the shift\'s start such as +2:00'),
    "bad id": ("[posts.lead]", '[posts."组长"]', "plan.toml:41: posts.组长: is no id: letters, digits, - and _, at most 40, beginning with a letter or digit"),
    "not in a list": ('channel = "voice"', 'channel = "phone"', 'plan.toml:6: queues.voice.channel = "phone": must be one of "chat", "voice", "app", "social", "email", "ticket"'),
    "time zone": ("Asia/Shanghai", "Beijing", 'plan.toml:2: timezone = "Beijing": is no time zone; write it as continent and city, such as Asia/Shanghai'),
    "country": ("[groups.online]", '[calendar]\ncountry = "China"\n[groups.online]', 'plan.toml:28: calendar.country = "China": must be the two capital letters of a country, such as CN'),
    "event ends before it starts": ("end = 2026-12-13", "end = 2026-12-10", "plan.toml:46: events.double12: must end after it starts"),
    "one offset": ("T18:00:00", "T18:00:00+08:00", "plan.toml:46: events.double12: give both times an offset such as +08:00, or neither (local time)"),
    "date without time": ("2026-12-13T00:00:00", "2026-12-13", "plan.toml:48: events.double12.end: must be a date and time without quotes, such as 2026-12-11T18:00:00"),
    "overlapping breaks": ('"+3:30"', '"+2:30"', "plan.toml:38: shifts.early.breaks.1.window: begins at +2:30, before the window of the break before it ends at +3:00"),
    "break longer than its window": ("{ min = 15", "{ min = 120", "plan.toml:37: shifts.early.breaks.0: the break of 120 min is longer than its window of 90 min"),
    "break after the shift": ('"+5:30"', '"+9:30"', "plan.toml:33: shifts.early: the window of a break ends at +9:30, after the shift of 540 min"),
    "start off the grid": ('"08:30"]', '"08:40"]', "plan.toml:34: shifts.early.starts.1: 520 min is no multiple of the roster's slot of 15 min (roster.slot_min)"),
    "length off the grid": ("540", "550", "plan.toml:35: shifts.early.length_min: 550 min is no multiple of the roster's slot of 15 min (roster.slot_min)"),
    "break off the grid": ("{ min = 15", "{ min = 10", "plan.toml:37: shifts.early.breaks.0.min: 10 min is no multiple of the roster's slot of 15 min (roster.slot_min)"),
    "overlap off the grid": ("overlap_min = 30", "overlap_min = 20", "plan.toml:44: posts.lead.overlap_min: 20 min is no multiple of the roster's slot of 15 min (roster.slot_min)"),
    "group overlap off the grid": ("handover_overlap_min = 15", "handover_overlap_min = 7", "plan.toml:28: groups.online.handover_overlap_min: 7 min is no multiple of the roster's slot of 15 min (roster.slot_min)"),
    "slot and interval": ("[groups.online]", "[roster]\nslot_min = 20\n[groups.online]", "plan.toml:28: roster.slot_min: 20 min does not divide the interval of 30 min"),
    "opening off the intervals": ('"08:00-12:00"', '"08:10-12:00"', "plan.toml:31: opening.voice.sat: 08:10-12:00 begins or ends inside an interval of 30 min (interval_min)"),
    "target hours off the intervals": ('"18:00-22:00"', '"18:15-22:00"', "plan.toml:24: queues.chat.targets_by_hours.1.hours: 18:15-22:00 begins or ends inside an interval of 30 min (interval_min)"),
    "shrinkage hours off the intervals": ("[events.double12]", '[shrinkage.absence]\nshare = 0.06\nby_hours = [{ hours = "18:15-22:00", share = 0.1 }]\n\n[events.double12]', "plan.toml:48: shrinkage.absence.by_hours.0.hours: 18:15-22:00 begins or ends inside an interval of 30 min (interval_min)"),
    "a deadline before the contact is done": ('model = "live"', 'model = "deferred"', "plan.toml:10: queues.voice.target.within_s: 20 s is less than the 240 s that a contact takes"),
    "live contacts put aside": ("patience_s = 180", "interruptible = true", 'plan.toml:9: queues.voice.interruptible: only work with model = "deferred" can be put aside'),
    "deadlines by hours": ('model = "chat"\ngroup = "online"\naht_s = [420, 600]', 'model = "deferred"\ngroup = "online"\naht_s = 5', "plan.toml:20: queues.chat.targets_by_hours: deferred work has one target for all hours; give it under target"),
    "a weekday twice": ("sat = ", "fri-sat = ", "plan.toml:31: opening.voice.fri-sat: names fri, as mon-fri does; give each day once, with a list for several hours"),
    "unknown queue in opening": ("[opening]\nvoice", "[opening]\nvoise", 'plan.toml:31: opening.voise: no queue voise under [queues]; did you mean "voice"?'),
    "unknown queue of an event": ("volume = 2.5", 'queue = "xyz"', "plan.toml:49: events.double12.queue: no queue xyz under [queues]; known: voice, chat"),
    "group of nobody": ("[groups.online]", "[groups.onlin]", 'plan.toml:27: groups.onlin: no queue has group = "onlin"; did you mean "online"?'),
    "list for voice": ("aht_s = 240", "aht_s = [240, 300]", 'plan.toml:8: queues.voice.aht_s: a list of handle times is for model = "chat"; give one number'),
    "no handle time": ("aht_s = 240\n", "", "plan.toml:5: queues.voice: give either aht_s or conversation"),
    "two handle times": ("aht_s = [420, 600]", "aht_s = 420\n" + CONVERSATION, "plan.toml:12: queues.chat: give either aht_s or conversation"),
    "conversation on the phone": ("aht_s = 240", CONVERSATION, 'plan.toml:8: queues.voice.conversation: a conversation is for model = "chat"; give aht_s'),
    "unknown key of a conversation": ("aht_s = [420, 600]", CONVERSATION.replace(" }", ", turn = 6 }"), 'plan.toml:16: queues.chat.conversation.turn = 6: unknown key; did you mean "turns"?'),
    "first response without conversation": ("service_level = 0.9\n", 'service_level = 0.9\nanswer = "first_response"\n', "plan.toml:19: queues.chat.target.answer: a first response needs conversation in place of aht_s"),
    "redials without patience": ("patience_s = 180", "redial_share = 0.3", 'plan.toml:9: queues.voice.redial_share: redials are for model = "live" and need patience_s'),
    "redials of chats": ("aht_s = [420, 600]", "aht_s = 420\npatience_s = 60\nredial_share = 0.3", 'plan.toml:18: queues.chat.redial_share: redials are for model = "live" and need patience_s'),
    "everybody calls again": ("patience_s = 180", "patience_s = 180\nredial_share = 1.0", "plan.toml:10: queues.voice.redial_share = 1.0: must be < 1"),
    "abandonment without patience": ("service_level = 0.9\n", "service_level = 0.9\nmax_abandon = 0.05\n", "plan.toml:19: queues.chat.target.max_abandon: a cap on abandonment needs patience_s"),
    "placed nowhere": ("[groups.online]", "[shrinkage.meeting]\nshare = 0.05\nplaced = true\n[groups.online]", "plan.toml:29: shrinkage.meeting.placed: time off that is placed in the roster needs an activity of the same name; add it, or set placed = false"),
    "prices that fall": ("[groups.online]", "[costs]\nshortage = 9\n[groups.online]", "plan.toml:27: costs: a further missing or surplus person must not cost less than the first"),
    "a floor of nobody": ("[events.double12]", '[[rules.min_on_duty.floors]]\nhours = "08:00-20:00"\n[events.double12]', "plan.toml:46: rules.min_on_duty.floors.0: give either a skill or a tag"),
    "a floor off the grid": ("[events.double12]", '[[rules.min_on_duty.floors]]\ntag = "senior"\nhours = "08:10-20:00"\n[events.double12]', "plan.toml:48: rules.min_on_duty.floors.0.hours: 490 min is no multiple of the roster's slot of 15 min (roster.slot_min)"),
    "unknown post that goes round": ("[events.double12]", "[rules.fairness.turns]\nleed = {}\n[events.double12]", 'plan.toml:47: rules.fairness.turns.leed: no post leed under [posts]; did you mean "lead"?'),
    "fairness enforced": ("[events.double12]", '[rules.fairness]\nseverity = "enforce"\n[events.double12]', 'plan.toml:47: rules.fairness.severity = "enforce": must be one of "off", "warn"'),
    "spacing that no stretch meets": ("[events.double12]", "[rules.break_spacing]\nleast_min = 90\nmost_min = 60\n[events.double12]", "plan.toml:46: rules.break_spacing: least_min = 90 is above most_min = 60"),
    "breaks that cannot be spaced": ("[events.double12]", '[rules.break_spacing]\nseverity = "warn"\nmost_min = 195\n[events.double12]', "plan.toml:36: shifts.early.breaks: wherever they stand in their windows, work between breaks and the shift's ends is not 60 to 195 min long (rules.break_spacing); change the windows, add a break or widen the limits"),
    "queue twice": ("[queues.chat]\n", "[queues.voice]\n", "plan.toml:12: this key or table stands in the file already; keep one of them"),
    "key twice": ("aht_s = 240", "aht_s = 240\naht_s = 250", "plan.toml:9: this key or table stands in the file already; keep one of them"),
    "unparsable": ("aht_s = 240", "aht_s = 4 min", "plan.toml:8: cannot be read as TOML here: check this line's quotes, commas, brackets and equals signs"),
    "unfinished": ("volume = 2.5\n", "volume = [", "plan.toml:49: cannot be read as TOML here: check this line's quotes, commas, brackets and equals signs"),
}  # fmt: skip


def faults(tmp_path: Path, text: str, *overrides: str) -> list[str]:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_plan(path, overrides)
    return str(raised.value).splitlines()


def plan(tmp_path: Path, *overrides: str, text: str = TEXT) -> Plan:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, overrides)


def test_the_plan_without_a_mistake_is_read(tmp_path: Path) -> None:
    assert list(plan(tmp_path).queues) == ["voice", "chat"]


@pytest.mark.parametrize("name", [name for name, (_, _, told) in ONE_FAULT.items() if told])
def test_one_mistake_is_one_line(name: str, tmp_path: Path) -> None:
    old, new, told = ONE_FAULT[name]
    assert TEXT.count(old) >= 1
    assert faults(tmp_path, TEXT.replace(old, new, 1)) == [told]


def test_a_shift_of_breaks_only_is_refused(tmp_path: Path) -> None:
    text = TEXT.replace("length_min = 540", "length_min = 330")
    text = text.replace("min = 15, paid = true, window", "min = 90, window").replace("min = 60", "min = 120")
    assert plan(tmp_path, text=text).shifts["early"].paid_min == 120
    text = text.replace("length_min = 330", "length_min = 210").replace('["+3:30", "+5:30"]', '["+1:30", "+3:30"]')
    text = text.replace('["+1:30", "+3:00"]', '["+0:00", "+1:30"]')
    assert faults(tmp_path, text) == ["plan.toml:33: shifts.early: the unpaid breaks fill the whole shift"]


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = (
        TEXT.replace("2.5", '"2.5"').replace("patience_s", "patiense_s").replace('"08:30"', '"8h"').replace("0.9", "90")
    )
    assert [line.split(":")[1] for line in faults(tmp_path, text)] == ["9", "18", "34", "49"]


def test_all_mistakes_between_parts_are_told_at_once(tmp_path: Path) -> None:
    text = TEXT.replace("voice = { mon", "voise = { mon").replace("540", "550").replace("aht_s = 240", "aht_s = [1, 2]")
    assert [line.split(":")[1] for line in faults(tmp_path, text)] == ["8", "31", "35"]


def test_a_wrong_encoding_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b'name = "a"\n' + 'timezone = "上海"'.encode("gb18030"))
    with pytest.raises(InputError, match=r"plan\.toml:2: is not written in UTF-8; save it as UTF-8"):
        read_plan(path)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert read_plan(path).name == "Small centre"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("240", '"240"').replace("\n", "\r\n").encode())
    with pytest.raises(InputError, match=r"^plan.toml:8: "):
        read_plan(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^plan\.toml: cannot be read: No such file"):
        read_plan(tmp_path / "plan.toml")


def test_a_date_time_may_have_offsets(tmp_path: Path) -> None:
    both = TEXT.replace("T18:00:00", "T18:00:00+08:00").replace("T00:00:00", "T00:00:00+08:00")
    assert plan(tmp_path, text=both).events["double12"].start.utcoffset() is not None


def test_what_first_responses_cannot_promise(tmp_path: Path) -> None:
    text = TEXT.replace("aht_s = [420, 600]", CONVERSATION)
    promise = 'service_level = 0.9\nanswer = "first_response"\ndefinition = "short_met"\n'
    assert faults(tmp_path, text.replace("service_level = 0.9\n", promise)) == [
        "plan.toml:17: queues.chat.target: "
        "out of reach: within 60 s an agent with one chat at most responds to 82.0% of them",
        "plan.toml:20: queues.chat.target.definition: first responses are counted as offered, answered or virtual",
        "plan.toml:22: queues.chat.targets_by_hours.0: "
        "out of reach: within 15 s an agent with one chat at most responds to 34.9% of them",
        "plan.toml:25: queues.chat.targets_by_hours.1: "
        "out of reach: within 30 s an agent with one chat at most responds to 57.6% of them",
    ]


# --- overrides


def test_overrides_are_toml_values_or_text(tmp_path: Path) -> None:
    read = plan(
        tmp_path,
        "queues.voice.aht_s=300",
        "queues.chat.aht_s=[1, 2, 3]",
        "queues.voice.target={ service_level = 0.5, within_s = 10 }",
        "queues.chat.target.within_s = 45",
        "events.double12.end=2026-12-14T00:00:00",
        "shifts.early.breaks.1.min=30",
        "shifts.early.starts.0=07:30",
        "posts.lead.on_contacts=true",
        "name=Spring = peak",
        "costs.surplus=0.1",
    )
    assert read.queues["voice"].aht_s == 300
    assert read.queues["chat"].aht_s == (1, 2, 3)
    assert read.queues["voice"].target.service_level == 0.5
    assert read.queues["chat"].target.within_s == 45
    assert read.events["double12"].end.day == 14
    assert read.shifts["early"].breaks[1].min == 30
    assert read.shifts["early"].starts == ("07:30", "08:30")
    assert read.posts["lead"].on_contacts
    assert read.name == "Spring = peak"
    assert read.costs.surplus == 0.1


def test_the_last_override_of_a_key_wins(tmp_path: Path) -> None:
    assert plan(tmp_path, "queues.voice.aht_s=1", "queues.voice.aht_s=2").queues["voice"].aht_s == 2


@pytest.mark.parametrize("text", ["queues.voice.aht_s", "=3", ".name=x", "queues..aht_s=3", ""])
def test_an_override_of_another_form_is_wrong_usage(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected key=value"):
        plan(tmp_path, text)


@pytest.mark.parametrize("path", ["name.x.y", "shifts.early.starts.2", "shifts.early.starts.x", "queues.voice.aht_s.0"])
def test_an_override_through_a_value_is_wrong_usage(path: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="single value or a list"):
        plan(tmp_path, f"{path}=1")


def test_a_mistake_of_an_override_names_the_override_and_not_a_line(tmp_path: Path) -> None:
    told = faults(tmp_path, TEXT.replace("2.5", '"2.5"'), "queues.voice.patiense_s=9", "queues.chat.target.within_s=-1")
    assert told == [
        'plan.toml:49: events.double12.volume = "2.5": must be a number, without quotes',
        '-S: queues.voice.patiense_s = 9: unknown key; did you mean "patience_s"?',
        "-S: queues.chat.target.within_s = -1: must be ≥ 0",
    ]


def test_an_override_of_an_unknown_queue_tells_what_the_queue_lacks(tmp_path: Path) -> None:
    told = faults(tmp_path, TEXT, "queues.voise.aht_s=300")
    assert told == [f"-S: queues.voise.{key}: is missing" for key in ("channel", "model", "target")]


def test_an_override_of_the_queue_of_an_event(tmp_path: Path) -> None:
    told = faults(tmp_path, TEXT, "events.double12.queue=voise")
    assert told == ['-S: events.double12.queue: no queue voise under [queues]; did you mean "voice"?']
