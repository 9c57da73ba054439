"""What npm installs for these tests is what was looked at, wherever it is fetched from."""

import json

from tests.connectors.telegram.third_party.server import HERE

LOCK = json.loads((HERE / "package-lock.json").read_text())
PACKAGES = {name: package for name, package in LOCK["packages"].items() if name}


def test_every_package_is_held_by_its_hash() -> None:
    assert PACKAGES
    assert [
        name
        for name, package in PACKAGES.items()
        if not package.get("integrity", "").startswith("sha512-")
    ] == []


def test_the_lock_names_no_place_to_fetch_from_and_no_script_to_run() -> None:
    named = {"resolved", "hasInstallScript"}
    assert [name for name, package in PACKAGES.items() if named & package.keys()] == []


def test_the_lock_is_the_one_of_what_is_asked_for() -> None:
    asked = json.loads((HERE / "package.json").read_text())["dependencies"]
    assert LOCK["packages"][""]["dependencies"] == asked
