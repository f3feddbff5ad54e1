"""Draw the book's logo and favicon: a 3, read off a panel of knobs.

``python -m tools.draw_logo`` writes both; a test checks that they are what this draws.
"""

import math

from tools import ROOT

STATIC = ROOT / "code" / "sphinx_ext" / "static"
THREE = (
    " ### ",
    "#   #",
    "    #",
    "  ## ",
    "    #",
    "#   #",
    " ### ",
)
SCREEN, LIT, DIM = "#0e1216", "#ffb000", "#4a5560"  # the stage, and what the hand can turn
STEP, RADIUS = 16, 6.4


def knob(x: float, y: float, lit: bool) -> str:
    """A knob turned up (lit) or down, its pointer from the middle to the rim."""
    angle = math.radians(45 if lit else 225)
    tip_x = x + RADIUS * math.cos(angle)
    tip_y = y - RADIUS * math.sin(angle)
    face, pointer = (LIT, SCREEN) if lit else (DIM, SCREEN)
    return (
        f'<circle cx="{x}" cy="{y}" r="{RADIUS}" fill="{face}"/>'
        f'<path d="M{x} {y}L{tip_x:.2f} {tip_y:.2f}" stroke="{pointer}" stroke-width="2.2"/>'
    )


def logo(margin: float) -> str:
    """Return the panel as SVG, a square with this margin round it, in units."""
    height = STEP * len(THREE) + 2 * margin
    left = (height - STEP * (len(THREE[0]) - 1)) / 2
    knobs = [
        knob(left + STEP * column, margin + STEP * (row + 0.5), mark == "#")
        for row, line in enumerate(THREE)
        for column, mark in enumerate(line)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {height} {height}" '
        f'width="{height}" height="{height}" role="img">'
        "<title>A panel of knobs; the ones turned up form a 3</title>"
        f'<rect width="{height}" height="{height}" rx="{height / 8}" fill="{SCREEN}"/>\n'
        + "\n".join(knobs)
        + "\n</svg>\n"
    )


DRAWINGS = {"logo.svg": 14, "favicon.svg": 4}


if __name__ == "__main__":
    for name, margin in DRAWINGS.items():
        (STATIC / name).write_text(logo(margin), encoding="utf-8")
