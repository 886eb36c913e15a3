"""Takes the pictures of the report that the documents show: of ``seeds/``, in Chromium, in both languages and
themes.

``python docs/tools/pictures.py`` takes them anew; a test says when that is due, by the words that a picture shows,
which stand in the file beside its pixels.
"""

from __future__ import annotations

import base64
import shutil
import struct
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import figures
from figures.cli import _run as run_cli

ROOT = Path(figures.__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTH = 1100
KEY = "Description"
BEGIN = b"\x89PNG\r\n\x1a\n"


class Picture(NamedTuple):
    """A part of the page: what is shown from the top of one element on, so high; its words are those of some others."""

    name: str
    lang: str
    dark: bool
    top: str
    words: str
    height: int


_EVENT = ".event:has([href='#check-F112'])"
PICTURES = (
    Picture("report-en-light", "en", False, "body",
            ".verdict h1, .verdict li, .verdict p, #error ~ .event:nth-of-type(1) :is("
            "h3, header p, figcaption, .legend li, h4, .message, blockquote)", 900),
    Picture("report-ar-dark", "ar", True, _EVENT,
            f"{_EVENT} :is(h3, header p, figcaption, .legend li, h4, .message)", 1000),
)

_SHOWN = """
const words = [...document.querySelectorAll(arguments[1])].map((e) => e.textContent.replace(/\\s+/g, " ").trim());
document.querySelectorAll(".event, .finding").forEach((e) => { e.style.contentVisibility = "visible"; });
document.querySelector("#filters").style.position = "static";  // it would cover what the picture begins with
scrollTo(0, document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY);
return words.join("\\n");
"""


def report(picture: Picture, folder: Path) -> Path:
    """The page that a picture is of. The folder that the program is run in must be that of the project."""
    file = folder / f"{picture.name}.html"
    run_cli(["check", "seeds", "--format", "concise", "--lang", picture.lang, "--output", f"html:{file}"])
    return file


def show(driver: webdriver.Chrome, picture: Picture, page: Path) -> str:
    """Open a page as the picture shows it. Gives its words."""
    scheme = {"name": "prefers-color-scheme", "value": "dark" if picture.dark else "light"}
    size = {"width": WIDTH, "height": picture.height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get(page.as_uri())
    words: str = driver.execute_script(_SHOWN, picture.top, picture.words)
    return words


def take(driver: webdriver.Chrome, picture: Picture, page: Path) -> bytes:
    """The picture as PNG, with its words."""
    words = show(driver, picture, page)
    data = base64.b64decode(driver.get_screenshot_as_base64())
    text = KEY.encode() + b"\0\0\0\0\0" + words.encode()
    chunk = struct.pack(">I", len(text)) + b"iTXt" + text + struct.pack(">I", zlib.crc32(b"iTXt" + text))
    header = len(BEGIN) + 25  # the header comes first, and is always as long
    return data[:header] + chunk + data[header:]


def words_of(data: bytes) -> str:
    """The words that stand in a PNG of ``take``; empty where there are none."""
    at = len(BEGIN)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"iTXt" and body.startswith(KEY.encode()):
            return body[len(KEY) + 5 :].decode()
        at += 12 + length
    return ""


def main() -> None:
    """Take all pictures. Needs ``chromium`` and ``chromedriver``, and the project as the current folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        with tempfile.TemporaryDirectory() as folder:
            for picture in PICTURES:
                (IMAGES / f"{picture.name}.png").write_bytes(take(driver, picture, report(picture, Path(folder))))
    finally:
        driver.quit()


if __name__ == "__main__":
    main()
