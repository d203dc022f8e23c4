#!/usr/bin/env python3
"""The random sparse tables of SparseDataTests.swift as JSON: sparse.py [HOW_MANY]. The same generator (SplitMix64) and seed."""
import json, math, sys

MASK = (1 << 64) - 1


class Generator:
    def __init__(self, seed): self.state = seed & MASK
    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)
    def uniform(self): return ((self.next() >> 11) + 0.5) * 2.0 ** -53


def table(index, seed=5):
    r = Generator(seed + index * 0x9E3779B9)
    k = 2 + r.next() % 7
    risk = [0.01, 0.04, 0.15, 0.5][r.next() % 4]
    effect = 3 * (r.uniform() - 0.5)
    spread = [0.0, 0.5, 1.5, 3][r.next() % 4]
    c = dict(ai=[], n1i=[], ci=[], n2i=[])
    for _ in range(k):
        n1 = 3 + r.next() % 60
        n2 = 3 + r.next() % 60 if r.next() % 3 == 0 else n1
        shift = effect + spread * 2 * (r.uniform() - 0.5)
        odds = risk / (1 - risk) * math.exp(shift)
        p = odds / (1 + odds)
        a = sum(r.uniform() < p for _ in range(n1))
        b = sum(r.uniform() < risk for _ in range(n2))
        for name, value in zip(c, (a, n1, b, n2)): c[name].append(value)
    return c


def separated(c):
    """Whether the maximum-likelihood estimate of one common odds ratio is infinite: in every table the first cell is at one end."""
    used = [(a, n, b, m) for a, n, b, m in zip(*c.values()) if 0 < a + b < n + m]
    return all(a == max(0, a + b - m) for a, n, b, m in used) or all(a == min(n, a + b) for a, n, b, m in used)


count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
tables = [table(i) for i in range(count)]
print(json.dumps([dict(separated=separated(c), columns=c) for c in tables]))
