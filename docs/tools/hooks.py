"""What the site needs beyond its plugins: the signature of a function that a module of the same name hides from them.

``figures.extract`` is the function for whoever imports the package, and the module for whoever walks its files.
"""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any

_MARK = re.compile(r"^!function ([\w.]+)$", re.MULTILINE)


def on_page_markdown(markdown: str, **_: Any) -> str:
    """``!function a.b`` becomes the signature and the docstring of that function."""
    return _MARK.sub(lambda found: _function(found[1]), markdown)


def _function(path: str) -> str:
    package, _, name = path.rpartition(".")
    function = getattr(importlib.import_module(package), name)
    signature = inspect.signature(function)
    given = list(signature.parameters.values())
    parameters = [str(one).replace("'", "") for one in given]
    returns = str(signature.return_annotation).replace("'", "")
    at = next(i for i, one in enumerate(given) if one.kind is one.KEYWORD_ONLY)
    lines = "".join(f"    {one},\n" for one in (*parameters[:at], "*", *parameters[at:]))
    return (f'<a id="{path}"></a>\n\n### {path}\n\n```python\n{name}(\n{lines}) -> {returns}\n```\n\n'
            f"{inspect.getdoc(function)}\n")
