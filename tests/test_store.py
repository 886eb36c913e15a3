"""What is kept from run to run: the same as read anew, whatever happens to the file, whoever else writes it."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from figures.cli import _run as run_cli
from figures.cli import work
from figures.extract import Extractor
from figures.model import Article, Extraction
from figures.store import Store, clear, key_of, space_of, usage

Cli = Callable[..., tuple[int, str, str]]
SPACE = b"s"


def article(number: int, **more: str) -> Article:
    return Article(id=f"a{number}", text=f"Police said that {number} people were killed in Aleppo. قتل {number} شخصا.",
                   date="2025-05-01", publisher="P", **more)


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> list[Extraction]:
    return [extractor.extract(article(number)) for number in range(20, 50)]


def kept(store: Store, read: list[Extraction]) -> list[Extraction | None]:
    return [store.get(key_of(e.article, store.space), e.article) for e in read]


def fill(folder: Path, read: list[Extraction], **more: int) -> Store:
    store = Store(SPACE, folder, **more)
    for extraction in read:
        store.put(key_of(extraction.article, SPACE), extraction)
    store.close()
    return store


# --- entries ------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_what_was_read(tmp_path: Path, read: list[Extraction]) -> None:
    assert fill(tmp_path, read).problems == []
    store = Store(SPACE, tmp_path)
    assert kept(store, read) == read
    keys = [key_of(e.article, SPACE) for e in read]
    assert store.known([*keys, b"other"]) == set(keys)
    store.close()


def test_the_place_of_an_article_does_not_matter_and_all_else_does(tmp_path: Path) -> None:
    one = article(20)
    moved = msgspec.structs.replace(one, path="b.jsonl", line=7, title_line=6, verbatim=False)
    assert key_of(moved, SPACE) == key_of(one, SPACE)
    others = {key_of(msgspec.structs.replace(one, **{field: "x"}), SPACE) for field in (
        "id", "text", "title", "publisher", "url", "lang", "date", "version_of", "translation_of")}
    assert len({key_of(one, SPACE), key_of(one, b"t"), *others}) == 11


def test_rules_and_settings_make_a_space(tmp_path: Path, extractor: Extractor) -> None:
    roots, *settings = extractor.arguments
    own = tmp_path / "own"
    (own / "packs").mkdir(parents=True)
    spaces = [space_of(extractor.arguments), space_of(((own,), *settings)), space_of((roots, "strict", {}, ()))]
    (own / "packs/x.yml").write_text("rules: []\n")
    spaces += [space_of(((own,), *settings))]
    (own / "packs/x.yml").write_text("rules: [ ]\n")
    spaces += [space_of(((own,), *settings))]
    (own / "checks").mkdir()
    (own / "checks/x.yml").write_text("checks: []\n")
    assert space_of(((own,), *settings)) == spaces[-1], "checks are no matter of extraction"
    assert spaces[0] == spaces[1], "an empty folder adds nothing"
    assert len(set(spaces)) == 4


def test_a_restored_extraction_knows_where_its_article_is_now(tmp_path: Path, read: list[Extraction]) -> None:
    fill(tmp_path, read[:1])
    moved = msgspec.structs.replace(read[0].article, path="elsewhere.md", line=9)
    found = Store(SPACE, tmp_path).get(key_of(moved, SPACE), moved)
    assert found is not None
    assert (found.article, found.claims) == (moved, read[0].claims)


# --- damage -------------------------------------------------------------------------------------------------------


def database(folder: Path) -> Path:
    (path,) = folder.glob("*.sqlite3")
    return path


def noise(path: Path) -> None:
    path.write_bytes(b"this is no database at all" * 100)


def torn(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(100, len(data), 97):
        data[at] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [noise, torn, scratched])
def test_a_damaged_database_is_set_aside_and_told(
    tmp_path: Path, read: list[Extraction], damage: Callable[[Path], None]
) -> None:
    fill(tmp_path, read)
    damage(database(tmp_path))
    store = Store(SPACE, tmp_path)
    assert all(found in (None, extraction) for found, extraction in zip(kept(store, read), read, strict=True))
    store.close()
    again = fill(tmp_path, read)
    told = [str(problem) for problem in (*store.problems, *again.problems)]
    assert any("is damaged; it is set aside and a new one is begun" in line for line in told)
    last = Store(SPACE, tmp_path)
    assert kept(last, read) == read
    assert last.problems == []
    last.close()


def test_an_entry_that_is_damaged_in_itself_is_read_again(tmp_path: Path, read: list[Extraction]) -> None:
    fill(tmp_path, read)
    with sqlite3.connect(database(tmp_path)) as connection:
        connection.execute("UPDATE entries SET data = x'00112233'")
    connection.close()
    store = Store(SPACE, tmp_path)
    assert kept(store, read) == [None] * len(read)
    store.close()
    fill(tmp_path, read)
    assert kept(Store(SPACE, tmp_path), read) == read


def test_a_folder_that_cannot_be_used_costs_nothing_else(tmp_path: Path, read: list[Extraction]) -> None:
    (tmp_path / "file").write_text("")
    store = Store(SPACE, tmp_path / "file" / "cache")
    store.put(key_of(read[0].article, SPACE), read[0])
    assert kept(store, read[:1]) == [None]
    store.close()
    assert store.problems == []


def test_a_number_beyond_64_bits_is_not_kept_and_harms_nothing(tmp_path: Path, read: list[Extraction]) -> None:
    claims = (msgspec.structs.replace(read[0].claims[0], low=10**30), *read[0].claims[1:])
    huge = msgspec.structs.replace(read[0], claims=claims)
    fill(tmp_path, [huge, read[1]])
    assert kept(Store(SPACE, tmp_path), [huge, read[1]]) == [None, read[1]]


# --- bounds -------------------------------------------------------------------------------------------------------


def test_what_was_not_used_for_the_longest_goes_first(tmp_path: Path, read: list[Extraction]) -> None:
    first, second, third = read[:10], read[10:20], read[20:]
    fill(tmp_path, first)
    fill(tmp_path, second)
    limit = int(database(tmp_path).stat().st_size * 1.1)
    used = Store(SPACE, tmp_path, limit)
    used.touch([key_of(e.article, SPACE) for e in first])
    used.close()
    for _ in range(30):
        fill(tmp_path, third, limit=limit)
        third = [replace_id(e) for e in third]
    left = Store(SPACE, tmp_path)
    assert kept(left, second) == [None] * 10
    left.close()
    assert database(tmp_path).stat().st_size <= limit + 100_000


def replace_id(extraction: Extraction) -> Extraction:
    return msgspec.structs.replace(
        extraction, article=msgspec.structs.replace(extraction.article, id=f"{extraction.article.id}x"))


def test_usage_and_clear(tmp_path: Path, read: list[Extraction]) -> None:
    assert usage(tmp_path) == []
    assert clear(tmp_path) == 0
    fill(tmp_path, read)
    noise(tmp_path / "extractions-1-2.sqlite3")
    fill(tmp_path, read)
    assert [one.entries for one in usage(tmp_path)] == [30, None, 30]
    assert clear(tmp_path) > 0
    assert [one.entries for one in usage(tmp_path)] == [0]
    store = Store(SPACE, tmp_path)
    assert kept(store, read) == [None] * 30
    store.close()


# --- other runs ---------------------------------------------------------------------------------------------------


def _writer(folder: str, number: int) -> None:
    mine = Extractor()
    for _ in range(3):
        store = Store(SPACE, Path(folder))
        for n in range(number, number + 20):
            extraction = mine.extract(article(n))
            key = key_of(extraction.article, SPACE)
            assert store.get(key, extraction.article) in (None, extraction)
            store.put(key, extraction)
        store.close()
        assert store.problems == []


def test_two_runs_at_once(tmp_path: Path, read: list[Extraction]) -> None:
    context = multiprocessing.get_context("fork")
    runs = [context.Process(target=_writer, args=(str(tmp_path), number)) for number in (20, 30)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(120)
    assert [run.exitcode for run in runs] == [0, 0]
    assert kept(Store(SPACE, tmp_path), read) == read


_ENDLESS = """
import sys
from pathlib import Path
from figures.model import Article, Extraction
from figures.store import Store, key_of
store, n = Store(b"s", Path(sys.argv[1])), 0
print("ready", flush=True)
while True:
    made = Extraction(article=Article(id=str(n), text="x" * 1000), claims=(), lang="en")
    store.put(key_of(made.article, b"s"), made)
    n += 1
