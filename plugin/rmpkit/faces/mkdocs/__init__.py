"""The MkDocs plugin `rmp`: a page for every plan, requirement and rule, beside what is written by hand."""

from rmpkit.faces.mkdocs.plugin import RmpPlugin

__all__ = ["RmpPlugin"]
