"""The command line: exit codes, messages, files, settings; the same bytes whatever the order, jobs and hash seed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import figures
from figures.cli import _run as run_cli
from figures.cli import work
from figures.config import find_config, load_config
from figures.extract import Extractor
from figures.model import Article
from figures.resources import ResourceError
from figures.schemas import KINDS, schema

ROOT = Path(__file__).resolve().parent.parent
Result = tuple[int, str, str]
Cli = Callable[..., Result]

AT_ODDS = [
    {"id": "b", "date": "2025-03-02", "publisher": "P", "title": "Blast",
     "text": "The police said that 20 soldiers were killed in Aleppo, among them 25 officers."},
    {"id": "a", "date": "2025-03-01", "publisher": "Q", "text": "وقالت الشرطة إن 30 مدنيا قتلوا في حلب."},
]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Run the command line in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Result:
        capfdbinary.readouterr()
        code = run_cli([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def articles(path: Path, records: list[dict[str, str]] | None = None) -> Path:
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in (AT_ODDS if records is None else records)]
    path.write_text("".join(lines), "utf-8")
    return path


# --- check --------------------------------------------------------------------------------------------------------


def test_check_finds_and_says_so(cli: Cli, tmp_path: Path) -> None:
    code, out, err = cli("check", articles(tmp_path / "x.jsonl"))
    assert (code, err) == (1, "")
    assert "error F105 part-exceeds-whole" in out
    assert "[25 officers]" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(("arguments", "code"), [
    (["--fail-on", "never"], 0), (["--fail-on", "note"], 1), (["--ignore", "F105"], 0),
    (["--ignore", "part-exceeds-whole"], 0), (["--select", "F101"], 0), (["--select", "F105", "--select", "F101"], 1),
])
def test_check_options_and_exit_codes(cli: Cli, tmp_path: Path, arguments: list[str], code: int) -> None:
    assert cli("check", articles(tmp_path / "x.jsonl"), *arguments)[0] == code


def test_outputs_are_written_whole_beside_standard_output(cli: Cli, tmp_path: Path) -> None:
    file = articles(tmp_path / "x.jsonl")
    code, out, _ = cli("check", file, "--format", "concise", "--output", "jsonl:a.jsonl", "--output", "json:b.json")
    assert code == 1
    assert len(out.splitlines()) == 1
    finding = json.loads(Path("a.jsonl").read_text("utf-8"))
    assert json.loads(Path("b.json").read_text("utf-8"))["findings"] == [finding]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "b.json", "x.jsonl"]


def test_output_that_cannot_be_written(cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("check", articles(tmp_path / "x.jsonl"), "--output", "json:nowhere/b.json")
    assert code == 2
    assert err == "nowhere/b.json: cannot be written: No such file or directory\n"


@pytest.mark.parametrize(("arguments", "said"), [
    (["check"], "name the files or folders to read"),
    (["check", "x", "--format", "fulll"], "did you mean 'full'?"),
    (["check", "x", "--output", "json"], "is not FORMAT:FILE"),
    (["check", "x", "--output", "jsn:x"], "did you mean 'json'?"),
    (["check", "x", "--select", "dispute"], "did you mean 'disputed'?"),
    (["check", "x", "--encoding", "klingon"], "there is no encoding 'klingon'"),
    (["check", "x", "--encoding", "base64"], "there is no encoding 'base64'"),
    (["check", "x", "--rules", "nowhere"], "does not exist"),
    (["check", "x", "--jobs", "0"], "0 is not in the range"),
    (["chekc"], "No such command"),
    (["check", "--bogus"], "No such option"),
])
def test_wrong_use_exits_2(cli: Cli, arguments: list[str], said: str) -> None:
    code, out, err = cli(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_nothing_to_read_exits_3(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = cli("check", "empty")
    assert code == 3
    assert "Nothing was read." in out
    assert err == "no articles found in empty\n"
    assert cli("check", "empty", "--allow-unreadable")[0] == 0


def test_unreadable_things_are_told_and_the_rest_is_printed(cli: Cli, tmp_path: Path) -> None:
    file = articles(tmp_path / "x.jsonl")
    with file.open("a") as out_file:
        out_file.write("{bad\n")
    code, out, err = cli("check", "x.jsonl", "nope", "--format", "concise")
    assert code == 3
    assert "F105" in out
    assert [line.partition(": ")[0] for line in err.splitlines()] == ["nope", "x.jsonl:3"]
    assert cli("check", "x.jsonl", "--allow-unreadable")[0] == 1
    assert cli("extract", "x.jsonl")[0] == 3
    assert cli("series", "x.jsonl", "--allow-unreadable")[0] == 0


def test_an_article_that_makes_the_program_fail_is_a_problem(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Extractor.extract

    def fail(self: Extractor, article: Article) -> object:
        if article.id == "b":
            raise ZeroDivisionError("oops\x1b[0m")
        return real(self, article)

    monkeypatch.setattr(Extractor, "extract", fail)
    code, out, err = cli("extract", articles(tmp_path / "x.jsonl"))
    assert code == 3
    assert {json.loads(line)["article"] for line in out.splitlines()} == {"a"}
    assert "x.jsonl:1: article 'b' made the program fail: ZeroDivisionError: oops␛[0m" in err
    assert "Traceback" not in err
    assert "Traceback" in cli("extract", "x.jsonl", "--debug")[2]


# --- extract, series, explain ----------------------------------------------------------------------------------------


def test_extract_prints_claims_in_order_of_id(cli: Cli, tmp_path: Path) -> None:
    code, out, err = cli("extract", articles(tmp_path / "x.jsonl"))
    claims = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [(c["article"], c["low"], c["measure"]) for c in claims] == [
        ("a", 30, "killed"), ("b", 20, "killed"), ("b", 25, "killed")]
    body = "Blast\n" + AT_ODDS[0]["text"]
    assert all(body[c["start"] : c["end"]] == c["text"] for c in claims if c["article"] == "b")
    assert json.loads(cli("extract", "x.jsonl", "--format", "json")[1]) == claims


def test_empty_arrays_are_arrays(cli: Cli, tmp_path: Path) -> None:
    file = articles(tmp_path / "x.jsonl", [{"text": "nothing counted here"}])
    assert cli("extract", file, "--format", "json")[:2] == (0, "[]\n")


def test_series(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("series", articles(tmp_path / "x.jsonl"))
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {"event", "series", "measure", "from", "to", "claims"} <= set(found[0])


def test_lines_are_told_as_they_are_in_the_file(cli: Cli) -> None:
    seed = ROOT / "seeds" / "17-ufuq-headline.md"
    for line in (3, 9):
        code, out, _ = cli("explain", f"{seed}:{line}")
        assert code == 0 and f"\nline {line}: " in out
    _, out, _ = cli("explain", seed)
    assert re.findall(r"^line (\d+):", out, re.MULTILINE) == ["3", "9"]
    _, out, _ = cli("rules", "stats", ROOT / "seeds" / "09-ufuq-part.md", ROOT / "seeds" / "06-suhail-wire-ufuq.md")
    places = re.findall(r"^ +(\S+):(\d+): (.*)$", out, re.MULTILINE)
    lines = (ROOT / "seeds" / "06-suhail-wire-ufuq.md").read_text("utf-8").splitlines()
    found = [(int(line), words) for name, line, words in places if name == "ufuq-0429-wire"]
    assert found and all(words[:20] in lines[line - 1] for line, words in found)


def test_explain_text_file_and_line(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("explain", "قتل 30 شخصا \x1b[31m")
    assert code == 0
    assert "30 person" in out
    assert "rule killed" in out
    assert "\x1b" not in out
    (tmp_path / "x.md").write_text("---\nid: q\ntitle: t\n---\n10 people died.\n\n20 people died.\n", "utf-8")
    assert "10 people" in cli("explain", "x.md")[1]
    one_line = cli("explain", "x.md:7")[1]
    assert "20 people" in one_line
    assert "10 people" not in one_line
    articles(tmp_path / "x.jsonl")
    assert "30 مدنيا" in cli("explain", "x.jsonl:2")[1]
    assert cli("explain", "x.jsonl:9") == (2, "", "x.jsonl:9: there is no article\n")
    assert "[" in cli("explain", "قتل 30 شخصا", "--tokens")[1]


# --- rules, lexicon, schema -------------------------------------------------------------------------------------------

RULE = """
rules:
  - id: own.rule
    title: a rule of a project
    emit: {measure: killed}
    counts: [person]
    match: {ar: ["<kill> $n:figure[person]"], en: ["$n:figure[person] were <kill>"]}
    examples:
      - {ar: "قتل «30 شخصا» أمس", claim: {value: 31}}
      - {ar: "حضر 30 شخصا", claim: none}
      - {en: "«30 people were killed» today", claim: {value: 30}}
      - {en: "30 people came", claim: none}
