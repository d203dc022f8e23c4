"""Writes quantile-fits.json: McGrath et al.'s quantile-estimation and Box-Cox estimates, computed with 30 digits.

    python3 quantile-fits.py > quantile-fits.json

Needs mpmath (1.3 used). The definitions are those of McGrath et al. (2020, doi:10.1177/0962280219889080), written here
independently of the Swift sources: fits by Newton's method on the gradient, from starts over the whole range.
"""
import json
import mpmath as mp
from mpmath import mpf, exp, log, sqrt

mp.mp.dps = 30


def z(p):
    return mp.sqrt(2) * mp.erfinv(2 * mpf(p) - 1)


def gamma_quantile(p, a):
    f = lambda x: mp.gammainc(a, 0, x, regularized=True) - p
    start = max(a * (1 - 1 / (9 * a) + z(p) / (3 * sqrt(a)))**3, mpf("1e-8") if a < 1 else a / 100)
    if a < 1:
        start = (p * mp.gamma(a + 1))**(1 / a)
    return mp.findroot(f, start, tol=1e-50, verify=False, maxsteps=200)


def beta_quantile(p, a, b):
    lo, hi = mpf(0), mpf(1)
    for _ in range(110):
        mid = (lo + hi) / 2
        if mp.betainc(a, b, 0, mid, regularized=True) < p:
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2


def minimum(f, starts, step):
    """The smallest local minimum of a function of one number: ternary search, then parabolas."""
    values = [f(s) for s in starts]
    best = min(range(len(starts)), key=lambda i: values[i])
    lo, hi = starts[max(best - 1, 0)], starts[min(best + 1, len(starts) - 1)]
    while hi - lo > mpf("1e-4"):
        a, b = lo + (hi - lo) / 3, hi - (hi - lo) / 3
        if f(a) < f(b):
            hi = b
        else:
            lo = a
    x, h = (lo + hi) / 2, mpf("1e-5")
    for _ in range(6):
        below, here, above = f(x - h), f(x), f(x + h)
        move = h * (below - above) / (2 * (below - 2 * here + above))
        x += move
        h = max(abs(move), mpf("1e-8"))
    return max(x, starts[0]) if starts[0] == 0 else x


def scaled(points, quantiles):
    def fit(shape):
        unit = quantiles(shape)
        scale = sum(x * q for (_, x), q in zip(points, unit)) / sum(q * q for q in unit)
        return scale, sum((x - scale * q)**2 for (_, x), q in zip(points, unit))
    return fit


def grid(a, b, n):
    return [mpf(a) + (mpf(b) - a) * i / n for i in range(n + 1)]


def families(points):
    scores = [z(p) for p, _ in points]
    k = len(points)
    mean = sum(x for _, x in points) / k
    slope = sum(x * s for (_, x), s in zip(points, scores)) / sum(s * s for s in scores)
    yield "normal", mean, slope, sum((x - mean - slope * s)**2 for (_, x), s in zip(points, scores))
    if points[0][1] <= 0:
        return
    fit = scaled(points, lambda t: [exp(exp(t) * s) for s in scores])
    t = minimum(lambda t: fit(t)[1], grid(-6, 2, 24), 1)
    scale, squares = fit(t)
    v = exp(2 * t)
    yield "log-normal", scale * exp(v / 2), scale * exp(v / 2) * sqrt(exp(v) - 1), squares
    fit = scaled(points, lambda t: [gamma_quantile(p, exp(t)) for p, _ in points])
    t = minimum(lambda t: fit(t)[1], grid(-1, 7, 16), 1)
    scale, squares = fit(t)
    yield "gamma", scale * exp(t), scale * exp(t / 2), squares
    fit = scaled(points, lambda t: [(-log(1 - p))**exp(-t) for p, _ in points])
    t = minimum(lambda t: fit(t)[1], grid(-2, 5, 24), 1)
    scale, squares = fit(t)
    i = exp(-t)
    yield "Weibull", scale * mp.gamma(1 + i), scale * sqrt(mp.gamma(1 + 2 * i) - mp.gamma(1 + i)**2), squares


def power(x, k):
    return log(x) if k == 0 else (x**k - 1) / k