"""


def test_a_run_that_is_killed_leaves_a_database_that_holds(tmp_path: Path, read: list[Extraction]) -> None:
    for wait in (0.0, 0.05, 0.2, 0.4):
        run = subprocess.Popen([sys.executable, "-c", _ENDLESS, str(tmp_path)], stdout=subprocess.PIPE)
        assert run.stdout is not None and run.stdout.readline() == b"ready\n"
        time.sleep(wait)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        run.stdout.close()
        store = fill(tmp_path, read)
        assert store.problems == []
        assert kept(Store(SPACE, tmp_path), read) == read
        with sqlite3.connect(database(tmp_path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()


def test_a_batch_of_a_busy_database_is_let_go(
    tmp_path: Path, read: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, read[:1])
    store = Store(SPACE, tmp_path)
    monkeypatch.setattr("figures.store.PATIENCE", 0.05)
    quick = Store(SPACE, tmp_path)
    blocker = sqlite3.connect(database(tmp_path), isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    quick.put(key_of(read[1].article, SPACE), read[1])
    quick.close()
    blocker.execute("ROLLBACK")
    blocker.close()
    assert quick.problems == []
    assert kept(store, read[:2]) == [read[0], None]
    store.close()


# --- in a run -----------------------------------------------------------------------------------------------------


class Counting:
    """An extractor that counts what it reads."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor, self.read = extractor, 0
        self.arguments = extractor.arguments

    def extract(self, one: Article) -> Extraction:
        self.read += 1
        return self.extractor.extract(one)


