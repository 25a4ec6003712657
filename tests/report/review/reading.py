"""How a forge reads Markdown, and what it would act on: by markdown-it, and by the patterns of what becomes a link."""

import re

from markdown_it import MarkdownIt

FORGE = MarkdownIt("gfm-like", {"linkify": False, "html": True})
"""As GitHub and GitLab read it, HTML and all; addresses are looked for below, without a package for them."""

ACTED_ON = re.compile(
    r"""
    @[\w-] | (?<![\w&])[\w/-]*[#!$&~^%]["\w] | (?<!\w)gh-\d | www\. | \w:// | \w@\w | (?:mailto|xmpp):\S
    | (?<!\w)(?=[a-f]*\d)[0-9a-f]{7,64}(?!\w) | (?<!\w)[0-9a-f]{40,64}(?!\w) | [\[\]<>\\*`] | :[a-z_+0-9]+:(?!\d) | \w_\w | _\w
    | \b(?:clos|fix|resolv|implement)[a-z]*:?\s(?:issues?\s)?(?-i:[A-Z][A-Z0-9_]+-\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What outside code becomes a mention, a link or markup somewhere."""

OURS = re.compile(
    r'</?(?:details|del|ins)>|<summary>[A-Z][a-z ]+ \(\d+\)</summary>|<!-- rmp-review v1 \{[a-z0-9",:-]+\} -->'
)
"""The HTML that reports write themselves."""


def outside_code(text: str) -> list[str]:
    """Every piece of text that a reader sees and that is not code."""
    return [
        child.content
        for token in FORGE.parse(text)
        for child in token.children or ()
        if child.type in ("text", "image")
    ]


def html(text: str) -> list[str]:
    """Every piece of raw HTML."""
    tokens = FORGE.parse(text)
    inside = [child.content for token in tokens for child in token.children or () if child.type == "html_inline"]
    return [*inside, *(token.content for token in tokens if token.type == "html_block")]


def kinds(text: str) -> set[str]:
    """The kinds of all pieces."""
    tokens = FORGE.parse(text)
    return {token.type for token in tokens} | {child.type for token in tokens for child in token.children or ()}


def seen(text: str) -> str:
    """All that a reader sees, code and all."""
    return " ".join(
        "".join(child.content for child in token.children or () if child.type != "html_inline")
        for token in FORGE.parse(text)
        if token.children
    )
