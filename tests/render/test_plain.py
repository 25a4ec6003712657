"""No plain text makes markup: whatever stands in a one-line field, the elements of a page are the same."""

import json
from datetime import date
from html.parser import HTMLParser

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rmpkit.catalogue.library import load_library
from rmpkit.disclosure.audience import Audience
from rmpkit.disclosure.edition import disclose
from rmpkit.model.record import Part
from rmpkit.operations.check import vocabulary
from rmpkit.operations.pages import plan_views
from rmpkit.render import site
from rmpkit.rules.judgement import Judged, judge
from rmpkit.store.folder import Folder, Source
from rmpkit.store.portfolio import read_folder
from rmpkit.views.due import due
from rmpkit.views.glossary import glossary
from rmpkit.views.home import home
from rmpkit.views.organisation import organisation_page
from rmpkit.views.persons import person_index, person_pages

ORGANISATION = """
format: 1
id: estuary
name: @
suggestions: "plans\\x40estuary.example"
ser: estuary.head
policy: {title: @, at: @, approved-by: estuary.head, approved: 2026-01-01}
scope: {statement: A scope, sites: [@]}
people:
  hollis: {name: @, title: @}
roles:
  estuary.head: {hollis: {from: 2020-01-01, to: 2027-01-01}}
  estuary.ser: {hollis: {from: 2020-01-01, to: 2027-01-01}}
segments: {collaborate: @}
signposts:
  SP-1: {title: @, at: @, answers: [ctx.context], keeper: estuary.head, checked: 2026-01-01}
known-gaps:
  G-1: {requirement: pe.audit, why: @, accepted-by: estuary.head, until: 2026-12-01}
muted-rules:
  policy-review-overdue: {why: @, by: estuary.head, until: 2027-01-01}
"""
PLAN = """
title: @
type: alliance
state: active
parties:
  estuary: {name: @}
  delta: {name: @}
roles:
  estuary.manager: {hollis: {from: 2020-01-01}}
stages:
  working-together: {state: established, owner: estuary.manager, reviews: {2026-01-01: @}}
"""
JOINT = """
people:
  pham: {name: @, title: @, of: delta}
objectives:
  O-1: {title: @, owner: estuary.manager, due: 2027-01-01}
measures:
  m-1: {question: @, objective: O-1, unit: @, source: @, target: at most 1, readings: {2026-01: {value: 1, note: @}, 2026-02: 3}}
health-checks:
  H-1: {on: 2026-01-01, estuary: {trust: 4.1}, delta: {trust: 2.1}}
  H-2: {on: 2026-06-01, model: @, questions: {trust: @}, desired: {trust: 4}, estuary: {trust: 4.2}, delta: {trust: 2.0}}
risks:
  R-1: {title: @, owner: estuary.manager, likelihood: 5, impact: 5, objective: O-1, due: 2026-12-01}
  R-2: {title: @, cause: @, effect: @, comes-from: R-1}
actions:
  A-1: {title: @, owner: estuary.ser, due: 2026-01-01, comes-from: R-1, effect-checked: 2026-02-01, effect: @}
forums:
  board: {title: @, purpose: @, quorum: @, brings-in: [@, @], gives-out: [@], every: month, chair: estuary.manager, terms-of-reference: SP-1}
meetings:
  M-1: {forum: board, on: 2026-02-01, present: [estuary.manager], reviewed: [risks, exit], decisions: {D-1: @}, minutes: SP-1}
exit: {principles: Fair, led-by: [estuary.manager], survives: [@, @], activated: 2026-01-01, told: {delta: 2026-01-01}}
exit-continuity:
  EC-1: {service: @, risk: @, kept-by: @}
exit-review: {on: 2026-02-01, see: SP-1}
future-opportunities:
  FO-1: {title: @, why: @, next-step: @}
closing: {on: 2026-02-02, kept-at: SP-1}
duties:
  DU-1: {title: @, answers-for: [@, @], authority: @}
team-skills:
  TS-1: {needs: @}
value-process: {steps: [@, @], criteria: [@]}
reports:
  RP-1: {title: @, decided: @}
exit-triggers:
  X-1: {trigger: @, threshold: @, then: @, measure: m-1, met: 2026-01-01, checked: {2026-01-01: @}}
  X-2: {trigger: @, met: 2026-01-01, decision: @}
exit-transition:
  T-1: {title: @, action: @, owner: estuary.manager, due: 2027-01-01}
signposts:
  SP-1: {title: @, at: @, answers: [wt.governance], keeper: estuary.manager, checked: 2026-01-01, can-open: [estuary]}
known-gaps:
  G-1: {requirement: wt.process, why: @, accepted-by: estuary.manager, until: 2026-12-01}
not-applicable:
  wt.contract: {why: @, decided-by: estuary.manager, on: 2026-01-01}
acronyms:
  TOC: @
charter: {vision: Together, values: [@, @], principles: [@]}
document-control: {numbers: [@], template: @, marking: @, kept-for: @}
revisions:
  RV-1: {version: @, on: 2026-01-01, summary: @}
agreements:
  AG-1: {title: @, parties: [estuary, delta], precedence: [@, @], incentives: [@], see: SP-1}
deliverables:
  DL-1: {title: @, of: delta}
commitments:
  C-1: {what: @, by: estuary, to: delta, note: @, comes-from: M-1}
responsibilities:
  RA-1: {activity: @, accountable: estuary.manager}
decision-rights:
  DR-1: {matter: @, who: [estuary.manager], up-to: @}
conflicts-of-interest:
  CI-1: {what: @, handled: @}
communications:
  CM-1: {message: @, audience: @, channel: @}
stakeholders:
  SH-1: {name: @, needs: @}
knowledge:
  K-1: {item: @, share: could, conditions: @, marking: @, where: @, kept-for: @, at-exit: @}
processes:
  P-1: {title: @, gaps: @}
aims-compared:
  AC-1: {matter: @, aims: {estuary: @, delta: @}, decided: @}
resolution-ladder:
  L-1: {title: @, posts: [estuary.manager], within: 10 days, then: @}
issues:
  I-1: {title: @, level: L-1, since: 2026-11-01}
early-warnings:
  EW-1: {text: @, action: @, became: R-1}
views-on-record:
  VR-1: {about: @, record: R-1}
decisions:
  DC-1: {title: @, forum: board}
change-events:
  CE-1: {title: @, on: 2026-01-01, read-again: {@: , Second: 2026-02-01}, see: DC-1}
value-ideas:
  V-1: {title: @, gain-goes-to: @, why: @}
lessons:
  LS-1: {title: @, comes-from: I-1}
versions:
  v1.0: {what: @, on: 2026-01-01, approved: {estuary: {by: estuary.ser, on: 2026-01-02, see: SP-1}}}
"""
INTERNAL = """
skills:
  SK-1: {needs: @, post: estuary.manager}
criteria:
  CR-1: {title: @}
candidates:
  one: {name: @, why: @}
scores:
  CS-1: {candidate: one, criterion: CR-1, score: 4}
exit-considerations:
  XC-1: {trigger: @, protect: @, alternative: @}
muted-rules:
  risk-unrated: {why: @, by: estuary.manager, until: 2027-01-01}
"""


