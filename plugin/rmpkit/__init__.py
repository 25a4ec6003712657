"""Relationship management plans as YAML records: checked against the clauses, signposted, published."""


def __getattr__(name: str) -> str:
    """`__version__`, looked up when it is asked for: that takes longer than all the rest of `rmp --help`."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 - the very import that is put off

        return version("rmpkit")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
