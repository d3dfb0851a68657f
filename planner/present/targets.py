"""What a queue promises, in words."""

from planner.present.facts import QueueFacts
from reports import Number, Percent, Words
from reports import text as _


def promise_words(queue: QueueFacts) -> Words:
    """Return a queue's target and those that hold at other hours: `80% in 3 min; 20:00–22:00: 80% in 1 min`.

    Where these mean the first response, that is said before them.
    """
    promise = target_words(queue.service_level, queue.within_s)
    for other in queue.targets_by_hours:
        promise = _(
            "{promise}; {hours}: {target}",
            promise=promise,
            hours=other.hours.replace("-", "–"),
            target=target_words(other.service_level, other.within_s),
        )
    return _("first response: {promise}", promise=promise) if queue.answer == "first_response" else promise


def target_words(service_level: float, within_s: float) -> Words:
    """Return a promise such as `80% in 20 s`, in the largest unit that keeps it whole."""
    share = Percent(service_level, 0)
    if within_s >= 3600 and within_s % 3600 == 0:
        return _("{share} in {hours} h", share=share, hours=Number(within_s / 3600))
    if within_s >= 60 and within_s % 60 == 0:
        return _("{share} in {minutes} min", share=share, minutes=Number(within_s / 60))
    return _("{share} in {seconds} s", share=share, seconds=Number(within_s))
