"""The forms of a review by name, and the files in which all of them are kept together."""

from collections.abc import Callable, Mapping

from rmpkit.report.review import github, gitlab, json, markdown, sarif, text
from rmpkit.report.review.review import Review

Form = Callable[[Review], str]

FORMS: Mapping[str, Form] = {
    "text": text.render,
    "markdown": markdown.comment,
    "json": json.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "gitlab-note": markdown.comment,
    "sarif": sarif.render,
}
"""What can be printed."""

FILES: Mapping[str, Form] = {
    "review.txt": text.render,
    "review.md": markdown.comment,
    "summary.md": markdown.summary,
    "review.json": json.render,
    "github.txt": github.render,
    "note.md": markdown.comment,
    "codequality.json": gitlab.render,
    "review.sarif": sarif.render,
}
"""What is written where all forms are wanted."""
