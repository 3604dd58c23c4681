"""The vendored script is the one that its README names."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files


def test_the_sum_of_the_script_is_that_of_the_readme() -> None:
    vendor = files("accordgraph.diagrams") / "vendor"
    told = re.search(r"`vis-network\.min\.js`.*`([0-9a-f]{64})`", (vendor / "README.md").read_text(encoding="utf-8"))
    assert told is not None, "diagrams/vendor/README.md names no SHA-256 for vis-network.min.js"
    found = hashlib.sha256((vendor / "vis-network.min.js").read_bytes()).hexdigest()
    assert found == told[1], "vis-network.min.js differs: fetch it again as diagrams/vendor/README.md says"


def test_its_licences_stand_beside_it() -> None:
    vendor = files("accordgraph.diagrams") / "vendor"
    assert "Apache License" in (vendor / "LICENSE-APACHE-2.0").read_text(encoding="utf-8")
    assert "Permission is hereby granted" in (vendor / "LICENSE-MIT").read_text(encoding="utf-8")
