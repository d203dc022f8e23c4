#!/usr/bin/env python3
"""Exact confidence limits of proportions and of single odds ratios, and beta-binomial fits, in 30-digit arithmetic or better.

    intervals.py         writes intervals.json

Proportions: Clopper & Pearson 1934 and mid-p by roots of binomial sums (R's binom.test gives the same Clopper-Pearson
limits to 1e-12; intervals.R prints them beside), Wilson 1927, Agresti & Coull 1998, Jeffreys by roots of the beta integral.
Non-central hypergeometric distribution: sums over the whole support.
Odds ratios: roots of tails of Fisher's non-central hypergeometric distribution, terms summed over the whole support;
conditional maximum-likelihood estimate; Fisher's p value (R: fisher.test, the same to 1e-4).
Beta-binomial: log L = log C(n,y) + log B(y+a, n-y+b) - log B(a,b), a = mu(1-rho)/rho, b = (1-mu)(1-rho)/rho, maximized by
Newton's method on numerical derivatives (Kuss 2015, doi:10.1002/sim.6383).
"""
import json, os
import mpmath as mp

mp.mp.dps = 32
HERE = os.path.dirname(os.path.abspath(__file__))


def bisect(f, lo, hi):
    """The root of a rising function."""
    lo, hi = mp.mpf(lo), mp.mpf(hi)
    for _ in range(12):
        mid = (lo + hi) / 2
        if f(mid) < 0: lo = mid
        else: hi = mid
    return mp.findroot(f, (lo, hi), solver="ridder", tol=mp.mpf(10) ** -27, verify=False)


def pmf(x, n, p): return mp.binomial(n, x) * p ** x * (1 - p) ** (n - x)
def upper_tail(x, n, p): return mp.fsum(pmf(j, n, p) for j in range(x, n + 1))
def lower_tail(x, n, p): return mp.fsum(pmf(j, n, p) for j in range(0, x + 1))


def proportion(x, n, level):
    tail, z = (1 - mp.mpf(level) / 100) / 2, None
    z = mp.sqrt(2) * mp.erfinv(1 - 2 * tail)
    out = {}
    out["clopper-pearson"] = [mp.mpf(0) if x == 0 else bisect(lambda p: upper_tail(x, n, p) - tail, 0, 1),
                              mp.mpf(1) if x == n else bisect(lambda p: tail - lower_tail(x, n, p), 0, 1)]
    out["mid-p"] = [mp.mpf(0) if x == 0 else bisect(lambda p: upper_tail(x + 1, n, p) + pmf(x, n, p) / 2 - tail, 0, 1),
                    mp.mpf(1) if x == n else bisect(lambda p: tail - lower_tail(x - 1, n, p) - pmf(x, n, p) / 2, 0, 1)]
    q = mp.mpf(x) / n
    roots = [(q + z * z / (2 * n) + s * z * mp.sqrt(q * (1 - q) / n + z * z / (4 * n * n))) / (1 + z * z / n) for s in (-1, 1)]
    out["wilson"] = [mp.mpf(0) if x == 0 else roots[0], mp.mpf(1) if x == n else roots[1]]
    nt = n + z * z
    pt = (x + z * z / 2) / nt
    half = z * mp.sqrt(pt * (1 - pt) / nt)
    out["agresti-coull"] = [max(mp.mpf(0), pt - half), min(mp.mpf(1), pt + half)]
    cdf = lambda p: mp.betainc(x + mp.mpf(1) / 2, n - x + mp.mpf(1) / 2, 0, p, regularized=True)
    mp.mp.dps = 30
    out["jeffreys"] = [mp.mpf(0) if x == 0 else mp.findroot(lambda p: cdf(p) - tail, (out["mid-p"][0], out["mid-p"][0] * mp.mpf("1.01")), solver="secant"),
                       mp.mpf(1) if x == n else mp.findroot(lambda p: cdf(p) - 1 + tail, (out["mid-p"][1], out["mid-p"][1] * mp.mpf("0.999")), solver="secant")]
    mp.mp.dps = 32
    return {k: [mp.nstr(v, 20) for v in limits] for k, limits in out.items()}


