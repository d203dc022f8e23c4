"""Writes designs.json: effects of SYNTHETIC studies corrected for their design, with 50 digits.

    python3 designs.py > designs.json

Needs mpmath. Formulas: Cochrane Handbook 6.5, chapter 23 (design effect, paired variances, split control groups), Gleser &
Olkin (2009) for covariances of standardized mean differences.
"""
import json
import mpmath as mp
from mpmath import mpf, sqrt, log, gamma

mp.mp.dps = 50


def J(m):
    return gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2))


def M(row):
    return {k: mpf(v) for k, v in row.items()}


def md(r):
    return r["m1i"] - r["m2i"], r["sd1i"]**2 / r["n1i"] + r["sd2i"]**2 / r["n2i"]


def smd(r):
    n1, n2 = r["n1i"], r["n2i"]
    sp = sqrt(((n1 - 1) * r["sd1i"]**2 + (n2 - 1) * r["sd2i"]**2) / (n1 + n2 - 2))
    g = J(n1 + n2 - 2) * (r["m1i"] - r["m2i"]) / sp
    return g, 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2))


def cells(r):
    return r["ai"], r["n1i"] - r["ai"], r["ci"], r["n2i"] - r["ci"]


def lor(r):
    a, b, c, d = cells(r)
    return log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d


def lrr(r):
    return log(r["ai"] / r["n1i"] / (r["ci"] / r["n2i"])), 1 / r["ai"] - 1 / r["n1i"] + 1 / r["ci"] - 1 / r["n2i"]


def rd(r):
    p, q = r["ai"] / r["n1i"], r["ci"] / r["n2i"]
    return p - q, p * (1 - p) / r["n1i"] + q * (1 - q) / r["n2i"]


def rom(r):
    return log(r["m1i"] / r["m2i"]), r["sd1i"]**2 / (r["n1i"] * r["m1i"]**2) + r["sd2i"]**2 / (r["n2i"] * r["m2i"]**2)


MEASURES = {"MD": md, "SMD": smd, "OR": lor, "RR": lrr, "RD": rd, "ROM": rom}
MEANS = dict(m1i=24.5, sd1i=5.5, n1i=42, m2i=21.25, sd2i=6.25, n2i=42)
COUNTS = dict(ai=23, n1i=60, ci=31, n2i=60)
ICC, SIZE = 0.05, 21


def arms(code, r):
    if code == "MD":
        return r["sd1i"]**2 / r["n1i"], r["sd2i"]**2 / r["n2i"]
    if code == "ROM":
        return r["sd1i"]**2 / (r["n1i"] * r["m1i"]**2), r["sd2i"]**2 / (r["n2i"] * r["m2i"]**2)
    a, b, c, d = cells(r)
    return {"OR": (1 / a + 1 / b, 1 / c + 1 / d), "RR": (1 / a - 1 / (a + b), 1 / c - 1 / (c + d)),
            "RD": (a * b / (a + b)**3, c * d / (c + d)**3)}[code]


cases = []
for code, f in MEASURES.items():
    row = MEANS if code in ("MD", "SMD", "ROM") else COUNTS
    r = M(row)
    y, v = f(r)
    effect = 1 + (mpf(SIZE) - 1) * mpf(ICC)
    small = {k: x / effect if k in ("n1i", "n2i", "ai", "ci") else x for k, x in r.items()}
    ys, vs = f(small)
    if code in ("ROM",):  # uncorrected log ratio; see the options of the case
        pass
    rho = mpf("0.6")
    if code == "SMD":
        paired = 2 * (1 - rho) * (1 / r["n1i"] + y**2 / (2 * r["n1i"]))
    else:
        v1, v2 = arms(code, r)
        paired = v1 + v2 - 2 * rho * sqrt(v1 * v2)
    half = {k: x / 2 if k in ("n2i", "ci") else x for k, x in r.items()}
    yh, vh = f(half)
    # a second comparison with the same control group
    other = dict(row, **({"m1i": 22.0, "sd1i": 5.0, "n1i": 40} if "m1i" in row else {"ai": 18, "n1i": 55}))
    o = M(other)
    y2, v2nd = f(o)
    # the same two as one comparison
    if "m1i" in row:
        n = r["n1i"] + o["n1i"]
        m = (r["n1i"] * r["m1i"] + o["n1i"] * o["m1i"]) / n
        squares = sum((x["n1i"] - 1) * x["sd1i"]**2 + x["n1i"] * x["m1i"]**2 for x in (r, o)) - n * m**2
        together = dict(r, m1i=m, sd1i=sqrt(squares / (n - 1)), n1i=n)
    else:
        together = dict(r, ai=r["ai"] + o["ai"], n1i=r["n1i"] + o["n1i"])
    yc, vc = f(together)
    if code == "SMD":
        shared = 1 / r["n2i"] + y * y2 / (2 * (r["n1i"] + o["n1i"] + r["n2i"]))
    else:
        shared = arms(code, r)[1]
    cases.append({"measure": code, "row": row, "other": other, "icc": ICC, "cluster_size": SIZE, "ri": 0.6,
                  "plain": [float(y), float(v)], "cluster_variance": [float(y), float(v * effect)],
                  "cluster_sizes": [float(ys), float(vs)], "crossover": [float(y), float(paired)],
                  "split": [float(yh), float(vh)], "combine": [float(yc), float(vc)],
                  "covariance": [[float(v), float(shared)], [float(shared), float(v2nd)]]})
print('{"tool":"mpmath","version":"%s, 50 digits","script":"designs.py","studies":"SYNTHETIC",\n"cases":[' % mp.__version__)
print(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
print("]}")
