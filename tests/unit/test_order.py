"""Each part of ``neuralnet`` imports only from those before it, in the order that it lists."""

import ast
import re

import pytest

import neuralnet
from neuralnet import zoo
from tools import ROOT

FOLDER = ROOT / "code" / "neuralnet"


def listed(package):
    """Return the parts of a package in the order of its docstring."""
    entries = re.findall(r"^- (.+?):", package.__doc__, re.MULTILINE)
    return [name for entry in entries for name in re.findall(r"``(\w+)``", entry)]


def stored(folder):
    """Return the modules and packages in a folder."""
    modules = {path.stem for path in folder.glob("*.py")}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return (modules | packages) - {"__init__", "__main__"}


def imported(path, package):
    """Return the parts of ``package``, such as "neuralnet", that a file imports from."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} has a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {name.removeprefix(f"{package}.").partition(".")[0] for name in names
                  if name.startswith(f"{package}.")}  # fmt: skip
    return found & stored(ROOT / "code" / package.replace(".", "/"))


def files(folder, part):
    """Return the Python files of a part, a module or a package."""
    module = folder / f"{part}.py"
    return [module] if module.exists() else sorted((folder / part).rglob("*.py"))


@pytest.mark.parametrize("package", [neuralnet, zoo], ids=lambda package: package.__name__)
def test_every_part_is_listed_once(package):
    folder = ROOT / "code" / package.__name__.replace(".", "/")
    assert sorted(listed(package)) == sorted(stored(folder))


@pytest.mark.parametrize("package", [neuralnet, zoo], ids=lambda package: package.__name__)
def test_each_part_imports_only_from_those_before_it(package):
    folder, order = ROOT / "code" / package.__name__.replace(".", "/"), listed(package)
    imports = 0
    for place, part in enumerate(order):
        for path in files(folder, part):
            used = imported(path, package.__name__)
            assert used <= {*order[:place], part}, path.name
            imports += len(used)
    assert imports >= len(order) - 1, "imports are found at all"


def test_an_import_of_what_comes_later_is_seen(tmp_path):
    path = tmp_path / "module.py"
    for line in (
        "import neuralnet.plots",
        "from neuralnet import plots",
        "from neuralnet.plots import Picture",
        "def later():\n    from neuralnet.plots import Picture",
    ):
        path.write_text(line)
        assert imported(path, "neuralnet") == {"plots"}


def test_the_picture_of_the_house_names_every_room_once():
    picture = (ROOT / "code/sphinx_ext/static/house.svg").read_text(encoding="utf-8")
    drawn = " ".join(re.findall(r'class="module">([^<]+)<', picture)).split()
    assert sorted(drawn) == sorted([*listed(neuralnet), "widgets/js"])
    for folder in re.findall(r'font-weight="700"[^>]*>([\w/]+/)<', picture):
        assert (ROOT / folder).is_dir(), folder