def odds_ratio(a, b, c, d, level):
    n1, n2, m = a + b, c + d, a + c
    lo, hi = max(0, m - n2), min(n1, m)
    weights = {x: mp.binomial(n1, x) * mp.binomial(n2, m - x) for x in range(lo, hi + 1)}
    def probabilities(theta):
        w = {x: v * mp.exp(x * theta) for x, v in weights.items()}
        s = mp.fsum(w.values())
        return {x: v / s for x, v in w.items()}
    tail = (1 - mp.mpf(level) / 100) / 2
    def up(theta, mid): p = probabilities(theta); return mp.fsum(v for x, v in p.items() if x > a) + p[a] / (2 if mid else 1)
    def down(theta, mid): p = probabilities(theta); return mp.fsum(v for x, v in p.items() if x < a) + p[a] / (2 if mid else 1)
    out = {}
    for name, mid in (("exact", False), ("mid-p", True)):
        out[name] = ["-Inf" if a == lo else mp.nstr(bisect(lambda t: up(t, mid) - tail, -40, 40), 20),
                     "Inf" if a == hi else mp.nstr(bisect(lambda t: tail - down(t, mid), -40, 40), 20)]
        out["p_" + name] = mp.nstr(min(mp.mpf(1), 2 * min(up(0, mid), down(0, mid))), 20)
    out["estimate"] = "-Inf" if a == lo else "Inf" if a == hi else mp.nstr(bisect(lambda t: mp.fsum(x * v for x, v in probabilities(t).items()) - a, -40, 40), 20)
    p = probabilities(0)
    out["p_fisher"] = mp.nstr(mp.fsum(v for v in p.values() if v <= p[a] * (1 + mp.mpf(10) ** -7)), 20)
    return out


def hypergeometric(n1, n2, m, a, theta):
    theta = mp.mpf(theta)
    support = range(max(0, m - n2), min(n1, m) + 1)
    w = {x: mp.binomial(n1, x) * mp.binomial(n2, m - x) * mp.exp(x * theta) for x in support}
    s = mp.fsum(w.values())
    mean = mp.fsum(x * v for x, v in w.items()) / s
    moment = lambda r: mp.fsum((x - mean) ** r * v for x, v in w.items()) / s
    return dict(margins=[n1, n2, m], a=a, theta=float(theta), log_probability=mp.nstr(mp.log(w[a] / s), 20), mean=mp.nstr(mean, 20), variance=mp.nstr(moment(2), 20),
                third=mp.nstr(moment(3), 20), lower=mp.nstr(mp.fsum(v for x, v in w.items() if x <= a) / s, 20), upper=mp.nstr(mp.fsum(v for x, v in w.items() if x >= a) / s, 20))


