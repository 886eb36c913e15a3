"""The steps of the features: they run the command as users do and look at its output and exit code."""

from __future__ import annotations

import contextlib
import io
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
import pytest
from pyarrow import parquet
from pytest_bdd import given, parsers, scenarios, then, when

from figures.cli import main

ROOT = Path(__file__).resolve().parent.parent
scenarios(".")


class Result(NamedTuple):
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    exit_code: int
    raw: bytes = b""

    @property
    def output(self) -> str:
        return self.stdout + self.stderr


class World:
    """What one scenario knows: its folder, its articles and the last result."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.articles: list[dict[str, Any]] = []
        self.results: list[Result] = []
        self.rules: list[str] = []
        self.config: list[str] = []

    @property
    def result(self) -> Result:
        return self.results[-1]

    def run(self, *args: str) -> Result:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        code = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main(args)
            except SystemExit as end:
                code = int(end.code or 0)
        raw: list[bytes] = [stream.buffer.getvalue() for stream in (out, err)]  # type: ignore[attr-defined]
        shown = [data.decode("utf-8", "replace") for data in raw]
        self.results.append(Result(*shown, code, raw[0]))
        return self.result

    def file(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    def corpus(self) -> str:
        lines = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in self.articles)
        return str(self.file("corpus.jsonl", lines))

    def claims(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.result.stdout.splitlines() if line.strip()]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    return World(tmp_path)


# --- checking -------------------------------------------------------------------------------------------------


@when(parsers.re(r'I run "(?P<line>[^"]+)"$'))
def run_line(world: World, line: str) -> None:
    world.run(*line.split())


@given(parsers.parse('an article "{name}" of "{publisher}" on {date} that says "{text}"'))
def an_article(world: World, name: str, publisher: str, date: str, text: str) -> None:
    world.articles.append({"id": name, "publisher": publisher, "date": date, "text": text})


@when("I check the articles")
def check_articles(world: World) -> None:
    world.run("check", "--format", "jsonl", world.corpus())


@when(parsers.parse('I run "{command}" on an empty folder'))
def run_on_empty(world: World, command: str) -> None:
    empty = world.folder / "empty"
    empty.mkdir(exist_ok=True)
    world.run(command, *world.config, str(empty))


@when("I check the seeds in two orders")
def check_two_orders(world: World) -> None:
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "seeds").glob("*.md"))
    world.run("check", "--format", "jsonl", *files)
    random.Random(5).shuffle(files)
    world.run("check", "--format", "jsonl", *files)


@then("both outputs are the same")
def same_outputs(world: World) -> None:
    first, second = world.results[-2:]
    assert first.stdout and first.stdout == second.stdout


@then(parsers.parse("the exit code is {code:d}"))
def exit_code(world: World, code: int) -> None:
    assert world.result.exit_code == code, world.result.output


@then(parsers.re(r'the (report|output|problem) says "(?P<text>.+)"$'))
def says(world: World, text: str) -> None:
    assert text in world.result.output


@then(parsers.parse('there is a finding "{code}" with "{first}" and "{second}"'))
def there_is_a_finding(world: World, code: str, first: str, second: str) -> None:
    found = [{x["text"] for x in f["locations"]} for f in world.claims() if f["code"] == code]
    assert {first, second} in found, world.result.output


@then("there are no findings")
def no_findings(world: World) -> None:
    assert world.claims() == []


# --- reports --------------------------------------------------------------------------------------------------


@given(parsers.parse('its publisher is "{name}"'))
def its_publisher(world: World, name: str) -> None:
    world.articles[-1]["publisher"] = name.replace("\\n", "\n")


@when(parsers.parse('I check the articles as "{name}"'))
def check_articles_as(world: World, name: str) -> None:
    world.run("check", "--format", name, world.corpus())


@when(parsers.parse('I check the seeds and write "{one}", "{two}" and "{three}" to files'))
def check_to_files(world: World, one: str, two: str, three: str) -> None:
    outputs = [f"--output={name}:{world.folder / name}" for name in (one, two, three)]
    world.run("check", "seeds", "--format", "jsonl", *outputs)


@then("every file names the fingerprint of every finding")
def files_name_fingerprints(world: World) -> None:
    files = [path.read_text("utf-8") for path in world.folder.iterdir()]
    prints = [finding["fingerprint"] for finding in world.claims()]
    assert len(files) == 3 and prints
    assert all(found in text for text in files for found in prints)


@then("only the findings are commands")
def only_findings_are_commands(world: World) -> None:
    commands = [line for line in world.result.stdout.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == 1 and commands[0].startswith("::error file="), world.result.stdout
    assert "taken over" in commands[0]


@then(parsers.re(r'the report does not say "(?P<text>.+)"$'))
def does_not_say(world: World, text: str) -> None:
    assert text not in world.result.stdout


# --- known and silenced ---------------------------------------------------------------------------------------


def _again(world: World, command: str, *more: str) -> None:
    corpus = world.corpus()
    files = ["--baseline", str(world.folder / "figures-baseline.json")] if command != "check" or (
        world.folder / "figures-baseline.json").exists() else []
    ignore = world.folder / "figures-ignore.yml"
    files += ["--ignore-file", str(ignore)] if ignore.exists() else []
    world.run(*command.split(), *files, *more, corpus)


@given("what is found is known")
@when("I take the findings as known")
def take_as_known(world: World) -> None:
    _again(world, "baseline create")
    assert world.result.exit_code == 0, world.result.output


@given("what is mended is taken out")
@when("I prune what is known")
def prune_what_is_known(world: World) -> None:
    _again(world, "baseline prune")


@given(parsers.parse('"{old}" becomes "{new}"'))
def becomes(world: World, old: str, new: str) -> None:
    assert any(old in article["text"] for article in world.articles)
    for article in world.articles:
        article["text"] = article["text"].replace(old, new)


@given(parsers.re(r'what is found is silenced(?: until (?P<until>[0-9-]+))? because "(?P<reason>.*)"'))
def silence(world: World, until: str | None, reason: str) -> None:
    world.run("check", "--format", "jsonl", world.corpus())
    (found,) = world.claims()
    end = f"\n    until: {until}" if until else ""
    world.file("figures-ignore.yml",
               f'ignore:\n  - fingerprint: "{found["fingerprint"]}"\n    reason: "{reason}"{end}\n')


@when("I check the articles again")
def check_again(world: World) -> None:
    _again(world, "check")


@when(parsers.parse('I check the articles again as "{name}"'))
def check_again_as(world: World, name: str) -> None:
    _again(world, "check", "--format", name)


@when(parsers.parse("I check the articles again on {day}"))
def check_again_on(world: World, day: str) -> None:
    _again(world, "check", "--today", day)


# --- projects -------------------------------------------------------------------------------------------------


@given("a project whose settings somebody wrote")
def settings_of_somebody(world: World) -> None:
    world.file("desk/figures.toml", "# mine\n")


@given("the command runs in GitHub Actions")
def in_actions(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")


@when("I set up a project")
def set_up_project(world: World) -> None:
    world.run("new", "project", str(world.folder / "desk"))


@when("I check the project")
def check_project(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.chdir(world.folder / "desk")
    world.run("check")


@then("the settings are as they were")
def settings_untouched(world: World) -> None:
    assert (world.folder / "desk" / "figures.toml").read_text("utf-8") == "# mine\n"
    assert [path.name for path in (world.folder / "desk").iterdir()] == ["figures.toml"]


# --- extracting -----------------------------------------------------------------------------------------------


@given(parsers.parse('خبر نصه "{text}"'))
def arabic_article(world: World, text: str) -> None:
    world.articles.append({"id": "خبر", "text": text, "lang": "ar"})


@when("أستخرج الأرقام")
def extract_articles(world: World) -> None:
    world.run("extract", "--format", "jsonl", world.corpus())


@then(parsers.parse('هناك رقم "{text}" مقياسه "{measure}" وقيمته من {low:d} إلى {high:d}'))
def arabic_figure(world: World, text: str, measure: str, low: int, high: int) -> None:
    found = [(c["text"], c["measure"], c["low"], c["high"]) for c in world.claims()]
    assert (text, measure, low, high) in found


@then(parsers.parse('مصدره "{source}"'))
def arabic_source(world: World, source: str) -> None:
    assert source in [c["source"]["text"] for c in world.claims() if c["source"]]


@then("لا رقم في الخبر")
def no_figure(world: World) -> None:
    assert world.claims() == []


@when("I extract the file")
def extract_file(world: World) -> None:
    path = next(p for p in world.folder.iterdir() if p.is_file())
    world.run("extract", "--format", "jsonl", str(path))


# --- bad input ------------------------------------------------------------------------------------------------

GOOD = '{"id": "%s", "text": "Police said that 12 people were killed."}'


@given(parsers.re(r"a file of articles whose second line is (?P<line>.+)"))
def file_with_bad_line(world: World, line: str) -> None:
    world.file("articles.jsonl", "\n".join([GOOD % "one", line, GOOD % "three"]) + "\n")


@then("the problem names line 2")
def names_line_2(world: World) -> None:
    assert "articles.jsonl:2:" in world.result.stderr


@then("the articles of lines 1 and 3 are printed")
def others_are_printed(world: World) -> None:
    assert [claim["article"] for claim in world.claims()] == ["one", "three"]


@given("a file with one id twice")
def one_id_twice(world: World) -> None:
    world.file("articles.jsonl", GOOD % "one" + "\n" + GOOD % "one" + "\n")


@given("a Markdown file with broken front matter")
def broken_front_matter(world: World) -> None:
    world.file("article.md", "---\nid: [a\n---\nPolice said that 12 people were killed.\n")


@given("a file in windows-1256 without saying so")
def windows_1256(world: World) -> None:
    world.file("article.txt", "قتل 12 شخصا في الحريق".encode("windows-1256"))


@given(parsers.parse('a configuration with the key "{key}"'))
def configuration(world: World, key: str) -> None:
    world.config = ["--config", str(world.file("figures.toml", f'{key} = "error"\n'))]


# --- formats of newsrooms -------------------------------------------------------------------------------------


def _parquet(text: str) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": [text]}), out)
    return out.getvalue()


FORMATS: dict[str, Callable[[str], str | bytes]] = {
    "ninjs.json": lambda text: json.dumps({"uri": "urn:n:1", "versioncreated": "2025-03-01", "body_text": text}),
    "news.jsonld": lambda text: json.dumps({"@context": "https://schema.org", "@type": "NewsArticle",
                                            "articleBody": text}),
    "page.html": "<!doctype html><html><body><article><p>{}</p></article></body></html>".format,
    "feed.xml": "<rss><channel><item><description>{}</description></item></channel></rss>".format,
    "table.csv": 'id,text\na,"{}"\n'.format,
    "table.parquet": _parquet,
}


@given(parsers.re(r'a file "(?P<name>[^"]+)" with the text "(?P<text>.+)"$'))
def file_of_a_format(world: World, name: str, text: str) -> None:
    world.file(name, FORMATS[name](text))


@given("a feed whose entities would fill the memory")
def bomb(world: World) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    world.file("bomb.xml", f'<!DOCTYPE rss [<!ENTITY l0 "lol">{entities}]><rss><item><title>&l9;</title></item></rss>')


@when("I extract the folder")
def extract_folder(world: World) -> None:
    world.run("extract", "--format", "jsonl", str(world.folder))


@when("I check the folder")
def check_folder(world: World) -> None:
    world.run("check", "--format", "jsonl", str(world.folder))


@when("I extract the file as Parquet")
def extract_as_parquet(world: World) -> None:
    world.run("extract", "--format", "parquet", str(next(world.folder.iterdir())))


@then(parsers.parse('the table has a row "{text}" of measure "{measure}" with the value {value:d}'))
def table_has_a_row(world: World, text: str, measure: str, value: int) -> None:
    rows = parquet.read_table(io.BytesIO(world.result.raw)).to_pylist()
    assert (text, measure, value) in [(row["text"], row["measure"], row["best"]) for row in rows]


# --- rules ----------------------------------------------------------------------------------------------------

LEXICON = """lexicons:
  ferry_out:
    about: moving people to safety by boat
    ar:
      - {verb: نقل, imperfect: ينقل}
    en:
      - {verb: ferry}
