"""A figure's JavaScript modules become one text, and what cannot be joined is said in words."""

import re

import pytest

from neuralnet.widgets.live_figure import LiveFigure
from neuralnet.widgets.modules import FOLDER, ModuleError, parts, script, source, style
from tools import ROOT

# Each of these is tested against Python.
MATHEMATICS = [path.name.split(".")[0] for path in (ROOT / "tests" / "js").glob("*.test.js")]


@pytest.fixture
def folder(tmp_path):
    """A folder to write modules into: ``folder(name=text)``, with __ for /."""

    def write(**texts):
        for name, text in texts.items():
            path = tmp_path / f"{name.replace('__', '/')}.js"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_module_comes_after_all_that_it_imports_and_each_comes_once(folder):
    modules = folder(
        figure='import { b } from "./js/b.js";\nimport { a } from "./js/a.js";\n\nb(a);\n',
        js__b='import {\n  a,\n} from "./a.js";\nexport function b() {}\n',
        js__a="export const a = 1;\n",
    )
    assert parts("figure.js", modules) == [
        "// ---- js/a.js\nconst a = 1;\n",
        "// ---- js/b.js\n\n\n\nfunction b() {}\n",
        "// ---- figure.js\n\n\n\nb(a);\n//# sourceURL=neuralnet/figure.js\n",
    ]


def test_the_lines_of_a_module_are_counted_from_its_name():
    written = (FOLDER / "js" / "network.js").read_text(encoding="utf-8").split("\n")
    joined = script("knob_wall").split("\n")
    first = joined.index("// ---- js/network.js")
    for number, line in enumerate(written[:-1], 1):
        if line.strip().startswith(("import ", "/**", "* ", "*/", "//")):
            assert joined[first + number] == ""
        else:
            assert joined[first + number] == line.removeprefix("export ").lstrip()


def test_lines_of_comment_are_left_empty_and_code_stays_not_indented(folder):
    text = """// About it.

/**
 * What it is.
 * @param {number} x * / of it
 */
export function a(x) {
  // Why.
  const b = /** @type {any} */ (x); // from elsewhere
  return `${b} // c ${"https://d"}`;
}
"""
    assert parts("a.js", folder(a=text))[0].split("\n") == [
        "// ---- a.js",
        *[""] * 6,
        "function a(x) {",
        "",
        "const b = /** @type {any} */ (x); // from elsewhere",
        'return `${b} // c ${"https://d"}`;',
        "}",
        "//# sourceURL=neuralnet/a.js",
        "",
    ]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"a": 'import { b } from "./b.js";\n'}, "there is no module b.js, which a.js imports"),
        ({}, "there is no module a.js"),
        (
            {"a": 'import { b, c } from "./b.js";\n', "b": "export let b;\nconst c = 1;\n"},
            "a.js imports c from b.js, which exports b",
        ),
        (
            {"a": 'import { b } from "./b.js";\n', "b": "function b() {}\n"},
            "a.js imports b from b.js, which exports nothing",
        ),
        (
            {
                "a": 'import { b } from "./b.js";\n',
                "b": 'import { c } from "./c.js";\nexport class b {}\n',
                "c": 'import { b } from "./b.js";\nexport class c {}\n',
            },
            "modules import each other: a.js → b.js → c.js → b.js",
        ),
        (
            {
                "a": 'import { b } from "./b.js";\nconst [most, few] = [2, 1];\n',
                "b": "export const b = 1;\nfunction most() {}\n",
            },
            "b.js and a.js both define most: rename one",
        ),
        ({"a": 'import * as b from "./b.js";\n'}, 'a.js has the line "import * as b'),
        ({"a": "export { a };\n"}, 'a.js has the line "export { a };"; expected'),
    ],
)
def test_what_cannot_be_joined_is_said_in_words(folder, texts, words):
    with pytest.raises(ModuleError, match=re.escape(words)):
        parts("a.js", folder(**texts))


def test_a_text_names_the_file_that_it_was_made_of():
    assert source(script("pixel_grid")) == "pixel_grid.js"
    assert source(script("js/training_worker")) == "js/training_worker.js"
    assert source(style("live_figure")) == "live_figure.css"
    assert source(script("pixel_grid") + "more();\n") is None
    assert source("export default {};\n") is None


def test_a_figure_gets_no_more_than_it_imports():
    assert "// ---- js/text.js" in script("language_lab")
    assert "// ---- js/text.js" not in script("pixel_grid")
    for figure in LiveFigure.__subclasses__():
        assert not re.search(r"^import\b", figure._esm, re.MULTILINE)


@pytest.mark.parametrize("name", MATHEMATICS)
def test_mathematics_touches_no_page(name):
    text = script(f"../labs/{name}" if name.startswith("lab_") else f"js/{name}")
    for word in ("document", "window", "fetch("):
        assert word not in text
    used = re.findall(r"^// ---- (?:js|\.\./labs)/(\w+)\.js$", text, re.MULTILINE)
    assert set(used) <= set(MATHEMATICS)


def test_a_style_sheet_comes_after_those_that_it_imports():
    base, figure = (
        (FOLDER / name).read_text(encoding="utf-8") for name in ("tokens.css", "digit_reader.css")
    )
    joined = style("digit_reader")
    assert joined.startswith(base)
    assert joined.index(".nn-head") < joined.index(".nn-pad")
    assert "@import" in figure
    assert "@import" not in joined
    assert source(joined) == "digit_reader.css"


def test_what_dresses_figures_reaches_nothing_else():
    scope, text = (
        ":where(.nn-stage, .nn-paper) {",
        (FOLDER / "figure_base.css").read_text(encoding="utf-8"),
    )
    rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).strip()
    assert rules.startswith(scope)
    depth, closed = 0, []
    for place, letter in enumerate(rules):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0 and letter == "}":
            closed.append(place)
    assert closed == [len(rules) - 1], "a rule stands outside the scope"