def _judged(text: str) -> Judged:
    def source(file: str, body: str, plan: str | None, part: Part | None) -> Source:
        return Source(file, plan, part, body.replace("@", json.dumps(text, ensure_ascii=False)).encode())

    sources = (
        source("organisation.yml", ORGANISATION, None, None),
        source("relationships/one/plan.yml", PLAN, "one", Part.PLAN),
        source("relationships/one/joint.yml", JOINT, "one", Part.JOINT),
        source("relationships/one/internal.yml", INTERNAL, "one", Part.INTERNAL),
    )
    library = load_library()
    portfolio = read_folder(Folder(sources, (), {}, ("one",), ()), vocabulary=vocabulary(library))
    assert not portfolio.plans[0].broken
    edition = disclose(portfolio, Audience.INTERNAL, today=date(2026, 11, 20))
    return judge(edition, catalogue=library.catalogues["iso44001"], today=date(2026, 11, 20))


class _Shape(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []

    def handle_starttag(self, tag, attrs):
        self.shape.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag):
        self.shape.append((f"/{tag}",))


def _shape(body: str) -> list[tuple[str, ...]]:
    parser = _Shape()
    parser.feed(body)
    return parser.shape


def _bodies(text: str) -> list[str]:
    judged = _judged(text)
    plan = judged.edition.plans[0]
    views: list[site.View] = [
        home(judged),
        due(judged),
        organisation_page(judged),
        glossary(judged),
        person_index(judged),
        *person_pages(judged),
        *plan_views(judged, plan),
    ]
    return [site.page(view).body for view in views]


def test_everything_that_is_filled_in_is_read():
    told = [finding.message for finding in _judged("harmless words").edition.findings]
    assert [message for message in told if "twice" not in message] == []  # one text stands everywhere


PLAIN = [_shape(body) for body in _bodies("harmless words")]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="<>\"'&;:/\\()[]!*_`|=abjscript{}%@.8#-", min_size=1, max_size=40))
@example("<script>alert(1)</script>")
@example('" onmouseover="alert(1)')
@example("' autofocus onfocus='alert(1)")
@example("</h1></a></table><b>")
@example("{{ 7*7 }}{% raw %}{# x #}")
@example('--8<-- "/etc/passwd"')
@example("javascript:alert(1)")
@example("//evil.example/x")
@example("&lt;b&gt;&#123;&#123;")
def test_no_text_makes_markup(text):
    bodies = _bodies(text)
    assert [_shape(body) for body in bodies] == PLAIN
    for body in bodies:
        assert "{" not in body
        assert "8<-" not in body
