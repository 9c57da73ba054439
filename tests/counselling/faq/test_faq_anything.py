"""Whatever an editor's file holds, the check answers with problems and never breaks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselling.faq import FaqProblems
from tests.counselling.faq.editors import ID_CARD, SAMPLE, EditorsFolder

FILES = sorted(path.relative_to(SAMPLE).as_posix() for path in SAMPLE.rglob("*") if path.is_file())
SNIPPETS = [
    *("---\n", "# English\n", "## Answer\n", "##Answer\n", "- ", "  - ", "1. ", "\t", ": "),
    *("{", "}", "[", "]", "&a ", "*a", "<<: *a", "!!x ", "? ", "| \n", "> ", "'", '"'),
    *('"\\ud800"', '"\\U99999999"', "%YAML 9\n", "vi: ", "hotlines: ", "{code.x!r:>9}"),
    *("\r", "\x00", "\u2028", "ế", "0912 345 678", "[" * 300, "- " * 300),
]
TEXTS = st.lists(st.sampled_from(SNIPPETS) | st.text(max_size=8), max_size=25).map("".join)
ANYTHING = TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=200)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> EditorsFolder:
    return EditorsFolder(tmp_path_factory.mktemp("anything"))


def _answers(editors: EditorsFolder, file: str, content: bytes) -> None:
    right = (SAMPLE / file).read_bytes()
    try:
        editors.write(file, content)
        editors.load()
    except FaqProblems as found:
        assert found.problems
        str(found).encode()
    finally:
        editors.write(file, right)


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=ANYTHING)
def test_a_file_may_hold_anything(shared: EditorsFolder, file: str, content: bytes) -> None:
    _answers(shared, file, content)


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), snippet=st.sampled_from(SNIPPETS))
def test_a_right_file_may_get_anything_put_in_anywhere(
    shared: EditorsFolder, file: str, data: st.DataObject, snippet: str
) -> None:
    text = (SAMPLE / file).read_text("utf-8")
    at = data.draw(st.integers(0, len(text)))
    _answers(shared, file, (text[:at] + snippet + text[at:]).encode("utf-8", "surrogatepass"))


def test_deep_nesting_is_a_problem_and_no_crash(shared: EditorsFolder) -> None:
    for deep in ("[" * 20_000, "{a: " * 20_000, "- " * 20_000, "a:\n" * 5_000):
        _answers(shared, "hotlines.yml", deep.encode())


def test_a_file_that_holds_itself_is_a_problem_and_no_endless_loop(shared: EditorsFolder) -> None:
    for loop in ("&a [*a]", "&a {id: *a, name: *a}", "- &a {id: x, name: *a, hours: *a}"):
        _answers(shared, "hotlines.yml", loop.encode())
    _answers(shared, ID_CARD, b"---\nas_of: &a [*a]\nsources: &b {x: *b}\n---\n")


def test_a_file_that_begins_with_a_language_is_told_at_its_first_line(
    shared: EditorsFolder,
) -> None:
    right = (SAMPLE / ID_CARD).read_bytes()
    shared.write(ID_CARD, b"# English\n## Question\n")
    with pytest.raises(FaqProblems) as found:
        shared.load()
    shared.write(ID_CARD, right)
    lines = [p.line for p in found.value.problems if 'the second "---"' in p.what]
    assert lines == [1]


def test_the_sample_itself_is_left_as_it_was(shared: EditorsFolder) -> None:
    same = [(shared.root / file).read_bytes() == Path(SAMPLE / file).read_bytes() for file in FILES]
    assert all(same)
    assert shared.told() == ()
