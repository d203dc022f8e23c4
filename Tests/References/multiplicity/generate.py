#!/usr/bin/env python3
"""Writes maximum-modulus.json: tails and quantiles of the largest |T| of correlated normal or t variables.

    python3 generate.py        a few minutes with numpy, scipy and mpmath

No formula is shared with the library. With a common s = √(χ²(ν)/ν), T is normal given s; the tail is integrated over s
by 240 Gauss–Legendre nodes between the 1e-22 quantiles, and given s

* plane: two variables, ∫φ(x)[…]dx over the first;
* product: ρᵢⱼ = λᵢλⱼ, independent given one further normal variable (Dunnett & Sobel 1955, doi:10.1093/biomet/42.1-2.258),
  1 − Π as −expm1(Σ log1p), so that small tails keep their digits;
* pairs: all differences of g independent means (Tukey), the range of g normal variables, 1 − g∫φ(x)(Φ(x) − Φ(x − c√2))^(g−1)dx;
* chain: ρᵢⱼ = ρ^|i−j|, a Markov chain, one integral after the other.

Pairs and independent contrasts are held once more by scipy's studentized range and by the closed form (2Φ(c) − 1)^m, and
the program stops where two routes differ by more than 1e-9.

`single-step.json` comes from `generate.R`.
"""
import json
import os

import mpmath
import numpy as np
from scipy import special, stats
from scipy.optimize import brentq

mpmath.mp.dps = 30
NODES, WEIGHTS = np.polynomial.legendre.leggauss(240)


def legendre(low, high):
    return 0.5 * (low + high) + 0.5 * (high - low) * NODES, 0.5 * (high - low) * WEIGHTS


def over_scale(tail, nu):
    """E tail(s), s² ~ χ²(ν)/ν."""
    if nu is None:
        return tail(1.0)
    low = np.sqrt(stats.chi2.ppf(1e-22, nu) / nu)
    high = np.sqrt(stats.chi2.isf(1e-22, nu) / nu)
    s, w = legendre(low, high)
    density = 2 * nu * s * stats.chi2.pdf(nu * s * s, nu)
    return float(sum(wi * di * tail(si) for si, wi, di in zip(s, w, density)))


def product(lambdas, c, nu):
    x, w = legendre(-9.5, 9.5)
    phi = np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi)

    def tail(s):
        log = np.zeros_like(x)
        for l in lambdas:
            spread = np.sqrt(1 - l * l)
            outside = special.ndtr((-c * s + l * x) / spread) + special.ndtr((-c * s - l * x) / spread)
            log += np.log1p(-np.minimum(outside, 1 - 1e-300))
        return np.sum(w * phi * -np.expm1(log))

    return over_scale(tail, nu)


def pairs(groups, c, nu):
    x, w = legendre(-9.5, 9.5)
    phi = np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi)

    def tail(s):
        q = c * s * np.sqrt(2)
        inside = special.ndtr(x) - special.ndtr(x - q)
        return 1 - groups * np.sum(w * phi * inside ** (groups - 1))

    return over_scale(tail, nu)


def chain(rho, m, c, nu):
    spread = np.sqrt(1 - rho * rho)

    def tail(s):
        x, w = legendre(-min(c * s, 9.5), min(c * s, 9.5))
        density = np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi)
        step = np.exp(-0.5 * ((x[:, None] - rho * x[None, :]) / spread) ** 2) / (spread * np.sqrt(2 * np.pi))
        for _ in range(m - 1):
            density = step @ (w * density)
        return 1 - np.sum(w * density)

    return over_scale(tail, nu)


def plane(rho, c, nu):
    """1 − P(|X| ≤ c, |Y| ≤ c) as P(|X| > c) + P(|X| ≤ c, |Y| > c), by mpmath with 30 digits without s."""
    rho, c = mpmath.mpf(rho), mpmath.mpf(c)

    def tail(s):
        limit, spread = c * s, mpmath.sqrt(1 - rho * rho)
        inner = lambda x: mpmath.npdf(x) * (
            mpmath.erfc((limit - rho * x) / spread / mpmath.sqrt(2)) + mpmath.erfc((limit + rho * x) / spread / mpmath.sqrt(2))) / 2
        points = [-limit, -limit / 2, 0, limit / 2, limit]
        return mpmath.erfc(limit / mpmath.sqrt(2)) + mpmath.quad(inner, points)

    if nu is None:
        return float(tail(mpmath.mpf(1)))

    def double(s):
        limit, spread = float(c) * s, float(mpmath.sqrt(1 - rho * rho))
        x, w = legendre(-min(limit, 9.5), min(limit, 9.5))
        outside = special.ndtr((-limit + float(rho) * x) / spread) + special.ndtr((-limit - float(rho) * x) / spread)
        return 2 * special.ndtr(-limit) + np.sum(w * np.exp(-0.5 * x * x) / np.sqrt(2 * np.pi) * outside)

    return over_scale(double, nu)


