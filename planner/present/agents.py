"""Agents as people read them: names and teams filled in where the table leaves them out."""

import pandas as pd


def people(agents: pd.DataFrame) -> pd.DataFrame:
    """Return agent, name (the id where empty), team (empty where none) and contract_h of every agent."""
    table = agents.reindex(columns=["agent", "name", "team", "contract_h"])
    names = table["name"].astype(object).where(table["name"].notna() & (table["name"] != ""), table["agent"])
    return table.assign(name=names, team=table["team"].astype(object).fillna(""))


def person(agents: pd.DataFrame, agent: object) -> str:
    """Return an agent's name with the id; a dash for nobody."""
    if not isinstance(agent, str) or not agent:
        return "–"
    known = people(agents[agents["agent"] == agent])
    return agent if known.empty or known["name"].iloc[0] == agent else f"{known['name'].iloc[0]} ({agent})"
