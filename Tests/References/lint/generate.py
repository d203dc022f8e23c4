#!/usr/bin/env python3
"""Write the references of the input lint: what whole-number scores can have for mean and standard deviation, by listing
all of them, and the numbers that findings show, in 50-digit arithmetic.

    python3 Tests/References/lint/generate.py

Python 3 with mpmath. All data are SYNTHETIC.
"""
import json
import pathlib
from fractions import Fraction
from itertools import combinations_with_replacement

from mpmath import mp, mpf, sqrt, log, exp

mp.dps = 50
HERE = pathlib.Path(__file__).parent


def printed(x, decimals=2):
    """The numbers with so many decimals that x may be printed as: two where it lies halfway between them."""
    unit = mpf(10) ** decimals
    low = int(mp.floor(x * unit))
    rest = x * unit - low
    if abs(rest - mpf(1) / 2) < mpf(10) ** -20:
        return [low, low + 1]
    return [low + (rest > mpf(1) / 2)]


def possible(n, items, lower, upper):
    """All printed (mean, sd), in hundredths, of n scores that are means of whole-number items from lower to upper."""
    pairs = set()
    greatest = mpf(0)
    for totals in combinations_with_replacement(range(lower * items, upper * items + 1), n):
        mean = Fraction(sum(totals), n * items)
        variance = sum((Fraction(t, items) - mean) ** 2 for t in totals) / (n - 1)
        sd = sqrt(mpf(variance.numerator) / variance.denominator)
        greatest = max(greatest, sd)
        for m in printed(mpf(mean.numerator) / mean.denominator):
            for s in printed(sd):
                pairs.add((m, s))
    return sorted(pairs), greatest


def scores():
    cases = []
    for n, items, lower, upper in [(3, 1, 1, 5), (5, 1, 1, 5), (7, 1, 1, 5), (8, 1, 0, 3), (4, 2, 1, 4), (3, 3, 0, 2), (6, 1, -2, 2)]:
        pairs, greatest = possible(n, items, lower, upper)
        means = {}
        for mean, sd in pairs:
            means.setdefault(mean, []).append(sd)
        cases.append({
            "n": n, "items": items, "lower": lower, "upper": upper, "greatest_sd": float(greatest),
            "possible": [{"mean": mean, "sd": sds} for mean, sds in sorted(means.items())],
        })
    return {"provenance": "all whole-number scores listed; exact fractions; hundredths, halves rounded either way", "cases": cases}


def differences():
    """SYNTHETIC rows n1 m1 sd1 n2 m2 sd2: the difference in standard deviations as typed, and with standard errors."""
    rows = [
        ("40", "21.3", "0.91", "38", "25.6", "0.88"), ("25", "8.15", "0.7", "60", "12.9", "0.45"),
        ("12", "101.2", "2.1", "14", "88.7", "1.9"), ("150", "3.31", "0.09", "145", "2.98", "0.1"),
    ]
    out = []
    for row in rows:
        n1, m1, s1, n2, m2, s2 = map(mpf, row)
        m = n1 + n2 - 2
        def d(a, b):
            return (m1 - m2) / sqrt(((n1 - 1) * a ** 2 + (n2 - 1) * b ** 2) / m)
        out.append({
            "row": ",".join(row), "d": float(d(s1, s2)), "d_if_errors": float(d(s1 * sqrt(n1), s2 * sqrt(n2))),
            "root_n": float(sqrt(2 / (1 / n1 + 1 / n2))),
        })
    return out


json.dump(scores(), open(HERE / "whole-scores.json", "w"), separators=(",", ":"))
json.dump(
    {"provenance": "mpmath, 50 digits; SYNTHETIC rows", "differences": differences()},
    open(HERE / "evidence.json", "w"), indent=1)