"""
RULE = """rules:
  - id: displaced.by-boat
    title: People moved to safety by boat
    emit: {measure: displaced, basis: flow}
    counts: [person]
    trigger: <%s>
    examples:
      - {ar: "نقلت القوارب «70 قرويا» إلى بر الأمان", claim: {value: 70}}
      - {ar: "ينتظر 70 قرويا وصول القوارب", claim: none}
      - {en: "Boats ferried «seventy villagers» to dry land.", claim: {value: 70}}
      - {en: "Seventy villagers were waiting for the boats.", claim: none}
"""


def _rules(world: World, name: str) -> None:
    world.file("rules/lexicon/boats.yml", LEXICON)
    world.file("rules/packs/floods.yml", RULE % name)
    world.rules = ["--rules", str(world.folder / "rules")]


@given("a rule folder with a rule for people ferried out")
def rule_folder(world: World) -> None:
    _rules(world, "ferry_out")


@given("a rule folder with a misspelt lexicon")
def misspelt_lexicon(world: World) -> None:
    _rules(world, "ferry_ot")


@when(parsers.parse('I extract "{text}" with it'))
def extract_with_rules(world: World, text: str) -> None:
    world.articles.append({"id": "a", "text": text})
    world.run("extract", "--format", "jsonl", *world.rules, world.corpus())


@when(parsers.re(r'I run "(?P<line>[^"]+)" with it'))
def run_with_rules(world: World, line: str) -> None:
    world.run(*line.split(), *world.rules)


@then(parsers.parse('there is a figure "{text}" of measure "{measure}"'))
def figure_of_measure(world: World, text: str, measure: str) -> None:
    assert (text, measure) in [(c["text"], c["measure"]) for c in world.claims()]
