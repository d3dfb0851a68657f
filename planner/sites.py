"""Sites and outsourcers: each agent belongs to one, and all together serve the queues."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from planner.errors import Fault, Message, Place
from planner.people import Agent
from planner.plan import Plan


class SiteMissing(Message):
    """An agent of no site where others have one."""

    template = "empty, but other agents have a site; name the site of every agent, or of none"


class SiteInTwoWays(Message):
    """A site's name that another row writes a little differently."""

    template = "site {site} is written {other} in row {row}; write it in one way"


class PairAcrossSites(Message):
    """A pair whose rosters would depend on each other though their sites plan apart."""

    template = (
        "{first} is of site {first_site}, {second} of site {second_site}; sites plan apart, so pair people of one"
    )


def sites_of(agents: Sequence[Agent]) -> dict[str, frozenset[int]]:
    """Return the numbers of each site's agents, by its name; one without a name where no agent has a site."""
    sites: dict[str, set[int]] = {}
    for at, agent in enumerate(agents):
        sites.setdefault(agent.site, set()).add(at)
    return {site: frozenset(members) for site, members in sorted(sites.items())}


def site_faults(agents: Sequence[Agent], plan: Plan, file: str) -> Iterator[Fault]:
    """Yield every fault in the sites of agents, who stand in the rows of a file, and in the pairs of the plan."""
    yield from _name_faults(agents, file)
    by_id = {agent.id: agent for agent in agents}
    for rule, settings in (("together", plan.rules.together), ("apart", plan.rules.apart)):
        for at, pair in enumerate(settings.pairs if settings.severity != "off" else ()):
            first, second = (by_id.get(id) for id in pair)
            if first and second and first.site != second.site:
                message = PairAcrossSites(
                    first=first.id, first_site=first.site, second=second.id, second_site=second.site
                )
                yield Fault(Place(file="plan.toml", path=f"rules.{rule}.pairs.{at}"), message)


def _name_faults(agents: Sequence[Agent], file: str) -> Iterator[Fault]:
    first_row: dict[str, int] = {}
    for row, agent in enumerate(agents, start=2):
        row_before = first_row.setdefault(_plain(agent.site), row)
        before = agents[row_before - 2].site
        if not agent.site and any(other.site for other in agents):
            yield Fault(Place(file=file, row=row, column="site"), SiteMissing())
        elif before != agent.site:
            message = SiteInTwoWays(site=agent.site, other=before, row=row_before)
            yield Fault(Place(file=file, row=row, column="site"), message)


def _plain(site: str) -> str:
    """Return a name without what is easily mistyped: capitals, full width, blanks inside."""
    return "".join(unicodedata.normalize("NFKC", site).casefold().split())
