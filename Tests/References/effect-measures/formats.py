"""Writes formats.json: rows in mixed forms of data and their effects in one measure, with 50 digits.

    python3 formats.py > formats.json

Needs mpmath. The formulas are written here from Borenstein et al. (2009, Introduction to meta-analysis, chapters 4, 6
and 7), Hedges (1981), Hasselblad & Hedges (1995), Morris & DeShon (2002) and the Cochrane Handbook 6.5 (ch. 6 and 23). The
studies are SYNTHETIC.
"""
import json
import mpmath as mp
from mpmath import mpf, sqrt, log, atanh, tanh, pi, gamma

mp.mp.dps = 50
z975 = sqrt(mpf(2)) * mp.erfinv(mpf("0.95"))


def J(m):
    return gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2))


def t_quantile(p, df):
    upper = lambda t: mp.betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return mp.findroot(lambda t: upper(t) - p, mpf(2))


def smd(d, n1, n2):
    g = J(n1 + n2 - 2) * d
    return g, 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2))


def d_of_means(r):
    n1, n2 = r["n1i"], r["n2i"]
    sp = sqrt(((n1 - 1) * r["sd1i"]**2 + (n2 - 1) * r["sd2i"]**2) / (n1 + n2 - 2))
    return (r["m1i"] - r["m2i"]) / sp


def odds(r):
    b, d = r["n1i"] - r["ai"], r["n2i"] - r["ci"]
    return log(r["ai"] * d / (b * r["ci"])), 1 / r["ai"] + 1 / b + 1 / r["ci"] + 1 / d


def natural(r, f=log):
    lo, hi = f(r["est_lower"]), f(r["est_upper"])
    return f(r["est"]), ((hi - lo) / (2 * z975))**2


def cor(r):
    return r["ri"], (1 - r["ri"]**2)**2 / (r["ni"] - 1)


def luo_wan(q1, m, q3, n):
    q = lambda p: sqrt(mpf(2)) * mp.erfinv(2 * p - 1)
    w = mpf("0.7") + mpf("0.39") / n
    return w * (q1 + q3) / 2 + (1 - w) * m, (q3 - q1) / (2 * q((mpf("0.75") * n - mpf("0.125")) / (n + mpf("0.25"))))


