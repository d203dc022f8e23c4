#!/usr/bin/env python3
"""Writes rates.json: exact and mid-p intervals of Poisson rates and, given all events, of rate ratios, SYNTHETIC counts.

Each limit is the root of its defining equation in 40-digit arithmetic (mpmath): sums of Poisson or binomial
probabilities, solved by bisection. R's poisson.test gives the same exact limits: see intervals.R.

    rates.py > rates.json
"""
import json
from mpmath import mp, mpf, exp, factorial, binomial, log

mp.dps = 40


def bisect(f, low, high):
    """The root of an increasing function."""
    for _ in range(140):
        middle = (low + high) / 2
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def at_most(x, mean):
    return sum(exp(-mean) * mean**j / factorial(j) for j in range(x + 1)) if x >= 0 else mpf(0)


def rate(x, t, level, half):
    tail = (1 - mpf(level) / 100) / 2

    def upper_tail(mean):  # P(X >= x), with half of P(X = x) for mid-p
        full = 1 - at_most(x - 1, mean)
        return (full + 1 - at_most(x, mean)) / 2 if half else full

    def lower_tail(mean):
        full = at_most(x, mean)
        return (full + at_most(x - 1, mean)) / 2 if half else full

    top = mpf(10) * x + 60
    low = mpf(0) if x == 0 else bisect(lambda m: upper_tail(m) - tail, mpf(0), top)
    high = bisect(lambda m: tail - lower_tail(m), mpf(0), top)
    return [low / t, high / t]


def below(x, n, p):
    return sum(binomial(n, j) * p**j * (1 - p) ** (n - j) for j in range(x + 1)) if x >= 0 else mpf(0)


def ratio(x1, t1, x2, t2, level, half):
    tail, n = (1 - mpf(level) / 100) / 2, x1 + x2

    def upper_tail(p):
        full = 1 - below(x1 - 1, n, p)
        return (full + 1 - below(x1, n, p)) / 2 if half else full

    def lower_tail(p):
        full = below(x1, n, p)
        return (full + below(x1 - 1, n, p)) / 2 if half else full

    def logs(p):
        return log(p) - log(1 - p) + log(mpf(t2)) - log(mpf(t1))

    low = "-inf" if x1 == 0 else logs(bisect(lambda p: upper_tail(p) - tail, mpf(0), mpf(1)))
    high = "inf" if x2 == 0 else logs(bisect(lambda p: tail - lower_tail(p), mpf(0), mpf(1)))
    return [low, high]


def text(limits):
    return [v if isinstance(v, str) else mp.nstr(v, 20) for v in limits]


rates = [
    {"x": x, "t": t, "level": level, "exact": text(rate(x, mpf(str(t)), level, False)),
     "mid-p": text(rate(x, mpf(str(t)), level, True))}
    for x, t, level in [(0, 10, 95), (1, 3.5, 95), (4, 120, 90), (17, 1000, 95), (60, 12.25, 99)]
]
ratios = [
    {"x1i": a, "t1i": s, "x2i": b, "t2i": t, "level": level,
     "exact": text(ratio(a, mpf(str(s)), b, mpf(str(t)), level, False)),
     "mid-p": text(ratio(a, mpf(str(s)), b, mpf(str(t)), level, True))}
    for a, s, b, t, level in [
        (0, 120.5, 2, 100, 95), (4, 300, 9, 280.25, 95), (11, 210, 0, 190, 95), (1, 50, 1, 60, 90), (25, 900, 40, 1100, 99)]
]
print(json.dumps({"provenance": {"made by": "rates.py", "data": "SYNTHETIC"}, "rates": rates, "ratios": ratios}, indent=1))
