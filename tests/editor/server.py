"""A language server, spoken to as an editor would: only what the tests need of the protocol."""

import itertools
import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

WAIT = 60
"""Seconds for an answer; a busy machine takes a few."""


class Editor:
    """One running server, with the files of a folder open in it."""

    def __init__(self, command: list[str], root: Path, settings: Mapping[str, Any]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self._settings = settings
        self._root = root
        self._numbers = itertools.count(1)
        self._inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self._published: dict[str, list[dict[str, Any]]] = {}
        self._versions: dict[str, int] = {}
        self._configured = False
        threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True).start()
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}},
        }
        folders = [{"uri": root.as_uri(), "name": root.name}]
        self._ask(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": folders, "capabilities": capabilities},
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": settings}})
        while not self._configured:
            self._next()

    def told(self, name: str, text: str) -> list[dict[str, Any]]:
        """What is marked in a file with this text."""
        uri = self._show(name, text)
        while uri not in self._published:
            self._next()
        return self._published[uri]

    def hover(self, name: str, text: str, word: str) -> str:
        """What appears when the pointer rests on a word."""
        uri = self._show(name, text)
        found = self._ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place(text, word)})
        return found["contents"]["value"] if found else ""

    def offered(self, name: str, text: str) -> list[dict[str, Any]]:
        """What is offered at the mark `|` in the text."""
        before, _, after = text.partition("|")
        uri = self._show(name, before + after)
        line, column = before.count("\n"), len(before.rpartition("\n")[2])
        position = {"line": line, "character": column}
        found = self._ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        items = found["items"] if isinstance(found, dict) else found
        assert isinstance(items, list)
        return items

    def end(self) -> None:
        """Have the server leave."""
        self._ask("shutdown", None)
        self._tell("exit", None)
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _show(self, name: str, text: str) -> str:
        uri = (self._root / name).as_uri()
        self._published.pop(uri, None)
        version = self._versions[uri] = self._versions.get(uri, 0) + 1
        if version == 1:
            document = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
            self._tell("textDocument/didOpen", {"textDocument": document})
        else:
            changed = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
            self._tell("textDocument/didChange", changed)
        return uri

    def _ask(self, method: str, params: object) -> Any:
        number = next(self._numbers)
        self._write({"id": number, "method": method, "params": params})
        while True:
            answer = self._next()
            if answer.get("id") == number and "method" not in answer:
                assert "error" not in answer, answer
                return answer.get("result")

    def _tell(self, method: str, params: object) -> None:
        self._write({"method": method, "params": params})

    def _write(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self._process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks is answered, and what it marks is kept."""
        message = self._inbox.get(timeout=WAIT)
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._published[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method is not None and "id" in message:
            sections = message["params"].get("items", []) if method == "workspace/configuration" else []
            mine = [self._settings if each.get("section") == "yaml" else None for each in sections]
            self._configured = self._configured or bool(sections)
            self._write({"id": message["id"], "result": mine if method == "workspace/configuration" else None})
        return message

    def _read(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._inbox.put(json.loads(stream.read(length)))


def place(text: str, word: str) -> dict[str, int]:
    """Where a word first stands in a text."""
    before = text[: text.index(word)]
    return {"line": before.count("\n"), "character": len(before.rpartition("\n")[2]) + 1}


@contextmanager
def editor(command: list[str], root: Path, settings: Mapping[str, Any]) -> Iterator[Editor]:
    """A server that leaves when it is done with."""
    found = Editor(command, root, settings)
    try:
        yield found
    finally:
        found.end()
