"""Agents as people read them: names and teams filled in where the table leaves them out."""

import pandas as pd


def people(agents: pd.DataFrame) -> pd.DataFrame:
    """Return agent, name (the id where empty), team after its site (empty where none) and contract_h of every agent."""
    table = agents.reindex(columns=["agent", "name", "site", "team", "contract_h"])
    names = table["name"].astype(object).where(table["name"].notna() & (table["name"] != ""), table["agent"])
    site, team = (table[name].astype(object).fillna("") for name in ("site", "team"))
    return table.assign(name=names, team=(site + "/" + team).str.strip("/"))


def person(agents: pd.DataFrame, agent: object) -> str:
    """Return an agent's name with the id; a dash for nobody."""
    if not isinstance(agent, str) or not agent:
        return "–"
    known = people(agents[agents["agent"] == agent])
    return agent if known.empty or known["name"].iloc[0] == agent else f"{known['name'].iloc[0]} ({agent})"
