"""Arithmetic on intervals, as the generated code calls it.

All ends are floats; NaN means "not known" and becomes unbounded. Every operation is such that narrower intervals give
a result inside the result of wider ones, also with infinities: this is why a settled answer stays settled.
"""

from collections.abc import Callable

__all__ = ["HELPERS", "add", "clean", "divide", "multiply", "subtract"]

INFINITY = float("inf")


def clean(low: float, high: float) -> tuple[float, float]:
    """NaN ends made unbounded."""
    return (low if low == low else -INFINITY), (high if high == high else INFINITY)


def add(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """[a, b] + [c, d]."""
    return clean(a + c, b + d)


def subtract(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """[a, b] - [c, d]."""
    return clean(a - d, b - c)


def multiply(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """[a, b] * [c, d]; nothing times anything is nothing, so 0 * inf = 0."""
    w, x, y, z = a * c, a * d, b * c, b * d
    if w != w:
        w = 0.0
    if x != x:
        x = 0.0
    if y != y:
        y = 0.0
    if z != z:
        z = 0.0
    return min(w, x, y, z), max(w, x, y, z)


def divide(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    """[a, b] / [c, d]; unbounded if the divisor may be zero.

    inf / inf is any number of its sign, so the low end falls to 0 or -inf and the high end rises to 0 or inf.
    """
    if c <= 0.0 <= d or c != c or d != d:
        return -INFINITY, INFINITY
    lower, higher = (a, b) if c > 0.0 else (b, a)
    if c > 0.0:
        low = a / (d if a >= 0.0 else c)
        high = b / (c if b >= 0.0 else d)
    else:
        low = b / (d if b >= 0.0 else c)
        high = a / (c if a >= 0.0 else d)
    if low != low:
        low = 0.0 if (lower > 0.0) is (c > 0.0) else -INFINITY
    if high != high:
        high = INFINITY if (higher > 0.0) is (c > 0.0) else 0.0
    return low, high


HELPERS: dict[str, Callable[..., tuple[float, float]]] = {
    "add": add,
    "clean": clean,
    "divide": divide,
    "multiply": multiply,
    "subtract": subtract,
}
