"""The desk's style sheets and scripts."""

import gzip
import re
from pathlib import Path

import pytest

from desk.assets import STATIC, Assets


def test_the_address_changes_when_any_file_does(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a{}")
    (tmp_path / "b.js").write_text("1;")
    before = Assets(tmp_path)
    (tmp_path / "b.js").write_text("2;")
    assert Assets(tmp_path).build != before.build
    assert before.address("a.css") == f"/desk/static/{before.build}/a.css"


def test_an_asset_we_do_not_have_is_a_mistake_in_a_template() -> None:
    with pytest.raises(KeyError):
        Assets().address("missing.css")


def test_all_of_it_together_stays_small_over_the_wire() -> None:
    assets = Assets()
    names = [path.name for path in STATIC.iterdir()]
    files = [assets.find(name) for name in names]
    assert all(file and gzip.decompress(file.gzipped) == file.plain for file in files)
    assert sum(len(file.gzipped) for file in files if file) < 40_000


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda p: p.name)
def test_a_script_imports_only_what_is_there_and_says_nothing_itself(script: Path) -> None:
    text = script.read_text()
    for name in re.findall(r'from "\./([\w.]+)"', text):
        assert (STATIC / name).is_file()
    assert "eval(" not in text
    assert "localStorage" not in text