def run(extractor: Counting, articles: list[Article], folder: Path) -> Iterator[object]:
    return work.extract(extractor, articles, 1, store=Store(SPACE, folder))  # type: ignore[arg-type]


def test_only_what_is_new_is_read(tmp_path: Path, extractor: Extractor) -> None:
    articles = [article(number) for number in range(20, 40)]
    counting = Counting(extractor)
    first = list(run(counting, articles, tmp_path))
    assert counting.read == 20
    changed = [*articles[:5], msgspec.structs.replace(articles[5], text="Six people were killed."), *articles[6:]]
    assert list(run(counting, articles, tmp_path)) == first
    assert counting.read == 20
    second = list(run(counting, changed, tmp_path))
    assert counting.read == 21
    assert second[:5] + second[6:] == first[:5] + first[6:]
    assert [e.article for e in second] == changed  # type: ignore[attr-defined]


def test_a_run_that_ends_early_keeps_what_it_has_read(tmp_path: Path, extractor: Extractor) -> None:
    counting = Counting(extractor)
    begun = run(counting, [article(number) for number in range(20, 40)], tmp_path)
    for _ in range(7):
        next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert [one.entries for one in usage(tmp_path)] == [7]


def test_workers_and_cache_change_no_byte(
    tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "PAYS", 5)
    articles = [article(number) for number in range(20, 60)]
    plain = list(work.extract(extractor, articles, 1))
    list(work.extract(extractor, articles[::3], 2, store=Store(SPACE, tmp_path)))
    assert list(work.extract(extractor, articles, 2, store=Store(SPACE, tmp_path))) == plain
    assert list(work.extract(extractor, articles, 2, store=Store(SPACE, tmp_path))) == plain


