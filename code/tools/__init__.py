"""The commands behind ``make``, each also ``python -m tools.NAME``."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
