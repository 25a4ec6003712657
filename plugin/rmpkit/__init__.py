"""Relationship management plans as YAML records: checked against the clauses, signposted, published."""

from importlib.metadata import version

__version__ = version("rmpkit")
