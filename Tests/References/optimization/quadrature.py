#!/usr/bin/env python3
"""Writes quadrature.json: nodes and weights of Gaussian rules by mpmath at 60 digits, printed with 30.

    python3 quadrature.py

Nodes are the roots of the polynomials (found by bisection between the roots of the polynomial of one degree less,
which interlace, then polished), weights from the classical formulas. No code is shared with the library.
"""
import json
import os

import mpmath
from mpmath import mp, mpf

mp.dps = 60


def hermite(n, x):
    a, b = mpf(0), mpf(1)
    for j in range(n):
        a, b = b, 2 * x * b - 2 * j * a
    return b, 2 * n * a  # H_n and its derivative


def legendre(n, x):
    a, b = mpf(0), mpf(1)
    for j in range(n):
        a, b = b, ((2 * j + 1) * x * b - j * a) / (j + 1)
    return b, n * (a - x * b) / (1 - x * x)


def positive_roots(polynomial, n, limit):
    """The positive roots, found by a scan for sign changes fine enough to see all of them."""
    wanted = n // 2
    parts = 40 * n
    while True:
        grid = [limit * mpmath.sin(mpmath.pi / 2 * k / parts) for k in range(1, parts)] + [limit * (1 - mpf(10) ** -20)]
        values = [polynomial(n, x)[0] for x in grid]
        brackets = [(grid[i], grid[i + 1]) for i in range(len(grid) - 1) if values[i] * values[i + 1] < 0]
        if len(brackets) == wanted:
            break
        parts *= 2
    roots = []
    for low, high in brackets:
        rising = polynomial(n, high)[0] > 0
        for _ in range(30):
            middle = (low + high) / 2
            if (polynomial(n, middle)[0] > 0) == rising:
                high = middle
            else:
                low = middle
        x = (low + high) / 2
        for _ in range(8):
            value, slope = polynomial(n, x)
            x -= value / slope
        roots.append(x)
    return roots


def rule(name, n):
    if name == "hermite":
        roots = positive_roots(hermite, n, mpmath.sqrt(2 * n + 1))
        weight = lambda x: mpf(2) ** (n + 1) * mpmath.factorial(n) * mpmath.sqrt(mpmath.pi) / hermite(n, x)[1] ** 2
    else:
        roots = positive_roots(legendre, n, mpf(1))
        weight = lambda x: 2 / ((1 - x * x) * legendre(n, x)[1] ** 2)
    if n % 2:
        roots = [mpf(0)] + roots
    return {
        "rule": name, "n": n,
        "nodes": [mpmath.nstr(x, 30) for x in roots],
        "weights": [mpmath.nstr(weight(x), 30) for x in roots],
    }


rules = [rule(name, n) for name in ("hermite", "legendre") for n in (1, 2, 3, 7, 10, 21, 40, 100, 200)]
# Numbers as JSON literals of 30 digits.
body = json.dumps({"provenance": f"mpmath {mpmath.__version__} at {mp.dps} digits; non-negative nodes only", "rules": rules}, indent=1)
for r in rules:
    for text in r["nodes"] + r["weights"]:
        body = body.replace(f'"{text}"', text)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quadrature.json"), "w") as file:
    file.write(body + "\n")
