"""Who, when and why: in git in the editor's name, else in a folder; and back again."""

from pathlib import Path

import pytest

from counselling.corner.documents import NoSuchDocument
from counselling.corner.git_history import in_git
from counselling.corner.publishing import NotInOrder
from tests.counselling.corner.the_corner import ID_CARD, MAI, NGA, Desk, a_faq, git
from tests.counselling.corner.the_corner import in_git as put_in_git


async def two_titles(desk: Desk) -> None:
    await desk.writes(vi_title="Một")
    await desk.publishes(why="one  \n is shorter")
    await desk.writes(ID_CARD, NGA, vi_title="Hai")
    await desk.publishes(by=NGA, why="two")


async def test_without_git_the_history_lies_in_a_folder(desk: Desk) -> None:
    before = desk.read(ID_CARD)
    await two_titles(desk)
    versions = await desk.corner.publishing.versions(ID_CARD)
    told = [(version.who, version.why) for version in versions]
    assert told == [("Nga", "two"), ("Mai", "one is shorter"), ("", "")]
    assert await desk.corner.publishing.content(ID_CARD, versions[2].id) == before
    assert await desk.corner.publishing.content(ID_CARD, versions[0].id) == desk.read(ID_CARD)


async def test_an_older_version_can_be_brought_back(desk: Desk) -> None:
    before = desk.read(ID_CARD)
    await two_titles(desk)
    versions = await desk.corner.publishing.versions(ID_CARD)
    await desk.corner.publishing.bring_back(ID_CARD, versions[-1].id, MAI, "as it was")
    assert desk.read(ID_CARD) == before
    assert (await desk.corner.publishing.versions(ID_CARD))[0].why == "as it was"
    assert ("mai-id", "faq_bring_back") in await desk.audited("legal/id-card")


async def test_what_was_changed_by_hand_meanwhile_is_kept_too(desk: Desk) -> None:
    await two_titles(desk)
    by_hand = desk.read(ID_CARD).replace(b"Hai", b"By hand", 1)
    (desk.faq / ID_CARD.file).write_bytes(by_hand)
    await desk.writes(vi_title="Ba")
    await desk.publishes()
    versions = await desk.corner.publishing.versions(ID_CARD)
    assert versions[1].who == ""
    assert await desk.corner.publishing.content(ID_CARD, versions[1].id) == by_hand


async def test_an_older_version_that_no_longer_fits_is_refused(desk: Desk) -> None:
    await two_titles(desk)
    oldest = (await desk.corner.publishing.versions(ID_CARD))[-1]
    other = desk.faq / "legal/custody.md"
    question = desk.cells()["vi.questions"].split("\n")[0]
    await desk.writes(vi_questions=desk.cells()["vi.questions"].replace(question, question + " q"))
    await desk.publishes()
    text = other.read_text("utf-8").replace("## Câu hỏi\n", f"## Câu hỏi\n\n- {question}", 1)
    other.write_text(text, "utf-8")
    with pytest.raises(NotInOrder):
        await desk.corner.publishing.bring_back(ID_CARD, oldest.id, MAI, "as it was")


@pytest.mark.parametrize("version", ["", "HEAD", "../../x", "--help", "0" * 40, "-p"])
async def test_no_other_version_than_those_of_the_file_is_found(
    git_desk: Desk, version: str
) -> None:
    with pytest.raises(NoSuchDocument):
        await git_desk.corner.publishing.bring_back(ID_CARD, version, MAI, "why")


async def test_in_git_a_change_is_a_commit_of_that_file_alone(git_desk: Desk) -> None:
    root = git_desk.faq.parent
    (git_desk.faq / "README.md").write_text("somebody's own work\n", "utf-8")
    git(root, "add", "faq/README.md")
    await two_titles(git_desk)
    assert git(root, "log", "--format=%an <%ae> %s", "-2").split("\n") == [
        "Nga <nga@desk.invalid> two", "Mai <mai@desk.invalid> one is shorter",
    ]  # fmt: skip
    assert git(root, "show", "--name-only", "--format=", "HEAD") == "faq/legal/id-card.md"
    assert git(root, "diff", "--cached", "--name-only") == "faq/README.md"
    versions = await git_desk.corner.publishing.versions(ID_CARD)
    told = [(version.who, version.why) for version in versions]
    assert told == [("Nga", "two"), ("Mai", "one is shorter"), ("Somebody", "all")]
    assert not (root / "data/faq-corner/history").exists()


async def test_in_git_an_older_version_is_brought_back_by_one_more_commit(git_desk: Desk) -> None:
    before = git_desk.read(ID_CARD)
    await two_titles(git_desk)
    oldest = (await git_desk.corner.publishing.versions(ID_CARD))[-1]
    await git_desk.corner.publishing.bring_back(ID_CARD, oldest.id, MAI, "as it was")
    assert git_desk.read(ID_CARD) == before
    assert git(git_desk.faq.parent, "log", "-1", "--format=%s") == "as it was"


async def test_what_was_never_committed_is_kept_beside_git(git_desk: Desk) -> None:
    by_hand = git_desk.read(ID_CARD).replace(git_desk.cells()["en.title"].encode(), b"By hand", 1)
    (git_desk.faq / ID_CARD.file).write_bytes(by_hand)
    await git_desk.writes(vi_title="Một")
    await git_desk.publishes()
    versions = await git_desk.corner.publishing.versions(ID_CARD)
    contents = [await git_desk.corner.publishing.content(ID_CARD, one.id) for one in versions]
    assert by_hand in contents


async def test_where_git_cannot_commit_the_folder_takes_it(git_desk: Desk) -> None:
    (git_desk.faq.parent / ".git/index.lock").write_text("", "utf-8")
    await git_desk.writes(vi_title="Một")
    assert (await git_desk.publishes()).recorded
    assert (await git_desk.corner.publishing.versions(ID_CARD))[0].who == "Mai"


def test_a_folder_outside_git_or_ignored_there_has_no_git_history(tmp_path: Path) -> None:
    faq = a_faq(tmp_path)
    assert in_git(faq) is None
    put_in_git(tmp_path)
    assert in_git(faq)
    git(tmp_path, "rm", "-rq", "--cached", "faq")
    (tmp_path / ".gitignore").write_text("faq/\n", "utf-8")
    assert in_git(faq) is None
