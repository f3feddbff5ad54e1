"""Build the networks named on the command line: ``python -m neuralnet.zoo NAME``."""

import argparse
from functools import partial
from pathlib import Path

from neuralnet import checks
from neuralnet.zoo import building, neuron, store
from neuralnet.zoo.recipes import NAMES, SEVEN


def main():
    parser = argparse.ArgumentParser(
        prog="python -m neuralnet.zoo",
        description="Train networks of the book and write them, with their cards.",
        epilog="Networks: " + ", ".join(NAMES),
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="a network, or several")
    parser.add_argument("--to", type=Path, help="folder; the book's own without it")
    parser.add_argument(
        "--cards", action="store_true", help="only measure stored networks and write their cards"
    )
    arguments = parser.parse_args()
    if not arguments.names:
        parser.print_help()
    for name in arguments.names:
        checks.one_of(*NAMES)(name, "network")
    folder = arguments.to or store.folder()
    folder.mkdir(parents=True, exist_ok=True)
    for name in arguments.names:
        if arguments.cards:
            write = neuron.write_card if name == SEVEN else partial(building.write_card, name)
        else:
            write = neuron.build if name == SEVEN else partial(building.build, name)
        write(folder)


if __name__ == "__main__":
    main()