def box_cox(s):
    n, m = mpf(s["n"]), mpf(s["median"])
    u = {key: mpf(s[key]) / m for key in ("min", "q1", "q3", "max") if key in s}
    pairs = [(a, b) for a, b in (("min", "max"), ("q1", "q3")) if a in u]

    def distance(k):
        width = power(u[pairs[0][1]], k) - power(u[pairs[0][0]], k)
        return sum((power(u[a], k) + power(u[b], k))**2 for a, b in pairs) / width**2

    k = minimum(distance, grid(0, 10, 40), 1)
    if k <= 0 or distance(mpf(0)) <= distance(k):
        k = mpf(0)
    t = {key: power(x, k) for key, x in u.items()}
    both = len(pairs) == 2
    if both:
        w1, w2 = mpf("2.2") / (mpf("2.2") + n**mpf("0.75")), mpf("0.7") - mpf("0.72") / n**mpf("0.55")
        mu = w1 * (t["min"] + t["max"]) / 2 + w2 * (t["q1"] + t["q3"]) / 2
    elif "min" in t:
        mu = 4 / (4 + n**mpf("0.75")) * (t["min"] + t["max"]) / 2
    else:
        mu = (mpf("0.7") + mpf("0.39") / n) * (t["q1"] + t["q3"]) / 2
    parts = []
    if "min" in t:
        parts.append((t["max"] - t["min"]) / (2 * z((n - mpf("0.375")) / (n + mpf("0.25")))))
    if "q1" in t:
        parts.append((t["q3"] - t["q1"]) / (2 * z((mpf("0.75") * n - mpf("0.125")) / (n + mpf("0.25")))))
    sigma = sum(parts) / len(parts)
    if k == 0:
        mean = exp(mu + sigma**2 / 2)
        return mean * m, mean * sqrt(exp(sigma**2) - 1) * m, k
    reach = min((mu + 1 / k) / sigma, mpf(39))
    inverse = lambda y: max(k * y + 1, mpf(0))**(1 / k)
    knots = [x for x in (-reach, -8, -4, 0, 4, 8, reach) if abs(x) <= reach]
    density = lambda x: exp(-x * x / 2)
    mass = mp.quad(density, knots)
    first = mp.quad(lambda x: density(x) * inverse(mu + sigma * x), knots) / mass
    second = mp.quad(lambda x: density(x) * (inverse(mu + sigma * x) - first)**2, knots) / mass
    return first * m, sqrt(second) * m, k


SUMMARIES = [
    dict(min=2, median=10, max=18, n=20), dict(min=1, median=3.2, max=6, n=50), dict(min=5, median=9, max=13.5, n=200),
    dict(q1=8, median=10, q3=12.1, n=20), dict(q1=2.4, median=3.2, q3=4.1, n=50), dict(q1=8, median=9, q3=10.2, n=200),
    dict(min=2, q1=8, median=10, q3=12.1, max=18, n=20), dict(min=1, q1=2.4, median=3.2, q3=4.1, max=6, n=50),
    dict(min=0.2, q1=1.1, median=2.6, q3=6, max=31, n=80), dict(q1=3, median=9, q3=11, n=35),
    dict(min=0.5, median=4, max=40, n=120), dict(q1=12, median=30, q3=72, n=61),
]

cases = []
for s in SUMMARIES:
    names = [("min", 1 / mpf(s["n"])), ("q1", mpf(1) / 4), ("median", mpf(1) / 2), ("q3", mpf(3) / 4),
             ("max", 1 - 1 / mpf(s["n"]))]
    points = [(p, mpf(s[key])) for key, p in names if key in s]
    fits = list(families(points))
    best = min(fits, key=lambda f: f[3])
    bc = box_cox(s)
    cases.append({**s, "family": best[0], "qe_mean": float(best[1]), "qe_sd": float(best[2]), "qe_squares": float(best[3]),
                  "fits": {f[0]: [float(f[1]), float(f[2]), float(f[3])] for f in fits},
                  "bc_mean": float(bc[0]), "bc_sd": float(bc[1]), "power": float(bc[2])})
print('{"tool":"mpmath","version":"%s, 30 digits","script":"quantile-fits.py",\n"cases":[' % mp.__version__)
print(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
print("]}")
