"""How much rests on how few: shares, and the number of clients of equal size that would spread it as widely."""

from collections.abc import Mapping
from typing import NamedTuple

WEIGHS = 0.25  # of all, from which on one client weighs much
LEANS = 0.35  # from which on one leans on it
LEAST = 20  # of what is counted, below which there is too little to say


class Concentration(NamedTuple):
    """The largest client with its share, and the effective number of clients (the inverse Herfindahl index, 1/HHI)."""

    largest: str
    share: float
    effective: float
    total: int

    @property
    def verdict(self) -> str:
        """Leans on one, one weighs much, or spread."""
        return "leans on one" if self.share >= LEANS else "one weighs much" if self.share >= WEIGHS else "spread"


def measure_concentration(counts: Mapping[str, int]) -> Concentration | None:
    """How what is counted spreads over clients; None with too little to say."""
    total = sum(counts.values())
    if total < LEAST:
        return None
    largest = max(counts, key=lambda name: (counts[name], name))
    shares = [count / total for count in counts.values()]
    return Concentration(largest, counts[largest] / total, 1 / sum(share * share for share in shares), total)
