"""Settings: what they may say, what is wrong in them and where, what they do, and how they are shown."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from figures.cli import _run as run_cli
from figures.config import Config, load_config
from figures.resources import ResourceError

ROOT = Path(__file__).resolve().parent.parent
Result = tuple[int, str, str]
Cli = Callable[..., Result]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Result:
        capfdbinary.readouterr()
        code = run_cli([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def settings(text: str) -> None:
    Path("figures.toml").write_text(text, "utf-8")


def corpus(*articles: tuple[str, str, str]) -> None:
    """Articles by publisher, day and text, as x.jsonl."""
    lines = [{"id": f"a{i}", "publisher": publisher, "date": f"2025-05-{day}", "text": text}
             for i, (publisher, day, text) in enumerate(articles)]
    Path("x.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def documented() -> str:
    found = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs/settings.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    return found[0]


# --- reading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "said"), [
    ('x = 1', "figures.toml:1:1: unknown key 'x'"),
    ('[checks.F101]\nseverty = "note"', "figures.toml:2:1: unknown key 'severty' (did you mean 'severity'?)"),
    ('[checks.F101]\nseverity = "grave"', "figures.toml:2:1: 'grave' is not allowed here (one of "),
    ('[checks.F101]\n[checks.F102]\ntolerance = -1', "figures.toml:3:1: expected a number >= 0"),
    ('checks.F101.tolerance = "5 %"', "figures.toml:1:1: expected a number, got a text"),
    ('[sources.a]\ntrust = 1\n[sources.b]\ntrust = 2', "figures.toml:4:1: expected a number <= 1"),
    ('[sources."The Wall"]\nalias = ["W"]', "figures.toml:2:1: unknown key 'alias' (did you mean 'aliases'?)"),
    ('[sources.a]\naliases = ["c"]\n[sources.b]\naliases = ["c"]', "figures.toml:3:1: 'c' is a name of 'a' as well"),
    ('[[topics]]\nname = "a"\nterms = ["x"]\n[[topics]]\nterms = ["y"]', "figures.toml:4:1: key 'name' is missing"),
    ('[[topics]]\nname = "a"\nterm = ["x"]', "figures.toml:3:1: unknown key 'term' (did you mean 'terms'?)"),
    ('[[topics]]\nname = "a"', "figures.toml:1:1: topic 'a' has no condition (give it terms, places, from or to)"),
    ('[[topics]]\nname = "a"\nfrom = "May"', "figures.toml:3:1: this is no day (write it as 2025-04-30)"),
    ('[[topics]]\nname = "a"\nto = "2025-02-30"', "figures.toml:3:1: this is no day"),
    ('[[topics]]\nname = "a"\nfrom = 2025-05-01\nto = 2025-04-01', "figures.toml:4:1: topic 'a' ends before it begins"),
    ('[[topics]]\nname = "a"\nplaces = ["Aleppo"]', "figures.toml:3:1: 'Aleppo' is no id of a place"),
    ('[[topics]]\nname = "a"\nterms = ["x"]\n[[topics]]\nname = "a"\nterms = ["y"]',
     "figures.toml:5:1: topic 'a' stands twice"),
    ("x = [\n", "figures.toml:"),
])
def test_wrong_settings_are_told_at_their_place(cli: Cli, text: str, said: str) -> None:
    settings(f"{text}\n")
    code, out, err = cli("config", "show")
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(("text", "said"), [
    ('paths = ["x.jsonl"]\nselect = ["disputd"]',
     "figures.toml:2:1: there is no check 'disputd' (did you mean 'disputed'?)"),
    ('paths = ["x.jsonl"]\n[checks.F11]\nseverity = "note"', "figures.toml:2:1: there is no check 'F11'"),
    ('paths = ["x.jsonl"]\npacks = ["harms"]', "figures.toml:2:1: there is no rule pack 'harms'"),
    ('paths = ["x.jsonl"]\nlanguage = "tlh"', "figures.toml:2:1: there are no words in 'tlh' (known: ar, en)"),
])
def test_names_that_only_rules_know(cli: Cli, text: str, said: str) -> None:
    corpus(("P", "01", "Twenty people were killed."))
    settings(f"{text}\n")
    code, out, err = cli("check")
    assert (code, out) == (2, "")
    assert said in err


def test_a_file_that_is_no_settings(tmp_path: Path) -> None:
    for data, said in ((b"\xff", "not UTF-8"), (b"x = " + b"[" * 5000, "not TOML"), (b"#" * 1_000_001, "larger than")):
        (tmp_path / "figures.toml").write_bytes(data)
        with pytest.raises(ResourceError, match=said):
            load_config(tmp_path / "figures.toml")


def test_the_documented_settings_are_settings(tmp_path: Path) -> None:
    text = documented()
    (tmp_path / "figures.toml").write_text(text, "utf-8")
    config = load_config(tmp_path / "figures.toml")
    assert (config.fail_on, config.packs, config.language) == ("warning", ("harm", "forces"), "ar")
    assert config.checks["disputed"].tolerance == 0.05
    assert config.sources["UA/military"].trust == 0.5
    assert (config.topics[0].from_, config.topics[0].to) == ("2025-04-01", "2025-05-31")
    known = {*Config.__struct_encode_fields__}
    page = (ROOT / "docs/settings.md").read_text("utf-8")
    assert all(re.search(rf"`{key}[`.]", page) for key in known), "every key stands in the table"


# --- what they do -------------------------------------------------------------------------------------------------


def codes(out: str) -> list[tuple[str, str]]:
    return [(finding["code"], finding["severity"]) for finding in map(json.loads, out.splitlines())]


def check(cli: Cli, *more: str) -> list[tuple[str, str]]:
    code, out, err = cli("check", "x.jsonl", "--format", "jsonl", *more)
    assert (code in (0, 1), err) == (True, "")
    return codes(out)


PAPERS = (("The Wall", "01", "The storm killed 104 people in Lahore on 30 April 2025."),
          ("The Mill", "01", "In Lahore 151 people were killed by the storm on 30 April 2025."))


def test_severity_and_tolerance_of_a_check(cli: Cli) -> None:
    corpus(*PAPERS)
    assert check(cli, "--select", "F101") == [("F101", "note")]
    settings('[checks.disputed]\nseverity = "error"\n')
    assert check(cli, "--select", "F101") == [("F101", "error")]
    settings("[checks.F101]\ntolerance = 0.3\n")
    assert check(cli, "--select", "F101") == [("F101", "note")]
    settings("[checks.F101]\ntolerance = 0.6\n")
    assert check(cli, "--select", "F101") == []


def test_two_names_of_one_source_do_not_dispute(cli: Cli) -> None:
    corpus(*PAPERS)
    settings('[sources."The Wall"]\naliases = ["THE MILL"]\n')
    assert check(cli, "--select", "F101") == []
    assert check(cli, "--select", "F102") == [("F102", "note")]


def test_trust_makes_a_dispute_less_sure(cli: Cli) -> None:
    corpus(*PAPERS)
    sure = json.loads(cli("check", "x.jsonl", "--format", "jsonl", "--select", "F101")[1])["confidence"]
    settings('[sources."The Mill"]\ntrust = 0.5\n')
    less = json.loads(cli("check", "x.jsonl", "--format", "jsonl", "--select", "F101")[1])["confidence"]
    assert less == sure / 2
    settings('[sources."The Mill"]\ntrust = 0\n')
    assert check(cli, "--select", "F101") == []


def test_packs_that_are_not_wanted_claim_nothing(cli: Cli) -> None:
    corpus(("P", "01", "Twenty people were killed and thirty people were detained."))
    settings('packs = ["harm"]\n')
    measures = [json.loads(line)["measure"] for line in cli("extract", "x.jsonl")[1].splitlines()]
    assert measures == ["killed", None]
    Path("own/packs").mkdir(parents=True)
    Path("own/packs/mine.yml").write_text("rules: []\n")
    assert cli("extract", "x.jsonl", "--rules", "own")[0] == 0


def test_the_language_of_the_report(cli: Cli) -> None:
    corpus(*PAPERS)
    settings('language = "ar"\n')
    assert 'lang="ar"' in cli("check", "x.jsonl", "--format", "html")[1][:300]
    assert 'lang="en"' in cli("check", "x.jsonl", "--format", "html", "--lang", "en")[1][:300]


def test_pinned_topics_make_one_event(cli: Cli) -> None:
    corpus(("P", "01", "The ferry Petrel sank: 20 people were killed."),
           ("Q", "09", "Divers found the wreck of the Petrel; five people are missing."))
    assert len({json.loads(line)["event"] for line in cli("series", "x.jsonl")[1].splitlines()}) == 2
    settings('[[topics]]\nname = "ferry"\nterms = ["Petrel"]\n')
    assert len({json.loads(line)["event"] for line in cli("series", "x.jsonl")[1].splitlines()}) == 1


# --- showing ------------------------------------------------------------------------------------------------------


def test_show_says_where_each_value_comes_from(cli: Cli) -> None:
    settings('fail-on = "note"\n\n[checks.F101]\nseverity = "error"\n[policies]\nkilled = "strict"\n')
    code, out, _ = cli("config", "show", "--select", "F102", "--lang", "ar")
    rows = {line.split(" = ")[0]: line.partition("# ")[2] for line in out.splitlines()[1:]}
    assert code == 0
    assert rows["fail-on"] == "figures.toml:1"
    assert rows["checks.F101.severity"] == "figures.toml:4"
    assert rows["policies.killed"] == "figures.toml:6"
    assert (rows["select"], rows["language"]) == ("command line", "command line")
    assert rows["paths"] == "default"


def test_show_prints_settings_that_mean_the_same(cli: Cli, tmp_path: Path) -> None:
    settings(documented().replace('"ar"  ', '"en"  '))
    held = load_config(Path("figures.toml"))
    Path("rules").mkdir()
    out = cli("config", "show")[1]
    assert msgspec.convert(tomllib.loads(out), Config) == held


def test_show_without_settings(cli: Cli) -> None:
    code, out, _ = cli("config", "show", "some/path")
    assert code == 0
    assert out.startswith("# no figures.toml here or above\n")
    assert 'paths = ["some/path"]' in out
    assert msgspec.convert(tomllib.loads(out), Config) == Config(paths=("some/path",))
