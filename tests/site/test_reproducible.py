"""The same input gives the same bytes, wherever and for whomever it is built."""

from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = pytest.mark.site
EPOCH = "1795132800"
"""2026-11-20 in UTC, but the day before in Pago Pago."""


def test_two_builds_in_different_places_are_the_same_bytes(a_copy, build):
    first, second = a_copy(), a_copy()
    surroundings = (
        (first, {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"}),
        (second, {"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}),
    )
    for project in (first, second):  # the day comes from the surroundings, not from the file
        settings = project / "mkdocs.yml"
        settings.write_text(settings.read_text("utf-8").replace("as_of: 2026-11-20", "catalogue: iso44001"), "utf-8")
    with ThreadPoolExecutor() as pool:
        sites = list(pool.map(lambda it: build(it[0], env={"SOURCE_DATE_EPOCH": EPOCH, **it[1]}), surroundings))
    assert [site.code for site in sites] == [0, 0], sites[0].log
    one, other = (site.bytes_of("**/*") for site in sites)
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert not [name for name in one if str(first).encode() in one[name]]
