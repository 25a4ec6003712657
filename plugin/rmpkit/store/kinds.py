"""What can be found while files are read: the documented kinds, before any rule has its say."""

from rmpkit.model.finding import Kind, Severity

FILE_UNREADABLE = Kind(
    code="RMP001",
    name="file-unreadable",
    severity=Severity.ERROR,
    title="A file is not a text that can be read as part of a plan.",
    why="A file that is empty, too big, no text or not UTF-8 says nothing that can be trusted, "
    "and what it was meant to say is missing from the plan.",
    bad="# Everything here is a comment.\n",
    good="# Everything below is the plan.\ntitle: Harbour alliance\n",
)
SYNTAX_BROKEN = Kind(
    code="RMP002",
    name="syntax-broken",
    severity=Severity.ERROR,
    title="A slip of punctuation or indentation hides what is written.",
    why="Quotes, colons, dashes and indentation say which text belongs to which key. "
    "Where they contradict each other the record is left out, and the rest of the file is still read.",
    bad="risks:\n  R-N13:\n    title: Licence: comes late\n",
    good='risks:\n  R-N13:\n    title: "Licence: comes late"\n',
)
KEY_UNKNOWN = Kind(
    code="RMP003",
    name="key-unknown",
    severity=Severity.ERROR,
    title="A key is not one that a plan knows.",
    why="A misspelt key keeps its value out of every page and every check without anyone noticing.",
    bad="risks:\n  R-N13:\n    title: Dredging licence comes late\n    ownr: northgate.environment\n",
    good="risks:\n  R-N13:\n    title: Dredging licence comes late\n    owner: northgate.environment\n",
)
VALUE_UNFIT = Kind(
    code="RMP004",
    name="value-unfit",
    severity=Severity.ERROR,
    title="A value is not of the form that its key needs.",
    why="A date that no calendar has, or a word for a number, cannot be compared, sorted or counted.",
    bad="risks:\n  R-N13:\n    title: Dredging licence comes late\n    due: 2026-02-30\n",
    good="risks:\n  R-N13:\n    title: Dredging licence comes late\n    due: 2026-02-28\n",
)
VALUE_MISSING = Kind(
    code="RMP005",
    name="value-missing",
    severity=Severity.ERROR,
    title="A key that its record needs is absent or empty.",
    why="Without it the record cannot be shown or referred to, and so is left out.",
    bad="risks:\n  R-N13:\n    owner: northgate.environment\n",
    good="risks:\n  R-N13:\n    title: Dredging licence comes late\n    owner: northgate.environment\n",
)
GIVEN_TWICE = Kind(
    code="RMP006",
    name="given-twice",
    severity=Severity.ERROR,
    title="A key or an id is given more than once.",
    why="Only one of the two can count, and which of them was meant only a person can say.",
    bad="risks:\n  R-N13:\n    title: Dredging licence comes late\n  R-N13:\n    title: Outage runs over\n",
    good="risks:\n  R-N13:\n    title: Dredging licence comes late\n  R-N14:\n    title: Outage runs over\n",
)
REFERENCE_DANGLING = Kind(
    code="RMP007",
    name="reference-dangling",
    severity=Severity.ERROR,
    title="A reference leads to nothing.",
    why="An owner, a signpost or an action that does not exist cannot be asked, opened or followed.",
    bad="risks:\n  R-N13:\n    title: Dredging licence comes late\n    owner: northgate.enviroment\n",
    good="risks:\n  R-N13:\n    title: Dredging licence comes late\n    owner: northgate.environment\n",
)
LIMIT_EXCEEDED = Kind(
    code="RMP008",
    name="limit-exceeded",
    severity=Severity.ERROR,
    title="A file is nested too deep, has too many entries or holds too long a text.",
    why="Plans are read by people. Limits far beyond any plan keep a damaged or hostile file from stopping the site.",
    bad=f"note: {'[' * 41}{']' * 41}\n",
    good="note: []\n",
)
TEXT_LOST = Kind(
    code="RMP009",
    name="text-lost",
    severity=Severity.WARNING,
    title="A part of a text is taken for something else and does not appear.",
    why="A space and a number sign start a comment, and a comma inside braces starts a new entry. "
    "The text that follows is on no page, though the file still can be read.",
    bad="title: Partner issue #12 is open\n",
    good='title: "Partner issue #12 is open"\n',
)
FORMAT_NEWER = Kind(
    code="RMP010",
    name="format-newer",
    severity=Severity.ERROR,
    title="The plans are written in a newer format than this version reads.",
    why="Reading on would take new keys for mistakes, and would miss what they say.",
    bad="format: 2\n",
    good="format: 1\n",
)
PLACE_WRONG = Kind(
    code="RMP011",
    name="place-wrong",
    severity=Severity.ERROR,
    title="A file or a key stands where it does not belong.",
    why="The part that holds a record decides who may read it, so a record in another part may be "
    "seen by others than its author meant, or by nobody.",
    bad="risks:\n  R-N13:\n    title: Dredging licence comes late\n    parties: [harbour, northgate]\n",
    good="parties: [harbour, northgate]\nrisks:\n  R-N13:\n    title: Dredging licence comes late\n",
)
CHARACTER_REFUSED = Kind(
    code="RMP012",
    name="character-refused",
    severity=Severity.ERROR,
    title="A text holds a character that nobody can see or trust.",
    why="Such characters make a reviewer see another text than the one that is stored, make two ids "
    "look the same, or give orders to a terminal. Often they were pasted along by accident.",
    bad='title: "Harbour \\e[31malliance"\n',
    good="title: Harbour alliance\n",
)
QUOTES_CURLY = Kind(
    code="RMP013",
    name="quotes-curly",
    severity=Severity.NOTE,
    title="Curly quotes around a whole text become part of it.",
    why="Word processors turn straight quotes into curly ones. YAML takes curly ones for letters, "
    "so they appear on the page.",
    bad="title: \u201cHarbour alliance\u201d\n",
    good='title: "Harbour alliance"\n',
)
YAML_FEATURE_REFUSED = Kind(
    code="RMP014",
    name="yaml-feature-refused",
    severity=Severity.ERROR,
    title="The file uses a feature of YAML that plans do without.",
    why="Anchors, tags, merge keys and second documents make a text mean something that does not stand "
    "where it is read, so that neither a reviewer nor a comparison can rely on what is seen.",
    bad="owner: &ser harbour.ser\n",
    good="owner: harbour.ser\n",
)

