"""Whom a roster leaves over: by hand, and against every way to send people to queues."""

from itertools import chain, combinations, product

from hypothesis import given
from hypothesis import strategies as st

from solver.left_over import left_over
from solver.problem import PERSON, Agent, CarriedShift, Day, Group, Queue, RosterProblem, Span, Step, SubsetRow
from solver.roster import Roster

VOICE, EMAIL, SOCIAL = QUEUES = 0, 1, 2
WAITING = frozenset({EMAIL, SOCIAL})
Skills = frozenset[int]

skills = st.sets(st.sampled_from(QUEUES), min_size=1).map(frozenset)


def at_work(people: list[Skills], required: dict[int, int]) -> RosterProblem:
    """One slot in which these people are at work, carried over from the day before; every subset has its row."""
    subsets = chain.from_iterable(combinations(QUEUES, size) for size in (1, 2, 3))
    return RosterProblem(
        slot_min=60,
        days=(Day(Span(0, 1)),),
        agents=tuple(Agent(str(at), own, 2_000, 0, Span(0, 1)) for at, own in enumerate(people)),
        shifts=(),
        queues=tuple(Queue(str(at), (PERSON * required[at],), ((Step(None, 10 + at),),)) for at in QUEUES),
        groups=(
            Group(
                "all",
                QUEUES,
                tuple(SubsetRow(frozenset(own), (PERSON * sum(required[q] for q in own),)) for own in subsets),
                (Step(None, 1),),
            ),
        ),
        rules=(),
        carried=tuple(CarriedShift(at, Span(-1, 1)) for at in range(len(people))),
    )


def free(people: list[Skills], required: dict[int, int]) -> dict[Skills, float]:
    """The least of what the rows say of a set of waiting queues."""
    asked = at_work(people, required)
    found: dict[Skills, float] = {}
    for one in left_over(asked, Roster(()), asked.groups[0], WAITING):
        [spared] = one.people.tolist()
        found[one.queues] = min(spared, found.get(one.queues, spared))
    return found


def test_who_is_not_needed_elsewhere_is_left_over_for_what_she_can_do() -> None:
    people = [frozenset({VOICE}), frozenset({VOICE, EMAIL}), frozenset({EMAIL, SOCIAL})]
    spared = free(people, {VOICE: 1, EMAIL: 5, SOCIAL: 5})
    assert spared == {frozenset({EMAIL}): 2, frozenset({SOCIAL}): 1, WAITING: 2}


def test_who_cannot_help_where_people_are_short_is_left_over() -> None:
    assert free([frozenset({EMAIL})], {VOICE: 3, EMAIL: 0, SOCIAL: 0})[WAITING] == 1


@given(st.lists(skills, max_size=5), st.integers(0, 4))
def test_so_much_waiting_work_can_be_done_beside_the_rest_as_the_rows_say(people: list[Skills], voice: int) -> None:
    spared = free(people, {VOICE: voice, EMAIL: 2, SOCIAL: 1})
    done = [[sent.count(queue) for queue in QUEUES] for sent in product(*people)]
    served = max(min(voice, calls) for calls, *_ in done)
    for email, social in product(range(4), repeat=2):
        possible = any(calls >= served and mails >= email and posts >= social for calls, mails, posts in done)
        asked = {frozenset({EMAIL}): email, frozenset({SOCIAL}): social, WAITING: email + social}
        assert possible == all(asked[queues] <= most for queues, most in spared.items())
