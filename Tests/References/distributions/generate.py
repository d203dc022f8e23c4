#!/usr/bin/env python3
"""Writes the reference values of the Distributions room, by mpmath at 50 digits and more.

    python3 generate.py            writes the JSON files beside this script (six minutes with gmpy2 installed)

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


# Quadratic forms: the tails of sum w_j chi2_1.


def cut_integrals(weights, x):
    """P(Q > x), x > 0, for distinct positive weights (and any negative ones).

    The inversion integral collapsed on the branch cuts of its transform: with a_j = 1/(2 w_j) over the positive
    weights in increasing order, P = (1/pi) sum_k (-1)^k int over (a_2k-1, a_2k) of exp(-s x) / (s prod sqrt|1 - 2 w s|)
    ds, the last interval reaching to infinity when their number is odd. Gauss-Chebyshev on finite intervals, the
    trapezoid rule in sqrt(s - a) on the infinite one, each doubled until it stands still.
    """
    ends = sorted(1 / (2 * w) for w in weights if w > 0)
    total = mpf(0)

    def rest(s, omitted):
        product = s
        for w in weights:
            if w not in omitted:
                product *= mpmath.sqrt(abs(1 - 2 * w * s))
        return mpmath.exp(-s * x) / product

    for k in range(0, len(ends), 2):
        a = ends[k]
        omitted = [w for w in weights if w > 0 and 1 / (2 * w) in ends[k:k + 2]]
        factor = 1
        for w in omitted:
            factor /= mpmath.sqrt(2 * w)
        if k + 1 < len(ends):
            b = ends[k + 1]
            rule = lambda n: mpmath.pi / n * mpmath.fsum(
                rest((a + b) / 2 + (b - a) / 2 * mpmath.cos(mpmath.pi * (2 * i + 1) / (2 * n)), omitted)
                for i in range(n))
            n = 16
            value = rule(n)
            while True:
                n = n * 3 // 2
                previous, value = value, rule(n)
                if abs(value - previous) <= mpf(10) ** (-DIGITS) * max(abs(value), abs(total)):
                    break
        else:
            h = 1 / mpmath.sqrt(x) / 4
            value = None
            while True:
                terms, v = mpf(0), mpf(0)
                while True:
                    term = 2 * rest(a + v * v, omitted)
                    terms += term if v > 0 else term / 2
                    if term < mpf(10) ** (-DIGITS - 10) * terms:
                        break
                    v += h
                previous, value = value, terms * h
                if previous is not None and abs(value - previous) <= mpf(10) ** (-DIGITS) * max(value, abs(total)):
                    break
                h = h / 2
        total += (-1) ** (k // 2) * factor * value / mpmath.pi
        if k > 0 and factor * value < mpf(10) ** (-DIGITS - 10) * abs(total):
            break
    return total


def line_integral(weights, x, upper):
    """A tail by the trapezoid rule on the line through the saddle point, in s = c + i exp-stretched t."""
    low = max([1 / (2 * w) for w in weights if w < 0], default=None)
    high = min([1 / (2 * w) for w in weights if w > 0], default=None)

    def slope(s):
        return sum(w / (1 - 2 * w * s) for w in weights) - x - 1 / s

    near, far = mpf(0), high if upper else low if low is not None else -(len(weights) + 2) / x
    for _ in range(200):
        c = (near + far) / 2
        if (slope(c) < 0) == upper:
            near = c
        else:
            far = c
    scale = 1 / mpmath.sqrt(sum(2 * (w / (1 - 2 * w * c)) ** 2 for w in weights) + 1 / c**2)
    bend = mpf(1) / 2 if x > 0 else mpf(-1) / 2 if x < 0 else mpf(0)

    def integrand(u):
        s = mpmath.mpc(c + scale * bend * (mpmath.cosh(u) - 1), scale * mpmath.sinh(u))
        derivative = mpmath.mpc(scale * mpmath.cosh(u), -scale * bend * mpmath.sinh(u))
        logarithm = -s * x
        for w in weights:
            logarithm -= mpmath.log(1 - 2 * w * s) / 2
        return mpmath.re(mpmath.exp(logarithm) / s * derivative), abs(mpmath.exp(mpmath.re(logarithm)) / s * derivative)

    h = mpf(1) / 8
    value = None
    while True:
        total, u = integrand(mpf(0))[0] / 2, h
        while True:
            term, size = integrand(u)
            total += term
            if size < mpf(10) ** (-DIGITS - 5) * abs(total):
                break
            u += h
        previous, value = value, total * h / mpmath.pi
        if previous is not None and abs(value - previous) < mpf(10) ** (-25) * abs(value):
            return abs(value)
        h = h / 2


FORMS = {
    "two": [1, 0.5],
    "three": [1, 0.3, 0.1],
    "five": [3, 2, 1, 0.5, 0.25],
    "near-equal": [1, 1.0009765625, 1.125, 1.25],
    "spread": [1, 1e-8],
    "cascade": [1, 1e-4, 1e-8],
    "one-large": [100] + [1 + j / 16 for j in range(9)],
    "harmonic": [1 / j for j in range(1, 21)],
    "sixty": [1 + j / 64 for j in range(60)],
    "two-signs": [5, -1],
    "four-signs": [2, 1, -0.5, -1.5],
    "faint-negative": [1, 0.5, -1e-6],
    "many-signs": [(-1) ** j / j for j in range(1, 14)],
}


# Forms whose tails are computed twice, where the cut integrals converge in reasonable time.
CUT_FORMS = {"two", "three", "five", "near-equal", "two-signs", "four-signs", "harmonic"}


def quadratic_forms():
    cases = []
    for name, weights in FORMS.items():
        print("quadratic-form", name, file=sys.stderr, flush=True)
        exact = [mpf(w) for w in weights]
        mean, sd = sum(exact), mpmath.sqrt(2 * sum(w * w for w in exact))
        places = [mean + sd * mpf(t) for t in ["-6", "-1.2", "-0.7", "-0.3", "0", "0.4", "1", "2.5", "6", "20", "150"]]
        places += [mean * mpf(t) for t in ["1e-12", "1e-5", "0.01", "0.1"]] + [300 * max(exact), 1300 * max(exact)]
        if min(exact) < 0:
            places += [mpf(0), 300 * min(exact)]
        found = []
        for place in sorted(places):
            x = float(place)
            if x < 0 and min(exact) > 0:
                continue
            at = mpf(x)
            upper_side = at >= mean
            tail = line_integral(exact, at, upper_side)
            lower, upper = (1 - tail, tail) if upper_side else (tail, 1 - tail)
            if name in CUT_FORMS and at > mean / 20 and at > 0:
                with mpmath.workdps(DIGITS + 60):
                    again = cut_integrals(exact, at)
                    again_small = again if upper_side else 1 - again
                    assert abs(again_small / tail - 1) < mpf("1e-20") or tail < mpf("1e-60"), (name, x)
            found.append([x, double(lower), double(upper)])
        cases.append({"name": name, "weights": weights, "rows": found})
    write("quadratic-form", {"columns": ["x", "lowerTail", "upperTail"], "cases": cases})


def special_functions():
    """logGamma and the exact Hedges correction."""
    arguments = [1e-300, 1e-20, 0.001, 0.1, 0.49, 0.5, 0.9, 1 - 1e-9, 1, 1 + 1e-9, 1.2, 1.4616, 1.5, 1.999, 2, 2.0001, 2.5,
                 2.99, 3.4999, 3.5, 4, 7.25, 10, 33.3, 171, 1000.5, 1e6, 1e15, 1e100, 1e300]
    degrees = [1 + 1e-12, 1.001, 1.5, 2, 2.999, 3, 3.7, 4, 5, 8, 10.5, 16, 27, 58, 100, 333.3, 1000, 12345, 1e6, 1e9, 1e12,
               1e15]

    def hedges(m):
        with mpmath.workdps(DIGITS + 60):
            return mpmath.exp(mpmath.loggamma(m / 2) - mpmath.loggamma((m - 1) / 2)) / mpmath.sqrt(m / 2)

    write("special-functions", {
        "logGamma": [[x, 0.0 if x in (1, 2) else double(mpmath.loggamma(mpf(x)))] for x in arguments],
        "hedgesCorrection": [[m, double(hedges(mpf(m)))] for m in degrees]})


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
    for name in sys.argv[1:] or [*SHAPES, "quadratic-form", "special-functions"]:
        if name == "quadratic-form":
            quadratic_forms()
        elif name == "special-functions":
            special_functions()
        else:
            distribution(name)


if __name__ == "__main__":
    main()