EVIDENCE_REFUSED = Kind(
    code="RMP015",
    name="evidence-refused",
    severity=Severity.WARNING,
    title="A file in the evidence folder is not one that the site can carry.",
    why=(
        "A page or a script would run with the site's own rights in every reader's browser, and a very large "
        "file would weigh on every copy. A link may lead to a file that nobody meant to show, a file that is not "
        "what its ending says may do what nobody expects, and a name that only some machines can have is missing on "
        "the others. Documents, sheets, pictures and plain text are carried; anything else can be signposted."
    ),
    bad="signposts:\n  SP-1:\n    title: Survey results\n    at: evidence/survey.html",
    good="signposts:\n  SP-1:\n    title: Survey results\n    at: evidence/survey.pdf",
)
PLACEHOLDER_LEFT = Kind(
    code="RMP016",
    name="placeholder-left",
    severity=Severity.WARNING,
    title="A text is still the placeholder of a template.",
    why="A reader cannot tell TBC from something that was decided, and the page shows it as written. "
    "An empty line says more: the plan then asks for what is missing.",
    bad="title: <name of the relationship>\n",
    good="title: Harbour alliance\n",
)
REFERENCE_REPEATED = Kind(
    code="RMP017",
    name="reference-repeated",
    severity=Severity.WARNING,
    title="A list names the same thing twice.",
    why="The second mention adds nothing. Often another name was meant.",
    bad="signposts:\n  SP-1:\n    title: Quality plan\n    at: https://docs.example/QP-1\n    "
    "answers: [wt.process, wt.process]\n",
    good="signposts:\n  SP-1:\n    title: Quality plan\n    at: https://docs.example/QP-1\n    answers: [wt.process]\n",
)
REFERENCE_CIRCULAR = Kind(
    code="RMP018",
    name="reference-circular",
    severity=Severity.ERROR,
    title="Actions that come from each other have no beginning.",
    why="An action comes from what was there before it: a meeting, a risk, an earlier action. "
    "In a ring none of them was, so that nobody can say why any of them is done.",
    bad="actions:\n  A-1:\n    title: Ask the licensing office for a date\n    comes-from: A-1\n",
    good="actions:\n  A-1:\n    title: Ask the licensing office for a date\n    comes-from: R-N1\n",
)
HOLDER_ELSEWHERE = Kind(
    code="RMP019",
    name="holder-elsewhere",
    severity=Severity.NOTE,
    title="A post of one party is held by a person of another.",
    why="A post speaks for its party: an SER commits the organisation that appointed them. People are lent "
    "to a partner now and then; more often the short name of somebody else was written.",
    bad="roles:\n  estuary.ser:\n    halvorsen: {from: 2024-04-01}\npeople:\n  halvorsen: {name: Ingrid Halvorsen, "
    "of: northgate}\n",
    good="roles:\n  estuary.ser:\n    okafor: {from: 2024-04-01}\n",
)
PART_UNFETCHED = Kind(
    code="RMP021",
    name="part-unfetched",
    severity=Severity.ERROR,
    title="A part of a plan is kept in a repository of its own, which has not been fetched.",
    why="What the part says is on no page and in no check, and what refers to it seems to lead nowhere. "
    "An empty folder where a part belongs is all there is of a submodule until it is fetched.",
    bad="# joint/ is an empty folder: git clone ../plans.git\n",
    good="# joint/ holds its files: git clone --recurse-submodules ../plans.git\ntitle: Harbour alliance\n",
)

