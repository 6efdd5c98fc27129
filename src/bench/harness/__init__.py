"""What the scripts of this folder share. Standard library only."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BENCH = ROOT / "src" / "bench"


class Unusable(Exception):
    """This machine lacks something a script needs; its text is the one line the user sees."""