def log_beta(a, b): return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
def beta_binomial(groups, start, two):
    mp.mp.dps = 30
    def log_likelihood(v):
        rho, total = v[-1], mp.mpf(0)
        for x, arms in groups:
            for g, (y, n) in enumerate(arms):
                eta = (v[len(x)] if two else 0) + (sum(xi * vi for xi, vi in zip(x, v)) if g == 0 else 0)
                mu = 1 / (1 + mp.exp(-eta))
                a, b = mu * (1 - rho) / rho, (1 - mu) * (1 - rho) / rho
                total += mp.log(mp.binomial(n, y)) + log_beta(y + a, n - y + b) - log_beta(a, b)
        return total
    v, h = [mp.mpf(s) for s in start], mp.mpf(10) ** -8
    size = len(v)
    for _ in range(60):
        f0 = log_likelihood(v)
        def at(*moves):
            w = list(v)
            for i, s in moves: w[i] += s * h
            return log_likelihood(w)
        plus, minus = [at((i, 1)) for i in range(size)], [at((i, -1)) for i in range(size)]
        g = mp.matrix([(plus[i] - minus[i]) / (2 * h) for i in range(size)])
        hess = mp.matrix(size, size)
        for i in range(size):
            hess[i, i] = (plus[i] - 2 * f0 + minus[i]) / h ** 2
            for j in range(i):
                hess[i, j] = hess[j, i] = (at((i, 1), (j, 1)) - at((i, 1), (j, -1)) - at((i, -1), (j, 1)) + at((i, -1), (j, -1))) / (4 * h * h)
        step = mp.lu_solve(hess, -g)
        scale = mp.mpf(1)
        while not (0 < v[-1] + scale * step[size - 1] < 1) or log_likelihood([v[i] + scale * step[i] for i in range(size)]) < f0 - mp.mpf(10) ** -20: scale /= 2
        v = [v[i] + scale * step[i] for i in range(size)]
        if max(abs(s) for s in step) < mp.mpf(10) ** -13: break
    inverse = (-hess) ** -1
    result = {"parameters": [mp.nstr(x, 16) for x in v], "se": [mp.nstr(mp.sqrt(inverse[i, i]), 12) for i in range(size)], "log_likelihood": mp.nstr(log_likelihood(v), 18)}
    mp.mp.dps = 32
    return result


def main():
    glmm = json.load(open(os.path.join(HERE, "..", "glmm", "fits.json")))["data"]
    proportions = [dict(x=x, n=n, level=level, limits=proportion(x, n, level))
                   for x, n, level in [(0, 10, 95), (10, 10, 95), (1, 10, 95), (9, 10, 90), (5, 10, 99), (0, 1, 95), (1, 1, 95), (3, 250, 95), (60, 200, 95), (1, 300, 99.9)]]
    tables = [dict(table=[a, b, c, d], level=level, values=odds_ratio(a, b, c, d, level))
              for a, b, c, d, level in [(3, 1, 1, 3, 95), (0, 10, 3, 9, 95), (7, 0, 2, 9, 95), (12, 88, 25, 65, 95), (4, 119, 11, 128, 90), (1, 9, 8, 2, 99), (2, 5, 0, 5, 95), (40, 160, 72, 121, 95)]]
    fits = []
    def two_groups(name):
        d = glmm[name]["columns"]
        return [([1.0], [(a, a + b), (c, c + e)]) for a, b, c, e in zip(d["ai"], d["bi"], d["ci"], d["di"])]
    d = glmm["hypertension"]["columns"]
    one = [([1.0], [(x, n)]) for x, n in zip(d["xi"], d["ni"])]
    for name, measure, groups, start, two in [("sparse", "OR", two_groups("sparse"), [0, -2, 0.05], True), ("catheters", "OR", two_groups("catheters"), [-1, -3, 0.02], True),
                                              ("hypertension", "PLO", one, [1, 0.1], False)]:
        fits.append(dict(data=name, measure=measure, columns=glmm[name]["columns"], **beta_binomial(groups, start, two)))
        print(fits[-1]["data"], fits[-1]["parameters"], fits[-1]["se"])
    with open(os.path.join(HERE, "intervals.json"), "w") as f:
        laws = [hypergeometric(*case) for case in [(10, 12, 5, 2, -0.5), (100, 90, 37, 30, 0.25), (100, 90, 37, 0, 3), (88391, 88391, 1004, 505, -0.5), (200000, 100000, 500, 340, 0),
                                                   (200000, 100000, 500, 100, 0), (60, 80, 70, 3, 30), (60, 80, 70, 55, -30), (1500, 1400, 1300, 700, 1.5)]]
        json.dump(dict(source="intervals.py, mpmath " + mp.__version__, hypergeometric=laws, proportions=proportions, tables=tables, beta_binomial=fits), f, indent=1)


if __name__ == "__main__": main()
