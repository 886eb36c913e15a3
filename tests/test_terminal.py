"""What a terminal gets: lines that fit, isolates that hold across them, a summary with the time. A pipe gets none."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import small
from rich.cells import cell_len

from figures.report import Run, render
from figures.report.safe import FSI, PDI
from figures.report.terminal import fit, summary

ROOT = Path(__file__).resolve().parent.parent
LRI, RLI = "\u2066", "\u2067"
ISOLATES = re.compile("[\u2066-\u2069]")
WORDS = st.lists(st.sampled_from(["قتل", "47", "people", f"{FSI}10,000–12,000 قتيلا", f"{PDI}", "«", "said", "x" * 50]))


@pytest.mark.parametrize(("line", "lines"), [
    ("short", ["short"]),
    ("  " + "word " * 12, ["  word word word word word word word", "  word word word word word"]),
    ("  said by: " + f"{FSI}الشرطة في المدينة القديمة على ضفة النهر{PDI} today",
     [f"  said by: {FSI}الشرطة في المدينة القديمة على{PDI}", f"  {RLI}ضفة النهر{PDI} today"]),
    (f"{FSI}12 soldiers who had come down to the river{PDI} today",
     [f"{FSI}12 soldiers who had come down to the{PDI}", f"{LRI}river{PDI} today"]),
    (f"{LRI}{FSI}5000 جندي كوري شمالي{PDI} in the headline and {FSI}2000 جندي{PDI} in the text{PDI}",
     [f"{LRI}{FSI}5000 جندي كوري شمالي{PDI} in the headline and{PDI}",
      f"{LRI}{FSI}2000 جندي{PDI} in the text{PDI}"]),
    ("a/very/long/path/that/must/be/copied/in/one/piece.md:12:4 is here",
     ["a/very/long/path/that/must/be/copied/in/one/piece.md:12:4", "is here"]),
])
def test_lines_fit_forty_columns(line: str, lines: list[str]) -> None:
    assert fit(line, 40) == lines


def test_a_line_is_left_alone_where_there_is_no_room_at_all() -> None:
    assert fit("word " * 40, 20) == ["word " * 40]


@given(WORDS, st.integers(min_value=40, max_value=90))
def test_nothing_is_lost_and_every_line_is_closed(words: list[str], width: int) -> None:
    line = "  " + " ".join(words)
    pieces = fit(line, width)
    assert ISOLATES.sub("", " ".join(pieces)).split() == ISOLATES.sub("", line).split()
    for piece in pieces if len(pieces) > 1 else []:
        assert len(re.findall("[\u2066-\u2068]", piece)) <= piece.count(PDI)
        assert cell_len(piece) <= width or len(piece.split()) == 1


def test_the_report_fits_the_terminal_and_is_else_the_same() -> None:
    run = small()
    wide, narrow = (render(Run(run.extractions, run.events, run.findings, run.problems, checks=run.checks, width=width),
                           "full") for width in (4000, 60))
    assert ISOLATES.sub("", wide).split() == ISOLATES.sub("", narrow).split()
    assert max(cell_len(line) for line in narrow.splitlines()) <= 60
    assert wide in render(run, "full")


def test_the_summary_says_what_was_read_and_found() -> None:
    told = summary(small(), 1.234, 80, colour=False)
    assert "2 articles · 2 figures · 2 claims · 1 event · 1.2 s" in told
    assert "0 errors · 1 warning · 1 note" in told
    assert "1 problem in reading" in told
    assert "\x1b" not in told and "\x1b[1;33m1 warning" in summary(small(), 1.234, 80, colour=True)
    assert "Nothing was read." in summary(Run(), 0, 80, colour=False)
    clean = Run(small().extractions, small().events)
    assert "No figures at odds." in summary(clean, 0, 80, colour=False)


def test_the_summary_fits_the_terminal() -> None:
    assert max(cell_len(line) for line in summary(small(), 1.0, 44, colour=False).splitlines()) <= 44


def in_terminal(*arguments: str, **env: str) -> str:
    """What the command prints on a terminal of 100 columns that is its standard output and standard error."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "figures", *arguments], cwd=ROOT, stdout=slave, stderr=slave, stdin=slave,
        env={**{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "GITHUB_ACTIONS")}, "TERM": "xterm",
             "COLUMNS": "100", **env},
    )
    os.close(slave)
    read = bytearray()
    while True:
        try:
            data = os.read(master, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not data:
            break
        read += data
    os.close(master)
    process.wait()
    return read.decode("utf-8")


def test_on_a_terminal_there_are_colours_and_the_time() -> None:
    shown = in_terminal("check", "seeds")
    assert "\x1b[1;31merror F102" in shown
    assert re.search(r"31 articles · \d+ figures · \d+ claims · \d+ events · \d+\.\d s", shown)
    assert "7 errors" in shown and "Read 31 articles" not in shown


def test_no_color_is_heard_on_a_terminal() -> None:
    shown = in_terminal("check", "seeds", NO_COLOR="1")
    assert "\x1b" not in shown
    assert re.search(r"\d+ events · \d+\.\d s", shown)


def test_other_formats_are_left_as_they_are() -> None:
    shown = in_terminal("check", "seeds", "--format", "concise").replace("\r\n", "\n")
    report, frame, told = shown.partition("╭")
    done = subprocess.run([sys.executable, "-m", "figures", "check", "seeds", "--format", "concise"], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    assert report == done.stdout
    assert frame and "7 errors" in told


def test_a_pipe_gets_neither_colours_nor_the_time() -> None:
    done = subprocess.run([sys.executable, "-m", "figures", "check", "seeds"], cwd=ROOT, capture_output=True, text=True,
                          check=False)
    assert "\x1b" not in done.stdout
    last = (r"Read 31 articles, \d+ figures, \d+ claims in \d+ events\.\n"
            r"21 findings: 7 errors, 11 warnings, 3 notes\.\n\Z")
    assert re.search(last, done.stdout)
    assert done.stderr == ""
