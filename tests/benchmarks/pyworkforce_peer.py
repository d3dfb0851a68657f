"""Runs in an environment of its own that has pyworkforce: cases as JSON in, seconds and answers as JSON out."""

import json
import sys
import time


def main():
    """Answer {"model": "C" or "A", "rows": [[load_erl, aht_s, service_level, within_s, patience_s], ...]}."""
    from pyworkforce.queuing import ErlangA, ErlangC

    case = json.load(sys.stdin)
    began, answers = time.process_time(), []
    for load_erl, aht_s, level, within_s, patience_s in case["rows"]:
        common = {"transactions": load_erl * 3600 / aht_s, "aht": aht_s / 60, "asa": within_s / 60, "interval": 60}
        queue = ErlangC(**common) if case["model"] == "C" else ErlangA(**common, patience=patience_s / 60)
        answers.append(queue.required_positions(service_level=level)["raw_positions"])
    json.dump({"seconds": time.process_time() - began, "answers": answers}, sys.stdout)


if __name__ == "__main__":
    main()