# --- the command line ---------------------------------------------------------------------------------------------


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIGURES_NO_CACHE")
    monkeypatch.setattr("figures.store.cache_folder", lambda: tmp_path / "cache")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run_cli([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def corpus(name: str, *numbers: int) -> None:
    rows = [msgspec.to_builtins(article(number)) for number in numbers]
    keys = ("id", "text", "date", "publisher")
    Path(name).write_text("".join(json.dumps({key: row[key] for key in keys}) + "\n" for row in rows), "utf-8")


def test_a_second_run_prints_the_same(cli: Cli) -> None:
    corpus("x.jsonl", 20, 21, 22)
    first = cli("extract", "x.jsonl")
    assert [one.entries for one in usage()] == [3]
    assert cli("extract", "x.jsonl") == first
    corpus("x.jsonl", 22, 23, 20)
    again = cli("extract", "x.jsonl")
    assert again == cli("extract", "x.jsonl", "--no-cache")
    assert [one.entries for one in usage()] == [4]


def test_no_cache_keeps_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus("x.jsonl", 20)
    cli("extract", "x.jsonl", "--no-cache")
    monkeypatch.setenv("FIGURES_NO_CACHE", "1")
    cli("check", "x.jsonl")
    assert usage() == []


def test_damage_is_told_and_changes_neither_output_nor_exit_code(cli: Cli, tmp_path: Path) -> None:
    corpus("x.jsonl", 20)
    first = cli("extract", "x.jsonl")
    noise(database(tmp_path / "cache"))
    code, out, err = cli("extract", "x.jsonl")
    assert (code, out) == first[:2]
    assert "this cache is damaged; it is set aside and a new one is begun (figures cache clear takes it away)" in err
    assert cli("extract", "x.jsonl") == first


def test_show_and_clear(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIGURES_CACHE", str(tmp_path / "cache"))
    corpus("x.jsonl", 20, 21)
    cli("extract", "x.jsonl")
    code, out, _ = cli("cache", "show")
    assert code == 0
    assert out.splitlines()[0] == str(tmp_path / "cache")
    assert "extractions-1-1.sqlite3: 2 articles, " in out
    assert "taken out." in cli("cache", "clear")[1]
    assert "extractions-1-1.sqlite3: 0 articles, " in cli("cache", "show")[1]
    assert "compiled rules and words: 0 files" in cli("cache", "show")[1]


# --- what git says has changed ------------------------------------------------------------------------------------


def git(*arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *arguments], check=True, capture_output=True, env=environment)


def write(name: str, text: str) -> None:
    path = Path("articles", name)
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\npublisher: {name}\ndate: 2025-05-01\n---\n{text}\n", "utf-8")


BRIDGE = "Police said that {} people were killed when a bridge fell into the river near Dorn on Thursday."
PARTS = "The storm in the north injured 20 people, including 30 children."


@pytest.fixture
def repository(cli: Cli) -> Cli:
    git("init", "-q")
    write("old a.md", BRIDGE.format(47))
    write("قديم.md", PARTS)
    git("add", ".")
    git("commit", "-q", "-m", "x")
    return cli


def found(cli: Cli, *more: str) -> list[str]:
    code, out, err = cli("check", "articles", "--format", "jsonl", "--changed-since", "HEAD", *more)
    assert (code in (0, 1), err) == (True, ""), err
    return [json.loads(line)["code"] for line in out.splitlines()]


def test_only_what_touches_a_changed_article_is_told(repository: Cli) -> None:
    assert found(repository) == []
    write("new.md", BRIDGE.format(74))
    assert found(repository) == ["F117"], "the new one is checked against the old one"
    git("add", ".")
    assert found(repository) == ["F117"]
    git("commit", "-q", "-m", "y")
    assert found(repository) == []
    write("قديم.md", PARTS.replace("30", "31"))
    assert found(repository) == ["F105"]
    assert found(repository, "--no-cache") == ["F105"]
    code, out, _ = repository("check", "articles", "--format", "jsonl", "--changed-since", "HEAD~1")
    assert (code, len(out.splitlines())) == (1, 2)


def test_lines_of_json_are_articles_of_their_own(repository: Cli) -> None:
    def lines(*texts: str) -> None:
        rows = [{"id": f"l{i}", "text": text, "date": "2025-05-02"} for i, text in enumerate(texts)]
        Path("articles/all.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    old = "In the south the storm injured 40 miners, including 50 women. @@ -1 +1,9 @@"
    lines(old, BRIDGE.format(47))
    git("add", ".")
    git("commit", "-q", "-m", "y")
    lines(old, BRIDGE.format(47), "The blast in the east injured 7 guards, including 9 medics.")
    assert found(repository) == ["F105"], "the old line is not blamed"
    lines(old, BRIDGE.format(470))
    assert "F105" not in found(repository)
    lines(old + " ", BRIDGE.format(47))
    assert found(repository) == ["F105"]


def test_a_folder_below_the_top(repository: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    write("قديم.md", PARTS.replace("30", "31"))
    monkeypatch.chdir("articles")
    code, out, _ = repository("check", ".", "--format", "jsonl", "--changed-since", "HEAD")
    assert (code, len(out.splitlines())) == (1, 1)


@pytest.mark.parametrize(("revision", "said"), [
    ("--output=x", "is no revision of git"), ("HEAD;ls", "is no revision of git"), ("", "is no revision of git"),
    ("nowhere", "there is no revision 'nowhere' here"),
])
def test_what_is_no_revision(repository: Cli, revision: str, said: str) -> None:
    code, out, err = repository("check", "articles", f"--changed-since={revision}")
    assert (code, out) == (2, "")
    assert said in err


def test_no_repository_and_no_git(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus("x.jsonl", 20)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", "/")
    code, _, err = cli("check", "x.jsonl", "--changed-since", "HEAD")
    assert code == 2
    assert "--changed-since: fatal: not a git repository" in err
    monkeypatch.setenv("PATH", "")
    assert "git, which is not installed" in cli("check", "x.jsonl", "--changed-since", "HEAD")[2]


def test_no_program_of_the_repository_is_run(repository: Cli) -> None:
    for key in ("core.fsmonitor", "diff.external"):
        git("config", key, "touch trapped; true")
    Path(".git/info/attributes").write_text("* diff=trap\n")
    git("config", "diff.trap.textconv", "touch trapped; cat")
    write("قديم.md", PARTS.replace("30", "31"))
    assert found(repository) == ["F105"]
    assert not Path("trapped").exists() and not Path("articles/trapped").exists()