PARTY_AMBIGUOUS = Kind(
    code="RMP022",
    name="party-ambiguous",
    severity=Severity.ERROR,
    title="One short name stands for parties of different names.",
    why="A party's copy holds every plan that it takes part in, by its short name. Two organisations under one short "
    "name would read each other's plans.",
    bad="parties:\n  delta: {name: Delta Dental}\n",
    good="parties:\n  delta-dental: {name: Delta Dental}\n",
)
COPY_NOT_ALONE = Kind(
    code="RMP023",
    name="copy-not-alone",
    severity=Severity.ERROR,
    title="What is said to be a party's copy holds what no party reads.",
    why="The line copy-for tells that a repository was handed over to a party. Beside internal or restricted files it "
    "is a slip, and pages would bear the wrong name.",
    bad="copy-for: northgate\n",
    good="id: estuary\nname: Estuary Gateway\n",
)

FORMAT_OLDER = Kind(
    code="RMP040",
    name="format-older",
    severity=Severity.NOTE,
    title="The plans are written in an older format than this version writes.",
    why="Everything is read as it was meant. But the editor's help and the guide speak of the newer keys, and nothing "
    "is written into the plans by the tool until all of them are in one format.",
    bad="# once there is a format 2\nformat: 1\n",
    good="# once there is a format 2\nformat: 2\n",
)

READING: tuple[Kind, ...] = (
    FILE_UNREADABLE,
    SYNTAX_BROKEN,
    KEY_UNKNOWN,
    VALUE_UNFIT,
    VALUE_MISSING,
    GIVEN_TWICE,
    REFERENCE_DANGLING,
    LIMIT_EXCEEDED,
    TEXT_LOST,
    FORMAT_NEWER,
    PLACE_WRONG,
    CHARACTER_REFUSED,
    QUOTES_CURLY,
    YAML_FEATURE_REFUSED,
    EVIDENCE_REFUSED,
    PLACEHOLDER_LEFT,
    REFERENCE_REPEATED,
    REFERENCE_CIRCULAR,
    HOLDER_ELSEWHERE,
    PART_UNFETCHED,
    PARTY_AMBIGUOUS,
    COPY_NOT_ALONE,
    FORMAT_OLDER,
)
"""Every kind that reading can find, in the order of their codes."""
