"""Every regular expression of ours, and texts made to have each of them try in vain for long.

For each part that may repeat, a text that repeats it and then does not end as the whole must
(OWASP, Regular expression Denial of Service). The parts are taken from how Python itself reads the
expression, so a new one is attacked without anybody writing a text for it.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

ROOMS = ("language", "counselling", "connectors", "desk", "bot.actions", "app")
LENGTH = 2000  # characters: enough for what grows faster than its square to show
_LETTERS = "a0 A-._,:;@/'\"(#\n\tếㅋ가\u0301\x00zZ!%$&~|[]{}<>=+*?^\\\r\ud800"
_ENDS = ("", "\x00", "!", "\n\x00", "a")
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_MANY = 9  # times; what repeats less often cannot take long


Placed = tuple[str, re.Pattern[str]]
"""Where an expression stands first, and it."""


def patterns() -> list[Placed]:
    """Those of text, each once."""
    found: dict[str, Placed] = {}
    for name in _modules():
        module = importlib.import_module(name)
        for key, value in vars(module).items():
            for pattern in _inside(value):
                if isinstance(pattern.pattern, str):
                    found.setdefault(
                        f"{pattern.flags} {pattern.pattern}", (f"{name}.{key}", pattern)
                    )
        for pattern in _written_inline(module.__file__):
            found.setdefault(f"{pattern.flags} {pattern.pattern}", (name, pattern))
    return list(found.values())


def _modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield room
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                yield module.name


def _inside(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4:
        for part in _parts(value):
            yield from _inside(part, depth + 1)


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, tuple | list | set | frozenset):
        return value
    if isinstance(value, Mapping):
        return value.values()
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in fields(value)]
    return ()


def _written_inline(file: str | None) -> Iterator[re.Pattern[str]]:
    """Those of ``re.sub("...", ...)`` and its like."""
    tree = ast.parse(Path(file).read_text("utf-8") if file else "")
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        first, of = node.args[0], node.func.value
        is_one = isinstance(of, ast.Name) and of.id == "re" and isinstance(first, ast.Constant)
        if is_one and isinstance(first.value, str):  # type: ignore[attr-defined]
            yield re.compile(first.value)  # type: ignore[attr-defined]


def attacks(pattern: re.Pattern[str]) -> Iterator[str]:
    """Texts of LENGTH on which it would try longest."""
    seen = set()
    for before, again in _repeated(_parser.parse(pattern.pattern, pattern.flags)):
        for end in _ENDS:
            text = before + again * (LENGTH // max(1, len(again)))
            if (made := text[: LENGTH - len(end)] + end) not in seen:
                seen.add(made)
                yield made


def _repeated(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What stands before each part that repeats, and the part."""
    for kind, told in tree:
        if kind in _REPEATS:
            _, most, inner = told
            if most is _constants.MAXREPEAT or most > _MANY:
                yield before, _example(inner) or "a"
                yield before, f"{_example(inner)} "
            yield from _repeated(inner, before)
        elif kind is _constants.SUBPATTERN:
            yield from _repeated(told[-1], before)
        elif kind is _constants.BRANCH:
            for branch in told[1]:
                yield from _repeated(branch, before)
        elif kind is _constants.ASSERT or kind is _constants.ASSERT_NOT:
            yield from _repeated(told[1], before)
        before += _example([(kind, told)])


def _example(tree: Any) -> str:
    """A short text that the parts match, as far as that is simple."""
    return "".join(_of(kind, told) for kind, told in tree)


def _of(kind: Any, told: Any) -> str:
    if kind is _constants.LITERAL:
        return chr(told)
    if kind in _REPEATS:
        return _example(told[2]) * max(1, int(told[0]))
    if kind is _constants.SUBPATTERN:
        return _example(told[-1])
    if kind is _constants.BRANCH:
        return _example(told[1][0])
    if kind in (_constants.IN, _constants.ANY, _constants.NOT_LITERAL):
        one = _compiler.compile(_tree(kind, told))
        return next((letter for letter in _LETTERS if one.match(letter)), "")
    return ""


def _tree(kind: Any, told: Any) -> Any:
    state = _parser.State()
    state.str = ""
    return _parser.SubPattern(state, [(kind, told)])