SOURCE = {  # row -> (metric, yi, vi)
    "means": lambda r: ("d", *smd(d_of_means(r), r["n1i"], r["n2i"])),
    "means-se": lambda r: ("d", *smd(d_of_means({**r, "sd1i": r["se1i"] * sqrt(r["n1i"]), "sd2i": r["se2i"] * sqrt(r["n2i"])}),
                                     r["n1i"], r["n2i"])),
    "medians": lambda r: ("d", *smd(d_of_means({**r, **dict(zip(("m1i", "sd1i"), luo_wan(r["q11i"], r["med1i"], r["q31i"], r["n1i"]))),
                                                **dict(zip(("m2i", "sd2i"), luo_wan(r["q12i"], r["med2i"], r["q32i"], r["n2i"])))}),
                                    r["n1i"], r["n2i"])),
    "difference": lambda r: ("d", *smd(r["mdi"] / (r["sdi"] if "sdi" in r else
                                                   (r["sei"] if "sei" in r else (r["ci_upper"] - r["ci_lower"]) / (2 * z975))
                                                   / sqrt(1 / r["n1i"] + 1 / r["n2i"])), r["n1i"], r["n2i"])),
    "d": lambda r: ("d", *smd(r["di"], r["n1i"], r["n2i"])),
    "g": lambda r: ("d", r["gi"], 1 / r["n1i"] + 1 / r["n2i"] + r["gi"]**2 / (2 * (r["n1i"] + r["n2i"]))),
    "t": lambda r: ("d", *smd(r["ti"] * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "p": lambda r: ("d", *smd(mp.sign(r["pi"]) * t_quantile(abs(r["pi"]) / 2, r["n1i"] + r["n2i"] - 2)
                              * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "f": lambda r: ("d", *smd(r["sign"] * sqrt(r["fi"]) * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "r": lambda r: ("r", *cor(r)),
    "table": lambda r: ("o", *odds(r)),
    "natural:OR": lambda r: ("o", *natural(r)),
    "estimate:OR": lambda r: ("o", r["yi"], r["sei"]**2),
    "estimate:ZCOR": lambda r: ("z", r["yi"], r["vi"]),
    "pre-post": lambda r: ("d", J(r["ni"] - 1) * (r["m1i"] - r["m2i"]) / r["sd1i"],
                           2 * (1 - r["ri"]) / r["ni"] + (J(r["ni"] - 1) * (r["m1i"] - r["m2i"]) / r["sd1i"])**2 / (2 * r["ni"])),
    "paired-t": lambda r: (lambda g: ("d", g * sqrt(2 * (1 - r["ri"])), (1 / r["ni"] + g**2 / (2 * r["ni"])) * 2 * (1 - r["ri"])))(
        J(r["ni"] - 1) * r["ti"] / sqrt(r["ni"])),
    "paired-d": lambda r: (lambda g: ("d", g * sqrt(2 * (1 - r["ri"])), (1 / r["ni"] + g**2 / (2 * r["ni"])) * 2 * (1 - r["ri"])))(
        J(r["ni"] - 1) * r["di"]),
}

L = pi / sqrt(mpf(3))


def step(a, b, y, v, r):
    if (a, b) == ("o", "d"):
        return y / L, v / L**2
    if (a, b) == ("d", "o"):
        return y * L, v * L**2
    if (a, b) == ("r", "d"):
        return 2 * y / sqrt(1 - y**2), 4 * v / (1 - y**2)**3
    if (a, b) == ("d", "r"):
        h = (r["n1i"] + r["n2i"])**2 / (r["n1i"] * r["n2i"]) if "n1i" in r else mpf(4)
        return y / sqrt(y**2 + h), h**2 * v / (y**2 + h)**3
    if (a, b) == ("r", "z"):
        return atanh(y), v / (1 - y**2)**2
    return tanh(y), (1 - tanh(y)**2)**2 * v


LINE = "odrz"


def convert(a, b, y, v, r):
    i, j = LINE.index(a), LINE.index(b)
    while i != j:
        k = i + (1 if j > i else -1)
        y, v = step(LINE[i], LINE[k], y, v, r)
        i = k
    return y, v


ROWS = [
    dict(format="means", m1i=24.1, sd1i=5.2, n1i=31, m2i=21.7, sd2i=4.8, n2i=29),
    dict(format="means-se", m1i=13.2, se1i=0.9, n1i=25, m2i=11.9, se2i=1.1, n2i=22),
    dict(format="medians", q11i=8, med1i=10, q31i=12.1, n1i=40, q12i=7, med2i=9, q32i=11.2, n2i=38),
    dict(format="difference", mdi=3.1, sdi=6.5, n1i=44, n2i=47),
    dict(format="difference", mdi=-1.2, sei=0.55, n1i=60, n2i=61),
    dict(format="difference", mdi=2.4, ci_lower=0.2, ci_upper=4.6, n1i=18, n2i=21),
    dict(format="d", di=0.41, n1i=50, n2i=52),
    dict(format="g", gi=-0.22, n1i=15, n2i=17),
    dict(format="t", ti=2.31, n1i=28, n2i=30),
    dict(format="p", pi=-0.031, n1i=64, n2i=60),
    dict(format="f", fi=6.02, sign=-1, n1i=33, n2i=35),
    dict(format="r", ri=0.27, ni=88),
    dict(format="table", ai=17, n1i=60, ci=9, n2i=58),
    dict(format="natural", measure="OR", est=2.1, est_lower=1.2, est_upper=3.675),
    dict(format="estimate", measure="OR", yi=0.41, sei=0.3),
    dict(format="estimate", measure="ZCOR", yi=0.18, vi=0.0125),
    dict(format="pre-post", m1i=18.4, m2i=15.1, sd1i=6.0, ri=0.62, ni=24),
    dict(format="paired-t", ti=2.9, ri=0.55, ni=30),
    dict(format="paired-d", di=0.5, ri=0.7, ni=19),
]

CODES = {"d": "SMD", "o": "OR", "r": "COR", "z": "ZCOR"}
names = sorted({k for r in ROWS for k in r})
expect = {}
for metric, code in CODES.items():
    ys, vs = [], []
    for row in ROWS:
        r = {k: mpf(v) for k, v in row.items() if not isinstance(v, str)}
        key = row["format"] + (":" + row["measure"] if "measure" in row else "")
        source, y, v = SOURCE[key](r)
        if code == "OR" and row["format"] in ("pre-post", "paired-t", "paired-d") or \
           code in ("COR", "ZCOR") and row["format"] in ("pre-post", "paired-t", "paired-d"):
            ys.append(None); vs.append(None)  # no such detour without a measure column
            continue
        if code == "ZCOR" and row["format"] == "r":  # Fisher's z of a correlation has its own variance
            y, v, source = atanh(r["ri"]), 1 / (r["ni"] - 3), "z"
        y, v = convert(source, metric, y, v, r)
        ys.append(float(y)); vs.append(float(v))
    expect[code] = {"yi": ys, "vi": vs}
print('{"tool":"mpmath","version":"%s, 50 digits","script":"formats.py","studies":"SYNTHETIC",\n"columns":{' % mp.__version__)
print(",\n".join(f"{json.dumps(k)}:{json.dumps([r.get(k) for r in ROWS])}" for k in names))
print('},\n"expect":{')
print(",\n".join(f"{json.dumps(k)}:{json.dumps(v)}" for k, v in expect.items()))
print("}}")
