"""The contract's JSON written as YAML."""

from __future__ import annotations

import yaml


def to_yaml(value: object) -> str:
    """Write plain values as YAML with the keys in their order and Chinese as it is."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)
