"""The vendored script of the editors is the one that its README names."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

VENDOR = files("accordgraph.web") / "vendor"
NAME = "codemirror.min.js"


def test_the_sum_of_the_script_is_that_of_the_readme() -> None:
    assert [path.name for path in VENDOR.iterdir() if path.name.endswith(".min.js")] == [NAME]
    documented = re.search(rf"`{re.escape(NAME)}`.*`([0-9a-f]{{64}})`", (VENDOR / "README.md").read_text("utf-8"))
    assert documented is not None
    assert hashlib.sha256((VENDOR / NAME).read_bytes()).hexdigest() == documented[1], (
        "make it again: web/vendor/README.md"
    )


def test_each_package_of_the_bundle_has_its_licence_and_is_pinned() -> None:
    licences = (VENDOR / "LICENSES-CODEMIRROR").read_text("utf-8")
    packages = re.findall(r"^([@a-z0-9/-]+) (\d+\.\d+\.\d+)$", licences, re.MULTILINE)
    script = (VENDOR / "make-codemirror.sh").read_text("utf-8")
    assert len(packages) == 14 and licences.count("Permission is hereby granted") == 14
    assert [name for name, version in packages if f"{name}@{version}" not in script] == []
