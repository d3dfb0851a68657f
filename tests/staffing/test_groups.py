"""Groups of queues, and the subset rows against allocating people to queues one by one."""

from collections.abc import Iterable
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.people import Agent
from planner.plan import Plan
from planner.staffing.groups import TooManyQueues, _needed_subsets, queue_groups


def plan(**groups: str | None) -> Plan:
    """A plan of queues with their groups."""
    target = {"service_level": 0.8, "within_s": 20}
    queues = {
        id: {"channel": "voice", "model": "live", "aht_s": 300, "group": group, "target": target}
        for id, group in groups.items()
    }
    return Plan.model_validate({"name": "x", "timezone": "UTC", "queues": queues})


def agent(*skills: str) -> Agent:
    return Agent("A", "A", "", "", dict.fromkeys(skills, 1), 40.0)


def shape(plan: Plan, *agents: Agent) -> dict[str, tuple[str, ...]]:
    return {group.id: group.queues for group in queue_groups(plan, agents)}


def test_queues_are_joined_by_name_and_by_agents() -> None:
    centre = plan(a=None, b="two", c=None, d="two", e=None)
    assert shape(centre) == {"(a)": ("a",), "two": ("b", "d"), "(c)": ("c",), "(e)": ("e",)}
    assert shape(centre, agent("c", "e")) == {"(a)": ("a",), "two": ("b", "d"), "(c+e)": ("c", "e")}
    assert shape(centre, agent("a", "c"), agent("c", "d")) == {"two": ("a", "b", "c", "d"), "(e)": ("e",)}


def test_a_group_named_like_a_queue_outside_stays_apart() -> None:
    groups = queue_groups(plan(voice=None, a="voice", b="voice"))
    assert sorted(group.queues for group in groups) == [("a", "b"), ("voice",)]
    assert len({group.id for group in groups}) == 2


def test_every_queue_is_in_one_group_and_the_whole_group_is_the_last_row() -> None:
    centre = plan(a="x", b="x", c=None)
    groups = queue_groups(centre, [agent("a"), agent("b"), agent("a", "b")])
    assert [group.subsets for group in groups] == [
        (frozenset("a"), frozenset("b"), frozenset("ab")),
        (frozenset("c"),),
    ]


def test_too_many_queues_are_refused_with_the_way_out() -> None:
    with pytest.raises(TooManyQueues, match=r"group x has 9 queues.*at most 8"):
        queue_groups(plan(**dict.fromkeys("abcdefghi", "x")))


def test_people_who_serve_all_need_one_row() -> None:
    assert _needed_subsets(("a", "b", "c"), [frozenset("abc")]) == (frozenset("abc"),)


def least_cost_by_rows(
    queues: str, rows: list[frozenset[str]], people: dict[frozenset[str], int], need: dict[str, int], price: list[int]
) -> int:
    """Least priced shortage that the rows allow, no queue short of more than it needs, by trying all."""
    best = None
    for short in product(*(range(need[queue] + 1) for queue in queues)):
        missing = dict(zip(queues, short, strict=True))
        if all(
            sum(missing[queue] for queue in row)
            >= sum(need[queue] for queue in row) - sum(n for own, n in people.items() if own & row)
            for row in rows
        ):
            cost = sum(amount * each for amount, each in zip(short, price, strict=True))
            best = cost if best is None else min(best, cost)
    assert best is not None
    return best


def least_cost_by_allocation(
    queues: str, people: dict[frozenset[str], int], need: dict[str, int], price: list[int]
) -> int:
    """Least priced shortage over every way to give each person one of her queues."""
    reached = {tuple(0 for _ in queues)}
    for own, count in people.items():
        for _ in range(count):
            reached |= {
                tuple(n + (at == place) for at, n in enumerate(held))
                for held in reached
                for place in (queues.index(queue) for queue in own)
            }
    return min(
        sum(each * max(0, need[q] - n) for q, n, each in zip(queues, held, price, strict=True)) for held in reached
    )


def test_parts_are_linked_by_people_within_the_subset() -> None:
    [group] = queue_groups(plan(a="x", b="x", c="x", d="x"), [agent("a", "b"), agent("b", "c"), agent("d")])
    assert group.linked_parts(frozenset("abcd")) == [frozenset("abc"), frozenset("d")]
    assert group.linked_parts(frozenset("acd")) == [frozenset("a"), frozenset("c"), frozenset("d")]


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_kept_rows_tell_whether_people_are_enough_for_pooled_requirements(data: st.DataObject) -> None:
    queues = "abcd"[: data.draw(st.integers(1, 4))]
    subsets = [frozenset(some) for some in chain.from_iterable(combinations(queues, n + 1) for n in range(len(queues)))]
    people = data.draw(st.dictionaries(st.sampled_from(subsets), st.integers(0, 4), max_size=4))
    alone = {queue: data.draw(st.integers(0, 4)) for queue in queues}
    required: dict[frozenset[str], int] = {}
    for subset in subsets:  # monotone, and never more than the sum of its queues
        least = max([alone[queue] for queue in subset] + [n for part, n in required.items() if part < subset])
        required[subset] = data.draw(st.integers(least, max(least, sum(alone[queue] for queue in subset))))

    def enough(rows: Iterable[frozenset[str]]) -> bool:
        return all(required[row] <= sum(n for own, n in people.items() if own & row) for row in rows)

    assert enough(_needed_subsets(tuple(queues), people)) == enough(subsets)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_kept_rows_all_rows_and_allocation_give_one_least_shortage(data: st.DataObject) -> None:
    queues = "abcd"[: data.draw(st.integers(1, 4))]
    subsets = [frozenset(some) for some in chain.from_iterable(combinations(queues, n + 1) for n in range(len(queues)))]
    people = data.draw(st.dictionaries(st.sampled_from(subsets), st.integers(0, 2), max_size=4))
    need = {queue: data.draw(st.integers(0, 3)) for queue in queues}
    price = [data.draw(st.integers(1, 4)) for _ in queues]
    kept = _needed_subsets(tuple(queues), people)
    assert kept[-1] == frozenset(queues)
    assert set(kept) <= set(subsets)
    by_kept = least_cost_by_rows(queues, list(kept), people, need, price)
    assert by_kept == least_cost_by_rows(queues, subsets, people, need, price)
    assert by_kept == least_cost_by_allocation(queues, people, need, price)
