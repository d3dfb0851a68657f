"""A small centre for tests: two queues, eight agents, six weeks of history, one post with a handover."""

from datetime import datetime, timedelta
from pathlib import Path

PLAN = """\
name = "Small centre"
timezone = "Asia/Shanghai"
language = "en"
interval_min = 30

[queues.voice]
channel = "voice"
model = "live"
aht_s = 240
patience_s = 180
target = { service_level = 0.8, within_s = 20 }

[queues.email]
channel = "email"
model = "deferred"
aht_s = 300
target = { service_level = 0.95, within_s = 14400 }

[opening]
voice = { mon-sun = "08:00-20:00" }
email = { mon-sun = "08:00-20:00" }

[shrinkage]
absence = { share = 0.05 }

[shifts.early]
starts = ["08:00"]
length_min = 540
breaks = [
  { min = 15, paid = true, window = ["+1:30", "+3:00"] },
  { min = 60, window = ["+3:30", "+5:30"] },
]

[shifts.late]
starts = ["11:00"]
length_min = 540
breaks = [
  { min = 15, paid = true, window = ["+1:30", "+3:00"] },
  { min = 60, window = ["+3:30", "+5:30"] },
]

[posts.lead]
hours = "08:00-20:00"
skill = "lead"
overlap_min = 30

[roster]
effort = "quick"
"""

AGENTS = """\
agent,name,team,skills,contract_h
001,Ann,one,voice:2;email:1;lead:1,40
002,Bob,one,voice:1;email:1;lead:1,40
003,Cid,one,voice:1;email:1;lead:1,40
004,Dee,one,voice:1;email:1;lead:1,40
005,Eve,two,voice:1,40
006,Fay,two,voice:1,40
007,Gil,two,email:1,40
008,Hal,two,voice:1;email:1,40
"""

REQUESTS = """\
agent,start,end,kind,shift,weight
005,2026-03-02T00:00:00+08:00,2026-03-03T00:00:00+08:00,leave,,
006,2026-03-04T00:00:00+08:00,2026-03-05T00:00:00+08:00,off,,2
007,2026-03-05T11:00:00+08:00,,lock,late,
"""

WEEK = "2026-W10"  # 2026-03-02 to 03-08, the first after the history


def history(weeks: int = 6) -> str:
    """Constant weekday pattern until Sunday 2026-03-01."""
    lines = ["queue,interval_start,offered,aht_s"]
    start = datetime(2026, 3, 2) - timedelta(weeks=weeks)
    for day in range(7 * weeks):
        for slot in range(16, 40):
            at = start + timedelta(days=day, minutes=30 * slot)
            lines.append(f"voice,{at.isoformat()}+08:00,{10 + slot % 5 - (at.weekday() == 6) * 4},240")
            lines.append(f"email,{at.isoformat()}+08:00,{3 + slot % 3},300")
    return "\n".join(lines) + "\n"


def write_centre(folder: Path, **files: str) -> Path:
    """Write the small centre; `plan`, `agents`, `requests`, `history` replace a file's text."""
    texts = {"plan": PLAN, "agents": AGENTS, "requests": REQUESTS, "history": history(), **files}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.{'toml' if name == 'plan' else 'csv'}").write_text(text, encoding="utf-8")
    return folder
