"""Virtual environments of their own for the programs that benches compare with: made once under ``bench/.work``."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

WORK = Path(__file__).resolve().parent.parent / ".work"


def python_with(name: str, *requirements: str) -> Path | None:
    """The interpreter of an environment that holds ``requirements``; ``None`` where they cannot be installed."""
    folder = WORK / f"venv-{name}"
    python, done = folder / "bin" / "python", folder / "installed.json"
    if done.exists() and json.loads(done.read_text()) == list(requirements):
        return python
    venv.create(folder, with_pip=True, clear=True)
    result = subprocess.run(
        [python, "-m", "pip", "install", "-q", *requirements], check=False, capture_output=True, text=True
    )
    if result.returncode:
        print(f"{name}: {result.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    done.write_text(json.dumps(list(requirements)))
    return python


def run_json(python: Path, script: str, payload: Any) -> Any:
    """Run ``script`` (Python source) in an environment; ``payload`` goes in and the result comes out as JSON."""
    result = subprocess.run(
        [python, "-c", script], input=json.dumps(payload), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(result.stdout.splitlines()[-1])