def check(structure, kw, c, nu, tail):
    """Stops unless another route gives the same tail."""
    other = None
    if structure == "pairs":
        other = stats.studentized_range.sf(c * np.sqrt(2), kw["groups"], np.inf if nu is None else nu)
    elif structure == "product" and nu is None and not any(kw["lambdas"]):
        other = -np.expm1(len(kw["lambdas"]) * np.log1p(-2 * special.ndtr(-c)))
    if other is not None and abs(other - tail) > 1e-9:
        raise SystemExit(f"{structure} {kw} at {c}: {tail} and {other}")


def matrix(structure, **kw):
    if structure == "product":
        l = kw["lambdas"]
        return [[1.0 if i == j else a * b for j, b in enumerate(l)] for i, a in enumerate(l)]
    if structure == "chain":
        return [[kw["rho"] ** abs(i - j) for j in range(kw["m"])] for i in range(kw["m"])]
    if structure == "plane":
        return [[1.0, kw["rho"]], [kw["rho"], 1.0]]
    vectors = []
    for i in range(kw["groups"]):
        for j in range(i):
            v = np.zeros(kw["groups"])
            v[i], v[j] = 1, -1
            vectors.append(v)
    return [[float(a @ b) / 2 for b in vectors] for a in vectors]


def main():
    functions = {"product": product, "pairs": pairs, "chain": chain, "plane": plane}
    cases = []

    def case(structure, nu, limits, relative, level=None, is_high=False, **kw):
        function = functions[structure]
        rows = [[c, float(function(c=c, nu=nu, **kw))] for c in limits]
        for c, tail in rows:
            check(structure, kw, c, nu, tail)
        one = {"id": f"{structure}.{'-'.join(str(v) for v in kw.values())}.{nu}", "df": nu, "relative": relative, "high": is_high,
               "correlations": matrix(structure, **kw), "tails": rows}
        if level:
            root = brentq(lambda c: function(c=c, nu=nu, **kw) - level, 1, 40, xtol=1e-12, rtol=1e-14)
            one["quantile"] = [level, root]
        cases.append(one)
        print(one["id"], rows[-1], one.get("quantile"), flush=True)

    half = 0.5**0.5
    for nu in [None, 7]:
        for rho in [0.0, 0.5, -0.9]:
            case("plane", nu, [0.5, 2.0, 6.0], True, rho=rho)
    case("pairs", None, [0.7, 2.0, 3.0], False, 0.05, groups=3)
    case("pairs", 10, [0.7, 2.0, 3.0], False, 0.05, groups=3)
    case("pairs", None, [2.0], False, groups=4)
    case("pairs", 10, [3.0], False, 0.05, groups=4)
    case("product", None, [2.2], True, lambdas=[half] * 3)
    case("product", 10, [5.0], True, lambdas=[half] * 3)
    case("product", 11, [2.5], True, lambdas=[0.2, -0.5, 0.7, 0.9])
    case("chain", None, [1.0], False, rho=0.7, m=4)
    case("chain", 8, [2.5], False, rho=0.7, m=4)
    # Rank 5 to 8: comparisons with one group, independent contrasts, all pairs of up to seven groups, a chain.
    case("product", None, [2.5], True, 0.05, is_high=True, lambdas=[half] * 5)
    case("product", 12, [2.7, 6.0], True, is_high=True, lambdas=[half] * 6)
    case("product", 20, [2.2], True, is_high=True, lambdas=[0.3, -0.8, 0.6, 0.95, -0.4, 0.7, 0.5, 0.85])
    case("product", 15, [2.9], True, is_high=True, lambdas=[0.0] * 5)
    case("product", None, [2.0, 8.0], True, is_high=True, lambdas=[0.0] * 8)
    case("pairs", 24, [2.9], False, is_high=True, groups=6)
    case("pairs", None, [2.5], False, is_high=True, groups=6)
    case("pairs", 30, [3.3], False, is_high=True, groups=7)
    case("chain", 9, [2.6], False, is_high=True, rho=0.6, m=7)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "maximum-modulus.json")
    head = {"provenance": {"script": "generate.py", "numpy": np.__version__, "mpmath": mpmath.__version__}}
    with open(path, "w") as file:
        file.write('{\n  "provenance": ' + json.dumps(head["provenance"]) + ',\n  "cases": [\n')
        file.write(",\n".join("    " + json.dumps(one) for one in cases))
        file.write("\n  ]\n}\n")


if __name__ == "__main__":
    main()
