"""How an HTML report of thousands of findings opens in a browser.

A corpus of this bench's own is checked: two papers on each of many happenings, with other numbers. Its report is opened
in chromium (which must be installed, with its driver), searched, filtered and scrolled to its end. Told are the times
until the page could be used, until each filter had been heard, and the longest time that the page was busy at a
stretch, in which it hears no key and no click.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

TOWNS = ("Aleppo", "Mosul", "Basra", "Kharkiv", "Homs", "Sanaa", "Benghazi", "Khartoum", "Kursk", "Tripoli")
WATCH = """
window.busy = []; new PerformanceObserver(list => busy.push(...list.getEntries().map(e => e.duration)))
  .observe({type: 'longtask', buffered: true});
"""
SEARCH = """
const [words, done] = arguments, form = document.getElementById('filters'), began = performance.now();
form.elements.words.value = words;
form.dispatchEvent(new Event('submit', {cancelable: true}));
requestAnimationFrame(() => setTimeout(() => done(
  [performance.now() - began, document.querySelectorAll('.finding:not([hidden])').length])));
"""
SCROLL = """
const done = arguments[0], began = performance.now(); let steps = 0;
const step = () => {
  scrollBy(0, innerHeight * 20); steps += 1;
  if (scrollY + innerHeight < document.documentElement.scrollHeight - 2 && steps < 5000) requestAnimationFrame(step);
  else done([performance.now() - began, steps]);
};
step();
"""


def corpus(happenings: int) -> str:
    """Two articles on each happening, whose numbers cannot both hold."""
    lines = []
    for n in range(happenings):
        name = "".join(chr(97 + int(digit)) for digit in f"{n:05}")
        for paper, dead in (("The Wall", 20 + n % 30), ("The Mill", 70 + n % 20)):
            lines.append(json.dumps({
                "id": f"{n:05}-{paper}", "publisher": paper, "date": f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}",
                "title": f"Tower {name} falls", "url": f"https://news.example/{n}",
                "text": f"Police said that {dead} people were killed in {TOWNS[n % 10]} when the tower {name} fell.",
            }))
    return "\n".join(lines) + "\n"


def main() -> None:
    """Make the report, open it, print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--happenings", type=int, default=5_000)
    arguments = parser.parse_args()
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        sys.exit("chromium and chromedriver are not installed")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        articles = Path(folder, "articles.jsonl")
        articles.write_text(corpus(arguments.happenings), "utf-8")
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "figures", "check", str(articles), "--format", "statistics",
                        "--output", f"html:{page}"], check=False)
        print(f"checked and written   {time.perf_counter() - began:7.2f} s")
        print(f"size of the page      {page.stat().st_size / 1e6:7.2f} MB")
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
            options.add_argument(argument)
        chrome = webdriver.Chrome(options=options, service=Service(driver))
        chrome.set_script_timeout(120)
        try:
            opened(chrome, page)
        finally:
            chrome.quit()


def opened(chrome: webdriver.Chrome, page: Path) -> None:
    """Open, search, scroll."""
    chrome.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})
    chrome.get(page.as_uri())
    load = chrome.execute_script("const t = performance.getEntriesByType('navigation')[0]; "
                                 "return [t.domInteractive, t.loadEventEnd]")
    print(f"parsed, loaded        {load[0] / 1000:7.2f} s {load[1] / 1000:7.2f} s")
    for words in ("the first search", "tower abcde", ""):
        took, shown = chrome.execute_async_script(SEARCH, words)
        print(f"search {words!r:18} {took / 1000:5.2f} s, {shown} shown")
    took, steps = chrome.execute_async_script(SCROLL)
    print(f"scrolled to the end   {took / 1000:7.2f} s in {steps} steps")
    busy = chrome.execute_script("return busy")
    print(f"longest busy stretch  {max(busy, default=0) / 1000:7.2f} s ({len(busy)} above 0.05 s)")


if __name__ == "__main__":
    main()
