"""The files that switch the program on in CI, run for real as far as that goes without a server: the commands stand in
the YAML, and get the environment that a runner would give them.

Nothing is fetched: what the commands install is this clone, and what that depends on is found on ``PYTHONPATH``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from figures.cli.scaffold import set_up
from figures.read import formats

ROOT = Path(__file__).resolve().parent.parent
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
AT_ODDS = "---\npublisher: The Wall\ndate: 2025-05-01\n---\nThe storm injured 20 people, including 30 children.\n"


@pytest.fixture(scope="module")
def offline() -> dict[str, str]:
    """An environment in which pip fetches nothing and finds what it needs beside this project."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI", "PIP_", "UV_"))}
    return {**kept, "PYTHONPATH": sysconfig.get_path("purelib"), "PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


@pytest.fixture(scope="module")
def with_pip(tmp_path_factory: pytest.TempPathFactory, offline: dict[str, str]) -> dict[str, str]:
    """The same on a machine like a runner's: ``python`` and ``pip`` are there, ``figures`` is not."""
    machine = tmp_path_factory.mktemp("machine") / "python"
    subprocess.run([sys.executable, "-m", "venv", machine], check=True, env=offline)
    return {**offline, "PATH": f"{machine / 'bin'}{os.pathsep}{_without_figures()}"}


def _without_figures() -> str:
    folders = os.environ["PATH"].split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if not (Path(folder) / "figures").exists())


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def shell(script: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as runners do."""
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder, env=env,
                          capture_output=True, text=True, check=False, timeout=300)


class Runner:
    """A runner of GitHub Actions, as far as our files need one."""

    def __init__(self, folder: Path, env: dict[str, str], action: Path | None = None) -> None:
        self.workspace = folder / "work"
        self.workspace.mkdir()
        self.summary, self.output = folder / "summary.md", folder / "output"
        self.values = {"github.action_path": str(action)} if action else {}
        self.env = {**env, "GITHUB_ACTIONS": "true", "CI": "true", "GITHUB_WORKSPACE": str(self.workspace),
                    "GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_OUTPUT": str(self.output),
                    "RUNNER_TEMP": str(folder / "temp")}
        (folder / "temp").mkdir()

    def value(self, text: str) -> str:
        return EXPRESSION.sub(lambda found: self.values[found[1]], text)

    def step(self, step: dict[str, Any], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        own = {name: self.value(text) for name, text in step.get("env", {}).items()}
        assert "${{" not in step["run"], "what users write may not be put into a script"
        folder = self.workspace / self.value(step.get("working-directory", "."))
        return shell(step["run"], folder, {**self.env, **env, **own})


@pytest.fixture(scope="module")
def action_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clone as Actions checks it out: what git knows, in a repository of its own."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone: git cannot say which files belong to it")
    copy = tmp_path_factory.mktemp("clone") / "figures"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "all", "--no-verify"]):
        subprocess.run([*git, *arguments], cwd=copy, check=True, capture_output=True)
    return copy


def test_the_action_installs_itself_and_checks(tmp_path: Path, offline: dict[str, str], action_copy: Path) -> None:
    action = load("action.yml")
    runner = Runner(tmp_path, offline, action_copy)
    (runner.workspace / "desk" / "our articles").mkdir(parents=True)
    (runner.workspace / "desk" / "our articles" / "storm.md").write_text(AT_ODDS, "utf-8")
    (runner.workspace / "desk" / "more.md").write_text("Nothing here.\n", "utf-8")
    given = {"paths": "our articles\nmore.md\n", "args": "--fail-on  warning\n--select F105",
             "working-directory": "desk"}
    runner.values |= {f"inputs.{name}": given.get(name, about["default"]) for name, about in action["inputs"].items()}
    install, check = action["runs"]["steps"]
    installed = runner.step(install, {})
    assert installed.returncode == 0, installed.stderr
    checked = runner.step(check, {})
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout.startswith("::error file=our articles/storm.md,line=5,")
    sarif = json.loads((runner.workspace / "desk" / "figures.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["F105"]
    assert "30 children" in runner.summary.read_text("utf-8")
    assert runner.output.read_text("utf-8") == "sarif=desk/figures.sarif\n"
    # without inputs: the paths of the settings, and nothing at odds
    runner.values |= {f"inputs.{name}": about["default"] for name, about in action["inputs"].items()}
    set_up(runner.workspace)
    quiet = runner.step(check, {})
    assert (quiet.returncode, quiet.stdout) == (0, "figures: 0 findings.\n"), quiet.stderr


def test_a_release_can_be_named(tmp_path: Path, offline: dict[str, str]) -> None:
    action = load("action.yml")
    runner = Runner(tmp_path, offline, tmp_path)
    runner.values |= {f"inputs.{name}": about["default"] for name, about in action["inputs"].items()}
    runner.values["inputs.version"] = "9.9.9 $(touch gone)"
    failed = runner.step(action["runs"]["steps"][0], {})
    assert failed.returncode != 0
    assert "newsfigures==9.9.9 $(touch gone)" in failed.stderr
    assert not (runner.workspace / "gone").exists()


def test_the_workflow_of_a_new_project(tmp_path: Path, with_pip: dict[str, str]) -> None:
    runner = Runner(tmp_path, with_pip)
    set_up(runner.workspace)
    workflow = yaml.safe_load((runner.workspace / ".github/workflows/figures.yml").read_text("utf-8"))
    env = {**workflow["env"], "FIGURES": str(ROOT)}
    steps = [step for step in workflow["jobs"]["figures"]["steps"] if "run" in step]
    done = [runner.step(step, env) for step in steps]
    assert [(result.returncode, result.stderr) for result in done] == [(0, ""), (0, "")]
    assert done[-1].stdout == "figures: 0 findings.\n"
    assert json.loads((runner.workspace / "figures.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "2 articles" in runner.summary.read_text("utf-8")


def test_the_job_of_gitlab(tmp_path: Path, with_pip: dict[str, str]) -> None:
    job = load("docs/ci/gitlab-ci.yml")["figures"]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "storm.md").write_text(AT_ODDS, "utf-8")
    env = {**with_pip, "CI": "true", "GITLAB_CI": "true", "CI_PROJECT_DIR": str(tmp_path)}
    for name, value in job["variables"].items():
        env[name] = value.replace("$CI_PROJECT_DIR", str(tmp_path))
    done = shell("\n".join(job["script"]), tmp_path, {**env, "FIGURES": str(ROOT)})
    assert done.returncode == 1, done.stderr
    assert "articles/storm.md:5:" in done.stdout
    reports = job["artifacts"]["reports"]
    quality = json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert [(entry["check_name"], entry["location"]["path"]) for entry in quality] == [
        ("F105 part-exceeds-whole", "articles/storm.md")
    ]
    assert "<failure" in (tmp_path / reports["junit"]).read_text("utf-8")


def test_the_hooks_of_pre_commit(tmp_path: Path, offline: dict[str, str], action_copy: Path) -> None:
    project = tmp_path / "project"
    set_up(project)
    (project / "articles" / "storm.md").write_text(AT_ODDS, "utf-8")
    subprocess.run(["git", "init", "--quiet", project], check=True)
    subprocess.run(["git", "add", "--all"], cwd=project, check=True)
    env = {**offline, "PRE_COMMIT_HOME": str(tmp_path / "cache"), "PATH": _without_figures()}
    run = [sys.executable, "-m", "pre_commit", "try-repo", str(action_copy), "--all-files", "--verbose"]
    done = subprocess.run(run, cwd=project, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 1, done.stdout + done.stderr
    check, _, rules = done.stdout.partition("figures rules test")
    assert "hook id: figures-check\n" in check and "F105 part-exceeds-whole" in check
    assert "Failed" in check and "Passed" in rules


def test_every_hook_has_a_command_that_there_is() -> None:
    for hook in load(".pre-commit-hooks.yaml"):
        program, *arguments = hook["entry"].split()
        assert program == "figures"
        done = subprocess.run([sys.executable, "-m", "figures", *arguments, "--help"], capture_output=True, check=False)
        assert done.returncode == 0, hook["id"]


def test_the_hook_looks_at_every_kind_of_article() -> None:
    check, _ = load(".pre-commit-hooks.yaml")
    for suffix in (*formats(), ".toml", ".yml", ".yaml"):
        assert re.search(check["files"], f"articles/one{suffix}"), suffix


def test_annotations_are_chosen_in_actions_and_nowhere_else() -> None:
    env = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    for given, arguments, first in (
        ({}, [], "═══"), ({"GITHUB_ACTIONS": "false"}, [], "═══"), ({"GITHUB_ACTIONS": "true"}, [], "::error"),
        ({"GITHUB_ACTIONS": "true"}, ["--format", "full"], "═══"),
    ):
        done = subprocess.run([sys.executable, "-m", "figures", "check", "seeds", *arguments], cwd=ROOT,
                              env={**env, **given}, capture_output=True, text=True, check=False)
        assert done.stdout.startswith(first), given
