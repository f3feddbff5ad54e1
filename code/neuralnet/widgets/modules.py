"""Join a live figure's JavaScript modules into the one text that a browser gets.

anywidget takes a figure as one text, which can import no other file. So each module that it
imports is put before it, once, without its import and export lines. They share one scope: two
of them may not define the same name. Each begins with a comment that names it, and its lines
keep their numbers from there; the whole is called like the figure where a browser lists scripts.
Lines of comment are left empty, and none is indented: comments with their types would make a page's
scripts a third larger, and indentation a thirtieth.

This needs the standard library alone: the site's extension loads it by its path.
"""

import posixpath
import re
from pathlib import Path

FOLDER = Path(__file__).parent
IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]*)";$', re.MULTILINE)
STYLES = re.compile(r'^@import "(\.[^"]*)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
DEFINITION = re.compile(
    r"^(export )?(?:async )?(?:function\*?|class|const|let|var) (\w+|[\[{][^\]}]*[\]}])",
    re.MULTILINE,
)
OTHER = re.compile(r"^(?:import|export)\b(?! default\b).*", re.MULTILINE)
COMMENT = re.compile(r"^ *(?:/\*\*(?:[^*]|\*(?!/))*\*/|//.*)$", re.MULTILINE)
INDENTATION = re.compile("^ +", re.MULTILINE)
SOURCE = re.compile(r"^(?://|/\*)# sourceURL=neuralnet/(\S+)(?: \*/)?\n\Z", re.MULTILINE)


class ModuleError(Exception):
    """A module that cannot be joined with those that it imports."""


def script(name: str) -> str:
    """Return a module, such as "pixel_grid", and all that it imports, as one text."""
    return "".join(parts(f"{name}.js"))


def style(name: str) -> str:
    """Return a style sheet, such as "live_figure", and all that it imports, as one text."""
    return "".join(parts(f"{name}.css"))


def source(text: str) -> str | None:
    """Return the name of the file that ``script`` or ``style`` made a text of, else None."""
    found = SOURCE.search(text)
    return found[1] if found else None


def parts(name: str, folder: Path = FOLDER) -> list[str]:
    """Return the texts that make up a file: of each module after all that it imports.

    Raises ModuleError for a module that is missing, a name that is not exported, modules that
    import each other in a circle, and a name that two modules define.
    """
    path = Path(folder, name)
    if path.suffix == ".css":
        return _styles(folder, name)
    texts: dict[str, str] = {}
    exports: dict[str, set[str]] = {}
    owners: dict[str, str] = {}

    def add(name: str, importers: list[str]) -> None:
        if name in importers:
            raise ModuleError(f"modules import each other: {' → '.join([*importers, name])}")
        if name in texts:
            return
        text = _read(folder, name, importers)
        for names, address in IMPORT.findall(text):
            other = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            add(other, [*importers, name])
            _check(names, name, other, exports[other])
        exports[name] = set()
        for exported, defined in DEFINITION.findall(text):
            for word in re.findall(r"\w+", defined):
                if word in owners:
                    raise ModuleError(f"{owners[word]} and {name} both define {word}: rename one")
                owners[word] = name
                exports[name] |= {word} if exported else set()
        texts[name] = _stripped(name, text)

    add(name, [])
    texts[name] += f"//# sourceURL=neuralnet/{name}\n"
    return list(texts.values())


def _styles(folder: Path, name: str) -> list[str]:
    """Return a style sheet after those that it imports, the last naming its file at its end."""
    text = _read(folder, name, [])
    texts = [_read(folder, posixpath.normpath(other), [name]) for other in STYLES.findall(text)]
    own = STYLES.sub("", text)
    if texts:  # a class more: another figure's sheet brings what it imports once more, later
        own = f":root {{\n{own}}}\n"
    return [*texts, f"{own}/*# sourceURL=neuralnet/{name} */\n"]


def _read(folder: Path, name: str, importers: list[str]) -> str:
    try:
        return Path(folder, name).read_text(encoding="utf-8")
    except FileNotFoundError:
        by = f", which {importers[-1]} imports" if importers else ""
        raise ModuleError(f"there is no module {name}{by}") from None


def _check(names: str, name: str, other: str, exported: set[str]) -> None:
    for word in filter(None, (word.strip() for word in names.split(","))):
        if word not in exported:
            has = ", ".join(sorted(exported)) or "nothing"
            raise ModuleError(f"{name} imports {word} from {other}, which exports {has}")


def _stripped(name: str, text: str) -> str:
    """Return a module's text after a line with its name: imports and comments blank, no indents."""
    for left_out in (COMMENT, IMPORT):
        text = left_out.sub(lambda found: "\n" * found[0].count("\n"), text)
    text = INDENTATION.sub("", EXPORT.sub("", text))
    if other := OTHER.search(text):
        raise ModuleError(
            f'{name} has the line "{other[0]}"; expected import {{ names }} from "./file.js"; '
            "or export before a function, class, const or let"
        )
    return f"// ---- {name}\n{text}"
