#!/usr/bin/env python3
"""Writes the reference values of the Distributions room, by mpmath at 50 digits and more.

    python3 generate.py            writes the JSON files beside this script (a few minutes; faster with gmpy2)

A row holds the parameters, x, density(x), logDensity(x), P(X <= x), P(X > x), and the quantiles at those two tails
after their rounding to a double. x is a double and everything is evaluated at exactly that double; a value
outside the range of a double is null.

Every tail is the integral of the density, by the trapezoid rule after the change of variable x -> log x and a
double-exponential substitution, with the step halved until it no longer matters. The integrand is positive and only
the tail on the far side of the mode is integrated, so that it is right relative to itself however small it is.
No formula is shared with the library. `generate.py --check` compares with mpmath's own incomplete gamma and beta
functions at ordinary arguments.
"""
import json
import os
import sys

import mpmath
from mpmath import mp, mpf

DIGITS = 50
mp.dps = DIGITS + 25

# Tails at which x is placed, on either side.
TAILS = ["1e-300", "1e-200", "1e-100", "1e-50", "1e-20", "1e-10", "1e-5", "1e-3", "0.025", "0.1", "0.3", "0.48"]


def half_line(f, scale, digits):
    """The integral of f over (0, inf) for f decaying like exp(-s/scale) or faster: Takahasi & Mori (1974)."""
    tiny = mpf(10) ** (-digits - 8)
    peak = f(mpf(0))

    def term(u):
        e = mpmath.exp(-u)
        s = scale * mpmath.exp(u - e)
        return f(s) * s * (1 + e)

    def sweep(start, step):
        total = mpf(0)
        u = start
        while True:
            t = term(u)
            total += t
            if t < tiny * peak * scale and (step < 0 or u > 1):
                return total
            u += step

    h = mpf(1) / 4
    total = sweep(mpf(0), h) + sweep(-h, -h)
    value = total * h
    while True:
        # The new points lie halfway between the old ones. The error is squared with every halving.
        total += sweep(h / 2, h) + sweep(-h / 2, -h)
        h = h / 2
        change = abs(total * h / value - 1)
        value = total * h
        if change < mpf(10) ** (-digits / mpf("1.8")):
            return value


class Family:
    """A distribution on (0, inf), or one symmetric about 0; `log_kernel(x)` is log(x f(x)), concave in log x."""

    symmetric = False

    def tails(self, x, digits=DIGITS + 5):
        """P(X <= x), P(X > x) and x f(x)."""
        with mpmath.workdps(digits + 20):
            slope, curvature = self.slopes(x)
            scale = 1 / (abs(slope) + mpmath.sqrt(curvature))
            sign = -1 if slope > 0 else 1
            tail = half_line(lambda s: mpmath.exp(self.log_kernel(x * mpmath.exp(sign * s))), scale, digits)
            kernel = mpmath.exp(self.log_kernel(x))
        if sign > 0:
            return 1 - tail, tail, kernel
        if self.symmetric:
            tail = mpf(1) / 2 + tail
        return tail, 1 - tail, kernel

    def start(self):
        return mpf(1)

    def solve(self, p, rising, start, digits):
        """The x at which a tail is p: Newton's method on log tail against log x, which is concave."""
        v = mpmath.log(start)
        low, high = None, None
        accuracy = 20
        for _ in range(1000):
            lower, upper, kernel = self.tails(mpmath.exp(v), accuracy)
            tail = lower if rising else upper
            if (tail < p) == rising:
                low = v
            else:
                high = v
            step = -mpmath.log(tail / p) * tail / kernel * (1 if rising else -1)
            if abs(step) < mpf(10) ** (-digits):
                return mpmath.exp(v + step)
            if abs(step) < mpf(10) ** (-accuracy / 3):
                accuracy = min(2 * accuracy + 15, DIGITS + 5)
            v = v + (step if rising else min(step, mpf(10)))
            if abs(v) > 760:
                return None  # outside the range of a double
            if low is not None and high is not None and not low < v < high:
                v = (low + high) / 2
        raise ArithmeticError("no convergence")


class Normal(Family):
    symmetric = True

    def log_kernel(self, x):
        return mpmath.log(x) - x * x / 2 - mpmath.log(2 * mpmath.pi) / 2

    def slopes(self, x):
        return 1 - x * x, 2 * x * x


class StudentT(Family):
    symmetric = True

    def __init__(self, df):
        self.df = mpf(df)
        self.constant = (mpmath.loggamma((self.df + 1) / 2) - mpmath.loggamma(self.df / 2)
                         - mpmath.log(self.df * mpmath.pi) / 2)

    def log_kernel(self, x):
        return self.constant + mpmath.log(x) - (self.df + 1) / 2 * mpmath.log1p(x * x / self.df)

    def slopes(self, x):
        y = x * x / (self.df + x * x)
        return 1 - (self.df + 1) * y, 2 * (self.df + 1) * y * (1 - y)


