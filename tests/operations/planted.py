"""Files in which a text is hidden, one way each."""

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from urllib.parse import quote

Hiding = Callable[[str], tuple[str, bytes]]
"""`hiding(text)`: the name and the bytes of a file that holds the text."""


def page(body: str) -> bytes:
    return f"<!doctype html><html><head><title>Home</title></head><body>{body}</body></html>".encode()


def archive(members: Mapping[str, bytes], *, comment: str = "") -> bytes:
    """A zip whose bytes are the same at any time: they stand in names of tests, which the workers compare."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        file.comment = comment.encode()
    return packed.getvalue()


def document(text: str) -> bytes:
    """A document whose words stand in runs of their own, as word processors write them."""
    runs = "".join(f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{word} </w:t></w:r>' for word in text.split())
    return archive({"word/document.xml": f"<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>".encode()})


def split_inside_words(text: str) -> bytes:
    runs = "".join(f"<w:r><w:t>{html.escape(letter)}</w:t></w:r>" for letter in text)
    return archive({"word/document.xml": f"<w:document><w:p>{runs}</w:p></w:document>".encode()})


def sheet(text: str) -> bytes:
    return archive(
        {"xl/sharedStrings.xml": f"<sst><si><r><rPr><sz val='11'/></rPr><t>{text}</t></r></si></sst>".encode()}
    )


def slides(text: str) -> bytes:
    return archive({"ppt/slides/slide1.xml": f"<p:sld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>".encode()})


def png(*chunks: tuple[bytes, bytes], behind: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    every = ((b"IHDR", bytes(13)), *chunks, (b"IDAT", zlib.compress(bytes(9))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in every) + behind


def jpeg(*segments: tuple[int, bytes], behind: bytes = b"") -> bytes:
    said = b"".join(bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body for kind, body in segments)
    return b"\xff\xd8" + said + b"\xff\xda\x00\x02" + b"\x12\x34\xff\x00\x56" + b"\xff\xd9" + behind


def pdf(*streams: tuple[str, bytes], trailer: str = "") -> bytes:
    objects = b"".join(
        f"{number} 0 obj\n<< {told} /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream\nendobj\n"
        for number, (told, body) in enumerate(streams, 1)
    )
    return b"%PDF-1.7\n" + objects + f"trailer << {trailer} >>\n%%EOF\n".encode()


FLATE = "/Filter /FlateDecode"


def drawn(text: str) -> bytes:
    """A page of a PDF that draws a text in two strings with a gap between its words."""
    shown = " ".join(f"({word}) -250" for word in text.split())
    return zlib.compress(f"BT /F1 12 Tf [{shown}] TJ ET".encode())


def with_codes(text: str) -> bytes:
    """A PDF as browsers and word processors write it: codes of two bytes, and a list of what they stand for."""
    letters = sorted(set(text))
    code = {letter: 3 + number for number, letter in enumerate(letters)}
    listed = "\n".join(f"<{code[letter]:04X}> <{ord(letter):04X}>" for letter in letters)
    told = f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(letters)} beginbfchar\n{listed}\nendbfchar"
    shown = "".join(f"{code[letter]:04X}" for letter in text)
    return pdf((FLATE, zlib.compress(told.encode())), (FLATE, zlib.compress(f"BT <{shown}> Tj ET".encode())))


def with_ranges(text: str) -> bytes:
    shown = "".join(f"{ord(letter) - 29:04X}" for letter in text)
    told = "1 beginbfrange <0000> <00FF> <001D> endbfrange"
    return pdf((FLATE, zlib.compress(told.encode())), (FLATE, zlib.compress(f"BT <{shown}> Tj ET".encode())))


def with_listed_ranges(text: str) -> bytes:
    listed = " ".join(f"<{ord(letter):04X}>" for letter in text)
    shown = "".join(f"{number:04X}" for number in range(len(text)))
    told = f"2 beginbfrange <0000> <{len(text) - 1:04X}> [{listed}] <8000> <8001> <0041> endbfrange"
    return pdf((FLATE, zlib.compress(told.encode())), (FLATE, zlib.compress(f"BT <{shown}> Tj ET".encode())))


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)


HIDINGS: Mapping[str, Hiding] = {
    "plain text": lambda text: ("a.txt", text.encode()),
    "capitals": lambda text: ("a.txt", text.upper().encode()),
    "line breaks": lambda text: ("a.txt", text.replace(" ", "\r\n").encode()),
    "Markdown": lambda text: ("a.md", f"**{text.replace(' ', '** _', 1)}_".encode()),
    "soft hyphens": lambda text: ("a.txt", "\u00ad".join(text).encode()),
    "zero-width spaces": lambda text: ("a.txt", "\u200b".join(text).encode()),
    "full-width letters": lambda text: (
        "a.txt",
        "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text).encode(),
    ),
    "UTF-16 with a mark": lambda text: ("a.txt", text.encode("utf-16")),
    "UTF-16": lambda text: ("a.txt", text.encode("utf-16-le")),
    "UTF-16, the other end first": lambda text: ("a.txt", text.encode("utf-16-be")),
    "UTF-16 among other bytes": lambda text: (
        "a.zip",
        archive({"a.bin": b"\xff\x91\x80" + text.encode("utf-16-le") + b"\x93\xf8"}),
    ),
    "UTF-32": lambda text: ("a.txt", text.encode("utf-32")),
    "a file's name": lambda text: (f"notes/{text.replace(' ', '-')}.html", b""),
    "a file's name in percent": lambda text: (quote(text) + ".html", b""),
    "a page": lambda text: ("index.html", page(f"<p>{text}</p>")),
    "bold words": lambda text: ("index.html", page(f"<p>{text.replace(' ', '</b> <b>')}</p>")),
    "letters in spans": lambda text: ("index.html", page("".join(f"<span>{letter}</span>" for letter in text))),
    "words in spans without a space": lambda text: (
        "index.html",
        page("".join(f"<span>{word}</span>" for word in text.split())),
    ),
    "line breaks of a page": lambda text: ("index.html", page(text.replace(" ", "<br>"))),
    "a comment inside a phrase": lambda text: ("index.html", page(text.replace(" ", "<!-- </p> --> "))),
    "character references": lambda text: ("index.html", page("".join(f"&#{ord(letter)};" for letter in text))),
    "character references, twice": lambda text: (
        "index.html",
        page("".join(f"&amp;#x{ord(letter):x};" for letter in text)),
    ),
    "a soft hyphen by name": lambda text: ("index.html", page("&shy;".join(text))),
    "a title": lambda text: ("index.html", page(f'<a href="/" title="See {text}">x</a>')),
    "a title in single quotes": lambda text: ("index.html", page(f"<a title='{text}'>x</a>")),
    "a data attribute": lambda text: ("index.html", page(f'<div data-note="{html.escape(text)}"></div>')),
    "alternative text": lambda text: ("index.html", page(f'<img src="a.png" alt="{text}">')),
    "a link's address": lambda text: ("index.html", page(f'<a href="/find?q={quote(text)}">x</a>')),
    "a description": lambda text: ("index.html", page(f'<meta name="description" content="{text}">')),
    "a comment": lambda text: ("index.html", page(f"<!-- {text} -->")),
    "a comment with markup": lambda text: ("index.html", page(f"<!-- <p>{text}</p> -->")),
    "a hidden element": lambda text: ("index.html", page(f'<div hidden style="display:none">{text}</div>')),
    "a script": lambda text: ("index.html", page(f'<script>if (a<b && c>d) x = "{escaped(text)}"</script>')),
    "a style": lambda text: ("index.html", page(f'<style>p::after {{ content: "{text}" }}</style>')),
    "a tag that is not closed": lambda text: ("index.html", page(f'<a title="{text}')),
    "an unknown tag": lambda text: ("index.html", page(text.replace(" ", " <x-y>", 1))),
    "a diagram": lambda text: ("a.svg", f"<svg><text><tspan>{text}</tspan></text><path d='M1-2'/></svg>".encode()),
    "the search index": lambda text: (
        "search/search_index.json",
        json.dumps({"docs": [{"location": "", "title": "Home", "text": text}]}).encode(),
    ),
    "the search index, as HTML": lambda text: (
        "search/search_index.json",
        json.dumps({"docs": [{"text": f"<p>{text}</p>".replace(" ", "</b> <b>")}]}).replace("<", "\\u003c").encode(),
    ),
    "JSON in numbers": lambda text: ("a.json", f'["{escaped(text)}"]'.encode()),
    "percent signs": lambda text: ("a.txt", "".join(f"%{ord(letter):02X}" for letter in text).encode()),
    "base64": lambda text: ("index.html", page(f"x={base64.b64encode(text.encode()).decode()};")),
    "base64 for addresses": lambda text: (
        "index.html",
        page(f"<a href='/{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}'>x</a>"),
    ),
    "base64 in lines": lambda text: ("a.txt", base64.encodebytes((text + " " * 80).encode())),
    "base64 of UTF-16": lambda text: ("a.txt", base64.b64encode(text.encode("utf-16-le"))),
    "base64 in an attribute of escaped HTML": lambda text: (
        "a.json",
        json.dumps(html.escape(f"<a data-x='{base64.b64encode(text.encode()).decode()}'>")).encode(),
    ),
    "gz": lambda text: ("sitemap.xml.gz", gzip.compress(text.encode())),
    "gz, the second of two": lambda text: ("a.gz", gzip.compress(b"nothing: ") + gzip.compress(text.encode())),
    "behind a gz": lambda text: ("a.gz", gzip.compress(b"nothing") + text.encode()),
    "gz without its ending": lambda text: ("a.dat", gzip.compress(text.encode())),
    "the name inside a gz": lambda text: (
        "a.gz",
        b"\x1f\x8b\x08\x08" + bytes(6) + text.encode() + b"\0" + gzip.compress(b"nothing", mtime=0)[10:],
    ),
    "bz2": lambda text: ("a.bz2", bz2.compress(text.encode())),
    "xz": lambda text: ("a.xz", lzma.compress(text.encode())),
    "zip": lambda text: ("a.zip", archive({"a.txt": text.encode()})),
    "zip in a zip": lambda text: ("a.zip", archive({"b.zip": archive({"a.txt": text.encode()})})),
    "gz in a zip": lambda text: ("a.zip", archive({"a.gz": gzip.compress(text.encode())})),
    "a member's name": lambda text: ("a.zip", archive({f"{text}.txt": b""})),
    "a remark in a zip": lambda text: ("a.zip", archive({"a.txt": b""}, comment=text)),
    "before a zip": lambda text: ("a.bin", text.encode() + archive({"a.txt": b""})),
    "a document": lambda text: ("a.docx", document(text)),
    "a document, letter by letter": lambda text: ("a.docx", split_inside_words(text)),
    "a document in a zip": lambda text: ("a.zip", archive({"a.docx": document(text)})),
    "a sheet": lambda text: ("a.xlsx", sheet(text)),
    "slides": lambda text: ("a.pptx", slides(text)),
    "a PDF's title": lambda text: ("a.pdf", pdf(trailer=f"/Title ({text})")),
    "a PDF's title in UTF-16": lambda text: (
        "a.pdf",
        pdf(trailer=f"/Title <feff{text.encode('utf-16-be').hex()}>"),
    ),
    "a PDF's page": lambda text: ("a.pdf", pdf((FLATE, drawn(text)))),
    "a PDF's page, letter by letter": lambda text: (
        "a.pdf",
        pdf((FLATE, zlib.compress(" ".join(f"({letter}) Tj" for letter in text).encode()))),
    ),
    "a PDF's page in octal": lambda text: (
        "a.pdf",
        pdf((FLATE, zlib.compress(b"(" + b"".join(b"\\%03o" % ord(letter) for letter in text) + b") Tj"))),
    ),
    "a PDF's page with codes": lambda text: ("a.pdf", with_codes(text)),
    "a PDF's page with ranges of codes": lambda text: ("a.pdf", with_ranges(text)),
    "a PDF's page with lists of codes": lambda text: ("a.pdf", with_listed_ranges(text)),
    "a PDF's page in base 85": lambda text: (
        "a.pdf",
        pdf(("/Filter [/ASCII85Decode /FlateDecode]", base64.a85encode(drawn(text)) + b"~>")),
    ),
    "a file inside a PDF": lambda text: ("a.pdf", pdf((FLATE, zlib.compress(document(text))))),
    "a caption of a PNG": lambda text: ("a.png", png((b"tEXt", b"Title\0" + text.encode()))),
    "a packed caption of a PNG": lambda text: ("a.png", png((b"zTXt", b"Title\0\0" + zlib.compress(text.encode())))),
    "an international caption of a PNG": lambda text: (
        "a.png",
        png((b"iTXt", b"Title\0\x01\0en\0T\0" + zlib.compress(text.encode()))),
    ),
    "behind a PNG": lambda text: ("a.png", png(behind=text.encode())),
    "a remark in a JPEG": lambda text: ("a.jpg", jpeg((0xFE, text.encode()))),
    "a caption of a JPEG in UTF-16": lambda text: ("a.jpg", jpeg((0xE1, b"Exif\0\0" + text.encode("utf-16-le")))),
    "behind a JPEG": lambda text: ("a.jpg", jpeg(behind=text.encode())),
    "a picture in a document": lambda text: (
        "a.docx",
        archive({"word/media/1.png": png((b"tEXt", b"Title\0" + text.encode()))}),
    ),
    "another binary": lambda text: (
        "a.zip",
        archive({"a.bin": bytes(range(128, 256)) + b" " + text.encode() + b"\0\x01\x02"}),
    ),
    "a font's remark": lambda text: ("a.woff2", b"wOF2\0\x01\x02\xff " + text.encode()),
    "an object of git's": lambda text: ("objects/ab/cdef", zlib.compress(b"blob 9\0" + text.encode())),
    "gz in an address of data": lambda text: (
        "index.html",
        page(f'<a href="data:application/gzip;base64,{base64.b64encode(gzip.compress(text.encode())).decode()}">x</a>'),
    ),
    "hexadecimal": lambda text: ("a.txt", text.encode().hex().encode()),
    "hexadecimal, byte by byte": lambda text: ("a.txt", text.encode().hex(" ").encode()),
    "numbers of a style sheet": lambda text: (
        "a.css",
        ('p::after { content: "' + "".join(f"\\{ord(letter):x} " for letter in text) + '" }').encode(),
    ),
    "quoted-printable": lambda text: ("a.eml", "".join(f"={ord(letter):02X}" for letter in text).encode()),
    "quoted-printable in lines": lambda text: ("a.eml", "=\r\n".join(text).encode()),
    "Windows letters": lambda text: ("a.csv", f"caf\u00e9;{text}".encode("cp1252")),
}
"""Each way by which a text could get out unseen, by name."""

CLOSED: Mapping[str, tuple[str, bytes]] = {
    "a gz that is cut off": ("a.gz", gzip.compress(b"something" * 99)[:-9]),
    "a gz that is damaged": ("a.gz", b"\x1f\x8b\x08\x00" + bytes(6) + b"\xff\xff\xff\xff"),
    "a gz that is none": ("a.gz", b"something"),
    "a document that is none": ("a.docx", b"something"),
    "a zip that is cut off": ("a.zip", archive({"a.txt": b"something" * 99})[:60]),
    "a zip with a wrong sum": (
        "a.zip",
        (whole := archive({"a.txt": b"something"})).replace(struct.pack("<I", zlib.crc32(b"something")), b"\1\2\3\4"),
    ),
    "an encrypted member": (
        "a.zip",
        whole.replace(b"PK\x03\x04\x14\0\0", b"PK\x03\x04\x14\0\1").replace(b"\x14\0\0\0\x08", b"\x14\0\1\0\x08"),
    ),
    "an encrypted document": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "a zip of too much": ("a.zip", archive({"a.txt": bytes(101_000_000)})),
    "a gz of too much": ("a.gz", gzip.compress(bytes(101_000_000), 1)),
    "a zip seven deep": (
        "a.zip",
        archive(
            {
                "b.zip": archive(
                    {
                        "c.zip": archive(
                            {"d.zip": archive({"e.zip": archive({"f.zip": archive({"g.zip": archive({})})})})}
                        )
                    }
                )
            }
        ),
    ),
    "a picture of a disk": ("a.bin", bytes(range(256))),
    "a font that is none": ("a.woff2", bytes(range(256))),
    "a pack of git's": ("pack-1.pack", b"PACK\0\0\0\x02\0\0\0\x01"),
    "a 7-Zip archive": ("a.bin", b"7z\xbc\xaf\x27\x1c" + bytes(9)),
    "a RAR archive": ("a.bin", b"Rar!\x1a\x07\x00" + bytes(9)),
    "an encrypted PDF": ("a.pdf", pdf(trailer="/Encrypt 5 0 R")),
    "a damaged PDF": ("a.pdf", pdf((FLATE, b"something"))),
    "a PDF that is packed in another way": ("a.pdf", pdf(("/Filter /LZWDecode", b"something"))),
    "a damaged PNG": ("a.png", png((b"zTXt", b"Title\0\0something"))),
}
"""Files that cannot be looked through."""
