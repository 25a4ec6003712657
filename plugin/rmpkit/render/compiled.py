"""Templates of the engine, compiled once in a process, though each build has an environment of its own."""

from types import CodeType

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache


class CompiledOnce(BytecodeCache):
    """Keeps what templates were compiled to, for as long as their text is the same."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of a template, where its text is what it was."""
        checksum, code = self._kept.get(_key(bucket), ("", None))
        if code is not None and checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        if bucket.code is not None:
            self._kept[_key(bucket)] = bucket.checksum, bucket.code


def _key(bucket: Bucket) -> tuple[str, str]:
    """A template in a way of compiling: what an environment adds to the language has a part in it."""
    return bucket.key, repr((sorted(bucket.environment.extensions), bucket.environment.autoescape))


_COMPILED = CompiledOnce()


def compile_once(environment: object) -> None:
    """Let an environment of the engine have the templates that any other has compiled."""
    if isinstance(environment, Environment):
        environment.bytecode_cache = _COMPILED
