"""The outline of a plan: which keys its models know at a path, and what their values may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

Node = Mapping[str, Any]


class Outline:
    """A model's JSON schema, asked by key path."""

    def __init__(self, model: type[BaseModel]) -> None:
        self._schema = model.model_json_schema()
        self._definitions: Mapping[str, Node] = self._schema.get("$defs", {})

    def keys(self, path: Sequence[str]) -> list[str]:
        """Return the keys that the model names at a path."""
        return sorted({name for node in self._nodes(path) for name in node.get("properties", {})})

    def types(self, path: Sequence[str]) -> frozenset[str]:
        """Return the JSON types that a value at a path may have; texts that are dates or times by their format."""
        return frozenset(node.get("format", node["type"]) for node in self._nodes(path) if "type" in node)

    def choices(self, path: Sequence[str]) -> tuple[str | int, ...]:
        """Return the values allowed at a path where they are listed."""
        return tuple(value for node in self._nodes(path) for value in node.get("enum", ()))

    def _nodes(self, path: Sequence[str]) -> list[Node]:
        nodes = [self._resolved(self._schema)]
        for key in path:
            nodes = [child for node in nodes for child in self._children(node, key)]
        return nodes

    def _children(self, node: Node, key: str) -> list[Node]:
        """Return what may stand under a key of a table or number of a list, each choice by itself."""
        if key in node.get("properties", {}):
            found = [node["properties"][key]]
        elif key.isdigit() and node.get("type") == "array":
            found = [*node.get("prefixItems", ())][int(key) : int(key) + 1] or [node.get("items", {})]
        elif isinstance(node.get("additionalProperties"), Mapping):
            found = [node["additionalProperties"]]
        else:
            found = list(node.get("patternProperties", {}).values())
        branches = [self._resolved(child) for child in found]
        return [self._resolved(option) for child in branches for option in child.get("anyOf", [child])]

    def _resolved(self, node: Node) -> Node:
        return self._definitions[node["$ref"].rpartition("/")[2]] if "$ref" in node else node
