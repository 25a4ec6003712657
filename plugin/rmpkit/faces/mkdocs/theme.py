"""What a theme gets wrong, mended on the way out."""

_NAMELESS = 'data-md-component="search" role="dialog"'


def name_search_dialog(html: str) -> str:
    """The page with a name on Material's search dialog, without which a screen reader announces just "dialog".

    Found by axe-core (`aria-dialog-name`) in Material 9.8.1:
    https://github.com/squidfunk/mkdocs-material/blob/9.8.1/material/templates/partials/search.html
    """
    return html.replace(_NAMELESS, f'{_NAMELESS} aria-label="Search"', 1)