"""


def pack(folder: Path, text: str) -> Path:
    (folder / "packs").mkdir(parents=True)
    (folder / "packs/own.yml").write_text(text, "utf-8")
    return folder


def test_rules_test_names_what_fails(cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("rules", "test", "--rules", pack(tmp_path / "r", RULE))
    assert code == 2
    assert "packs/own.yml:3: own.rule (ar): low is 30, not 31" in out
    assert "قتل 30 شخصا أمس" in out


def test_wrong_rules_are_told_the_others_hold(cli: Cli, tmp_path: Path) -> None:
    folder = pack(tmp_path / "r", RULE.replace("measure: killed", "measure: kiled"))
    code, out, err = cli("rules", "validate", "--rules", folder)
    assert code == 2
    assert "there is no measure 'kiled' (did you mean 'killed'?)" in err
    assert "1 problem." in out
    code, out, err = cli("extract", articles(tmp_path / "x.jsonl"), "--rules", folder)
    assert code == 2
    assert len(out.splitlines()) == 3
    assert "r/packs/own.yml:5:" in err


def test_rules_list(cli: Cli) -> None:
    code, out, _ = cli("rules", "list")
    assert code == 0
    assert any(line.startswith("killed ") for line in out.splitlines())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_schemas_are_schemas(cli: Cli, kind: str) -> None:
    code, out, _ = cli("schema", kind)
    assert code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(out))


def test_outputs_are_valid_by_their_schemas(cli: Cli) -> None:
    commands = {"claim": ["extract"], "series": ["series"], "finding": ["check", "--format", "jsonl"]}
    for kind, arguments in commands.items():
        _, out, _ = cli(*arguments, ROOT / "seeds")
        validator = jsonschema.Draft202012Validator(schema(kind))
        assert out
        for line in out.splitlines():
            validator.validate(json.loads(line))


def test_the_report_in_json_is_valid_by_its_schema(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n", "utf-8")
    _, out, _ = cli("check", "--format", "json", ROOT / "seeds", tmp_path)
    validator = jsonschema.Draft202012Validator(schema("report"))
    made = json.loads(out)
    validator.validate(made)
    assert made["findings"] and made["problems"] and made["summary"]["problems"] == 1
    assert not validator.is_valid({**made, "summary": {"articles": "31"}})
    assert not validator.is_valid({**made, "findings": [{**made["findings"][0], "severity": "grave"}]})


# --- settings ---------------------------------------------------------------------------------------------------


def test_settings_hold_and_the_command_line_comes_first(cli: Cli, tmp_path: Path) -> None:
    articles(tmp_path / "x.jsonl")
    (tmp_path / "figures.toml").write_text('paths = ["x.jsonl"]\nignore = ["F105"]\nfail-on = "note"\n')
    assert cli("check")[0] == 0
    assert cli("check", "--ignore", "F101")[0] == 1
    assert cli("check", "--ignore", "F101", "--fail-on", "never")[0] == 0


@pytest.mark.parametrize(("text", "said"), [
    ('paths = []\nrulez = ["x"]\n', "figures.toml:2:1: unknown key 'rulez' (did you mean 'rules'?)"),
    ('\nfail-on = "eror"\n', "figures.toml:2:1: 'eror' is not allowed here"),
    ('paths = "x"\n', "figures.toml:1:1: expected a list, got a text"),
    ("[odd]\nx = 1\n", "figures.toml:1:1: unknown key 'odd'"),
    ("paths = [\n", "figures.toml:"),
    ('paths = ["x"]\npolicy = "lax"\n', "figures.toml:2:1: there is no interval policy 'lax'"),
    ('paths = ["x"]\n[policies]\nkilled = "lax"\n', "figures.toml:2:1: there is no interval policy 'lax'"),
    ('paths = ["x"]\n[policies]\nkiled = "strict"\n', "figures.toml:2:1: there is no measure 'kiled'"),
    ('rules = ["nowhere"]\npaths = ["x"]\n', "rules folder 'nowhere' of the settings does not exist"),
])
def test_wrong_settings_exit_2_at_their_place(cli: Cli, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "figures.toml").write_text(text)
    code, out, err = cli("check")
    assert (code, out) == (2, "")
    assert said in err


def test_a_measure_may_have_a_policy_of_its_own(cli: Cli, tmp_path: Path) -> None:
    text = "About 100 people were killed and about 100 people were injured."
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n")
    (tmp_path / "figures.toml").write_text('paths = ["x.jsonl"]\n[policies]\ninjured = "strict"\n')
    claims = [json.loads(line) for line in cli("extract")[1].splitlines()]
    assert [(c["measure"], c["interval"]) for c in claims] == [("killed", [90, 110]), ("injured", [95, 105])]


def test_the_measures_of_a_project_count_in_checks(cli: Cli, tmp_path: Path) -> None:
    said = "The Syrian Observatory for Human Rights said the death toll in Aleppo reached {} people."
    articles(tmp_path / "x.jsonl", [
        {"id": f"a{n}", "date": f"2025-05-{day}", "publisher": "P", "text": said.format(n)}
        for n, day in ((132, "01"), (98, "02"))
    ])
    assert cli("check", "x.jsonl", "--select", "F103", "--fail-on", "warning")[0] == 1
    (tmp_path / "own").mkdir()
    (tmp_path / "own/measures.yml").write_text(
        "measures:\n  killed: {title: {en: killed}, basis: incident, group: harm, may_fall: true}\n")
    assert cli("check", "x.jsonl", "--select", "F103", "--fail-on", "warning", "--rules", "own")[0] == 0


def test_settings_of_pyproject_and_of_folders_above(tmp_path: Path) -> None:
    settings = '[project]\nname = "x"\n[tool.figures]\nrules = ["r"]\npolicy = "strict"\n'
    (tmp_path / "pyproject.toml").write_text(settings)
    below = tmp_path / "a/b"
    below.mkdir(parents=True)
    path = find_config(below)
    assert path == tmp_path / "pyproject.toml"
    config = load_config(path)
    assert (config.rules, config.policy) == ((f"{tmp_path.as_posix()}/r",), "strict")
    (tmp_path / "a/.git").mkdir()
    assert find_config(below) is None
    path.write_text("[tool.figures]\npolcy = 1\n")
    with pytest.raises(ResourceError, match=r"pyproject.toml:2:1: unknown key 'polcy' \(did you mean 'policy'\?\)"):
        load_config(path)


# --- the same bytes, as a process -------------------------------------------------------------------------------


def process(*arguments: str, seed: str = "0", stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", "from figures.cli import main; main()", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, check=False)


def test_order_and_hash_seed_change_no_byte(tmp_path: Path) -> None:
    files = sorted(str(path) for path in (ROOT / "seeds").glob("*.md"))
    one = process("check", *files, "--format", "full", "--output", f"jsonl:{tmp_path / '1'}", seed="1")
    two = process("check", *reversed(files), "--format", "full", "--output", f"jsonl:{tmp_path / '2'}", seed="2")
    assert one.returncode == two.returncode == 1
    assert one.stdout == two.stdout
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() != b""


def test_jobs_change_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: Extractor) -> None:
    monkeypatch.setattr(work, "PAYS", 5)
    many = [Article(id=f"{n:03}", text=f"قتل {n} شخصا ونحو 1.5 مليون دولار. {n} soldiers were wounded in Kyiv.",
                    date="2025-03-01") for n in range(40)]
    assert list(work.extract(extractor, many, 2)) == list(work.extract(extractor, many, 1))


def test_standard_input_and_broken_pipes() -> None:
    line = json.dumps(AT_ODDS[1], ensure_ascii=False).encode()
    assert json.loads(process("extract", "-", stdin=line).stdout)["low"] == 30
    command = f"{sys.executable} -c 'from figures.cli import main; main()' extract {ROOT / 'seeds'}"
    line_of_shell = f"{command} | true; echo ${{PIPESTATUS[0]}}"
    shell = subprocess.run(["bash", "-c", line_of_shell], capture_output=True, check=True)
    assert shell.stderr == b""
    assert shell.stdout.strip() in (b"141", b"0")


def test_help_loads_nothing_heavy() -> None:
    heavy = ("yaml", "regex", "rich", "pint", "figures.extract")
    code = (
        "import sys; from figures.cli import cli; cli.main(['--help'], standalone_mode=False);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.splitlines()[-1] == b"[]"


# --- Python -----------------------------------------------------------------------------------------------------


def test_python_interface() -> None:
    extraction = figures.extract("20 people were killed on Monday.", date="2025-03-05", title="T", publisher="P")
    claim = extraction.claims[0]
    assert (claim.low, claim.measure, extraction.article.body[claim.start : claim.end]) == (20, "killed", "20 people")
    assert figures.extract(extraction.article) == extraction
    with pytest.raises(TypeError, match="an Article brings its own"):
        figures.extract(extraction.article, date="2025-01-01")
    found = figures.check([Article(**record) for record in AT_ODDS])  # type: ignore[arg-type]
    assert [finding.code for finding in found] == ["F105"]
    assert figures.check(reversed([Article(**record) for record in AT_ODDS])) == found  # type: ignore[arg-type]
    assert figures.check([Article(**record) for record in AT_ODDS], ignore=["F105"]) == []  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="two articles have the id 'a'"):
        figures.check([Article(id="a", text="x"), Article(id="a", text="y")])
    assert figures.__version__[0].isdigit()
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = figures.nothing  # type: ignore[attr-defined]
