"""The interval of a rate from a sample. Pure arithmetic."""

from __future__ import annotations

from math import sqrt

_Z = 1.959963984540054  # the normal distribution's 97.5 % point


def wilson(hits: float, n: float) -> tuple[float, float]:
    """The 95 % score interval of `hits` in `n` (> 0), as shares from 0 to 1 (Wilson 1927).

    Unlike p ± z·s it stays inside 0 and 1 and holds for rates near them.
    """
    p, z2 = hits / n, _Z * _Z
    middle = p + z2 / (2 * n)
    reach = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - reach) / (1 + z2 / n)), min(1.0, (middle + reach) / (1 + z2 / n))