class Gamma(Family):
    def __init__(self, shape, scale):
        self.shape, self.scale = mpf(shape), mpf(scale)
        self.constant = -mpmath.loggamma(self.shape)

    def log_kernel(self, x):
        x = x / self.scale
        return self.constant + self.shape * mpmath.log(x) - x

    def slopes(self, x):
        return self.shape - x / self.scale, x / self.scale

    def start(self):
        return self.shape * self.scale


class ChiSquared(Gamma):
    def __init__(self, df):
        super().__init__(mpf(df) / 2, 2)


class Beta(Family):
    """In the odds x/(1-x)."""

    def __init__(self, alpha, beta):
        self.alpha, self.beta = mpf(alpha), mpf(beta)
        self.constant = (mpmath.loggamma(self.alpha + self.beta) - mpmath.loggamma(self.alpha)
                         - mpmath.loggamma(self.beta))

    def log_kernel(self, odds):
        return self.constant + self.alpha * mpmath.log(odds) - (self.alpha + self.beta) * mpmath.log1p(odds)

    def slopes(self, odds):
        x, y = odds / (1 + odds), 1 / (1 + odds)
        return self.alpha * y - self.beta * x, (self.alpha + self.beta) * x * y

    def start(self):
        return self.alpha / self.beta


class FisherF(Beta):
    def __init__(self, numerator, denominator):
        super().__init__(mpf(numerator) / 2, mpf(denominator) / 2)
        self.ratio = mpf(numerator) / mpf(denominator)

    def log_kernel(self, x):
        return super().log_kernel(x * self.ratio)

    def slopes(self, x):
        return super().slopes(x * self.ratio)

    def start(self):
        return mpf(1)


def double(value):
    """The nearest double, or None where there is none that keeps its relative accuracy."""
    if value is None:
        return None
    result = float(value)
    if result == 0 and value != 0:
        return None
    return result if result == 0 or 1e-307 < abs(result) < 1.7e308 else None


def row(family, x):
    """Values and quantiles at the double x; the Beta family works in odds."""
    beta = type(family) is Beta
    exact = mpf(x)
    point = exact / (1 - exact) if beta else abs(exact) if family.symmetric else exact
    lower, upper, kernel = family.tails(point)
    if beta:
        density = kernel / (exact * (1 - exact))
    elif point == 0:
        density = None
    else:
        density = kernel / point
    flipped = family.symmetric and x < 0
    if flipped:
        lower, upper = upper, lower
    quantiles = []
    for tail, rising in ((lower, True), (upper, False)):
        p = double(tail)
        if p is None or p >= 1:
            quantiles.append(None)
            continue
        if family.symmetric and p == 0.5:
            quantiles.append(mpf(0))
            continue
        goes_up = rising != flipped
        solution = family.solve(mpf(p), goes_up, point, 30)
        if solution is None:
            quantiles.append(None)
            continue
        quantiles.append(solution / (1 + solution) if beta else -solution if flipped else solution)
    values = [density, mpmath.log(density), lower, upper] + quantiles
    return [x] + [double(v) for v in values]


def rows(family, extra=()):
    places = []
    for rising in ((False,) if family.symmetric else (True, False)):
        x = family.start()
        for text in reversed(TAILS):
            x = family.solve(mpf(text), rising, x, 3)
            if x is None:
                break
            if type(family) is Beta:
                places.append(x / (1 + x))
            elif family.symmetric:
                places.append(x if len(places) % 3 else -x)
            else:
                places.append(x)
    found = []
    for x in [double(place) for place in places] + [float(e) for e in extra]:
        if x is None or (type(family) is Beta and not 0 < x < 1):
            continue
        values = row(family, x)
        found.append(values)
    return sorted(found, key=lambda r: r[0])


def quantile_row(family, p, rising):
    """[p, quantile] at exactly the double p."""
    solution = family.solve(mpf(p), rising, family.start(), 30)
    if solution is None:
        return None
    if type(family) is Beta:
        solution = solution / (1 + solution)
    return double(-solution if family.symmetric and rising else solution)


COLUMNS = ["x", "density", "logDensity", "lowerTail", "upperTail", "quantileOfLowerTail", "quantileOfUpperTail"]

