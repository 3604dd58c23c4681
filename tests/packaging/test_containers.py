"""The files for containers: valid by the schema of Compose, and closed as far as they can be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


def services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return services


def test_the_compose_file_fits_the_schema_of_compose() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run([*command, str(ROOT / "compose.yaml")], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_service_is_watched_starts_again_and_listens_on_this_machine() -> None:
    assert set(services()) == {"web", "neo4j", "fuseki"}
    for name, service in services().items():
        assert service["restart"] == "unless-stopped", name
        assert service["healthcheck"]["test"], name
        assert all(port.startswith("127.0.0.1:") for port in service["ports"]), name


def test_the_jar_is_mounted_where_the_command_looks_for_it() -> None:
    fuseki = services()["fuseki"]
    [jar] = [volume for volume in fuseki["volumes"] if ".jar" in volume]
    assert jar.split(":")[1] in fuseki["command"][-1].split()


def test_the_application_is_not_root_and_its_files_are_only_read() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    web = services()["web"]
    assert "\nUSER 10001" in recipe
    assert "\nHEALTHCHECK" in recipe
    assert (web["read_only"], web["cap_drop"]) == (True, ["ALL"])
    assert web["volumes"] == ["./accord-store:/store:ro"]
