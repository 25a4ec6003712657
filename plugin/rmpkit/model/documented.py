"""The sentence that stands below each field of a record.

It is read from the source when somebody asks for help: to read it for all records while the model is built costs each
run of the command a quarter of its start.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from pydantic import BaseModel


@cache
def documented(record: type[BaseModel]) -> Mapping[str, str]:
    """What is written below the fields of a record, by field; one without a sentence is not there."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if kind is not BaseModel and issubclass(kind, BaseModel):
            found |= _sentences(kind.__module__).get(kind.__qualname__, {})
    return {name: found[name] for name in record.model_fields if name in found}


@cache
def _sentences(module: str) -> Mapping[str, Mapping[str, str]]:
    """The sentences in a module, by class and field."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {name: dict(_below_fields(found)) for name, found in _classes(tree, "")}


def _classes(tree: ast.AST, inside: str) -> Iterator[tuple[str, ast.ClassDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield f"{inside}{node.name}", node
            yield from _classes(node, f"{inside}{node.name}.")


def _below_fields(found: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(found.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)
            case _:
                pass
