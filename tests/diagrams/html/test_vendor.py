"""The vendored scripts are those that their README names."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

import pytest

SCRIPTS = ("sigma.min.js", "vis-network.min.js")


def test_no_script_is_left_out() -> None:
    scripts = {
        path.name for path in (files("accordgraph.diagrams") / "vendor").iterdir() if path.name.endswith(".min.js")
    }
    assert scripts == set(SCRIPTS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_sum_of_the_script_is_that_of_the_readme(name: str) -> None:
    vendor = files("accordgraph.diagrams") / "vendor"
    readme = (vendor / "README.md").read_text(encoding="utf-8")
    documented = re.search(rf"`{re.escape(name)}`.*`([0-9a-f]{{64}})`", readme)
    assert documented is not None, f"diagrams/vendor/README.md names no SHA-256 for {name}"
    computed = hashlib.sha256((vendor / name).read_bytes()).hexdigest()
    assert computed == documented[1], f"{name} differs: fetch it again as diagrams/vendor/README.md says"


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_can_stand_in_a_page(name: str) -> None:
    text = (files("accordgraph.diagrams") / "vendor" / name).read_text(encoding="utf-8").lower()
    assert [
        trap for trap in ("</script", "<!--", "\r", "eval(", "new function(", 'createelement("style")') if trap in text
    ] == []


@pytest.mark.parametrize("name", ["LICENSE-MIT", "LICENSES-SIGMA"])
def test_their_licences_stand_beside_them(name: str) -> None:
    vendor = files("accordgraph.diagrams") / "vendor"
    assert "Permission is hereby granted" in (vendor / name).read_text(encoding="utf-8")
    assert "Apache License" in (vendor / "LICENSE-APACHE-2.0").read_text(encoding="utf-8")


def test_each_package_of_the_bundle_has_its_licence() -> None:
    text = (files("accordgraph.diagrams") / "vendor" / "LICENSES-SIGMA").read_text(encoding="utf-8")
    assert re.findall(r"^([a-z-]+ \d+\.\d+\.\d+)$", text, re.MULTILINE) == [
        "sigma 3.0.3",
        "graphology 0.26.0",
        "graphology-utils 2.5.2",
        "events 3.3.0",
    ]