SHAPES = {
    "normal": (Normal, [()], []),
    "student-t": (
        StudentT,
        [(n,) for n in [0.1, 0.5, 1, 1.5, 2, 3, 4.7, 10, 17, 29.5, 30, 61, 120.25, 1000, 54321.5, 1e6]],
        [1e-200, -1e-10, 0.001, 0.7, 1e100]),
    "chi-squared": (
        ChiSquared,
        [(n,) for n in [0.1, 0.5, 1, 1.9, 2, 3, 4.7, 10, 25, 39.5, 40, 111.5, 1000, 54321.5, 1e6]], []),
    "gamma": (Gamma, [(0.3, 2.5), (1, 0.1), (7.7, 3.1), (150.3, 1e-3), (3e4, 0.7)], []),
    "fisher-f": (
        FisherF,
        [(1, 1), (1, 1e6), (10, 0.5), (0.1, 0.1), (0.1, 1e5), (1e5, 0.1), (2, 7.5), (3, 40), (12, 12), (39, 41),
         (50, 50), (60, 2000), (1e6, 45), (500, 1e6), (1e6, 1e6)],
        []),
    "beta": (
        Beta,
        [(0.1, 0.1), (0.1, 1e5), (1e5, 0.1), (0.5, 0.5), (0.7, 30), (1, 1), (1, 9), (2.5, 1.5), (5, 1000), (30, 0.3),
         (19, 21), (25, 300), (200, 35), (1e5, 30), (1e5, 1e5)],
        []),
}

# Lower tails where Boost 1.74 and R go wrong: tiny p of the beta and F, and of t at few and many degrees of freedom.
TROUBLE = {
    "student-t": [((n,), p) for n in [1, 2, 3, 5, 30, 1000, 1e6] for p in [1e-300, 1e-150, 1e-10, 0.2, 0.4999]],
    "chi-squared": [((n,), p) for n in [1, 2, 7, 100] for p in [1e-300, 1e-10, 0.5]],
    "gamma": [((a, 1), p) for a in [0.5, 3, 400] for p in [1e-300, 1e-10, 0.5]],
    "fisher-f": [((a, b), p) for a, b in [(1, 1), (2, 10), (5, 3), (30, 8), (200, 200), (7, 1e6)]
                 for p in [1e-300, 1e-100, 1e-10, 0.5]],
    "beta": [((a, b), p) for a, b in [(0.5, 0.5), (2, 3), (0.5, 10), (10, 0.5), (40, 60), (1000, 2), (1e5, 1e5)]
             for p in [1e-300, 1e-100, 1e-10, 0.5]],
}


def write(name, content):
    """One row per line, provenance first."""
    provenance = {
        "generator": "Tests/References/distributions/generate.py",
        "mpmath": mpmath.__version__,
        "digits": DIGITS,
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".json")
    with open(path, "w") as file:
        file.write("{\n" + '"provenance": ' + json.dumps(provenance))
        for key, value in content.items():
            file.write(",\n" + json.dumps(key) + ": ")
            if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
                file.write("[\n" + ",\n".join(json.dumps(v, separators=(",", ":")) for v in value) + "\n]")
            else:
                file.write(json.dumps(value))
        file.write("\n}\n")


def distribution(name):
    make, shapes, extra = SHAPES[name]
    cases = []
    for shape in shapes:
        print(name, shape, file=sys.stderr, flush=True)
        cases += [{"parameters": list(shape), "rows": rows(make(*shape), extra)}]
    quantiles = [
        [list(shape), p, quantile_row(make(*shape), p, True), quantile_row(make(*shape), p, False)]
        for shape, p in TROUBLE.get(name, [])]
    write(name, {"columns": COLUMNS, "cases": cases,
                 "quantileColumns": ["parameters", "p", "quantileOfLowerTail", "quantileOfUpperTail"],
                 "quantiles": quantiles})


def check():
    """The worst relative difference from mpmath's own functions."""
    worst = mpf(0)
    for a, x in [(0.05, 3), (2.5, 0.1), (20, 45), (300, 250)]:
        worst = max(worst, abs(Gamma(a, 1).tails(mpf(x))[1] / mpmath.gammainc(mpf(a), mpf(x), regularized=True) - 1))
    for a, b, x in [(0.05, 3, 0.01), (2.5, 0.5, 0.125), (20, 45, 0.75), (300, 250, 0.5)]:
        x = mpf(x)
        lower = mpmath.betainc(mpf(a), mpf(b), 0, x, regularized=True)
        worst = max(worst, abs(Beta(a, b).tails(x / (1 - x))[0] / lower - 1))
    for x in [0.25, 5, 30]:
        upper = mpmath.erfc(mpf(x) / mpmath.sqrt(2)) / 2
        worst = max(worst, abs(Normal().tails(mpf(x))[1] / upper - 1))
    print("worst relative difference", mpmath.nstr(worst, 3))


def main():
    if sys.argv[1:] == ["--check"]:
        return check()
    names = sys.argv[1:] or list(SHAPES)
    for name in names:
        distribution(name)


if __name__ == "__main__":
    main()
