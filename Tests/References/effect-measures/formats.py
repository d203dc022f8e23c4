"""Writes formats.json: rows in mixed forms of data and their effects in one measure, with 50 digits.

    python3 formats.py > formats.json

Needs mpmath. The formulas are written here from Borenstein et al. (2009, Introduction to meta-analysis, chapters 4, 6
and 7), Jacobs & Viechtbauer (2017, for d and the point-biserial correlation of groups of known sizes), Hedges (1981),
Hasselblad & Hedges (1995), Morris & DeShon (2002), Morris (2008) and the Cochrane Handbook 6.5 (ch. 6 and 23). Rows of
format arms are put together here by adding up the sums and squares of their raw data. The studies are SYNTHETIC.
"""
import json
import mpmath as mp
from mpmath import mpf, sqrt, log, atanh, tanh, pi, gamma

mp.mp.dps = 50
z975 = sqrt(mpf(2)) * mp.erfinv(mpf("0.95"))


CORRECTS = True  # effects that are converted come without J


def J(m):
    return exact_J(m) if CORRECTS else mpf(1)


def exact_J(m):
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


def sd_of_interval(l, u, n):
    return sqrt(n) * (u - l) / (2 * t_quantile(mpf("0.025"), n - 1))


def with_intervals(r):
    return {**r, "sd1i": sd_of_interval(r["ci1_lower"], r["ci1_upper"], r["n1i"]),
            "sd2i": sd_of_interval(r["ci2_lower"], r["ci2_upper"], r["n2i"])}


def with_changes(r):
    sd = lambda g: sqrt(r[f"sdpre{g}i"]**2 + r[f"sdpost{g}i"]**2 - 2 * r["ri"] * r[f"sdpre{g}i"] * r[f"sdpost{g}i"])
    m = lambda g: r[f"mpost{g}i"] - r[f"mpre{g}i"] if "mpre1i" in r else r[f"m{g}i"]
    return {**r, "m1i": m(1), "sd1i": sd(1), "m2i": m(2), "sd2i": sd(2)}


def change_before(r):
    n1, n2 = r["n1i"], r["n2i"]
    s = sqrt(((n1 - 1) * r["sdpre1i"]**2 + (n2 - 1) * r["sdpre2i"]**2) / (n1 + n2 - 2))
    m = lambda g: r[f"mpost{g}i"] - r[f"mpre{g}i"] if "mpre1i" in r else r[f"m{g}i"]
    g = J(n1 + n2 - 2) * (m(1) - m(2)) / s
    return g, 2 * (1 - r["ri"]) * (1 / n1 + 1 / n2) + g**2 / (2 * (n1 + n2))


def rebuilt(r, kind):
    """The table of whole people nearest to the one with the statistic; n1, n2 and the events are its margins."""
    n1, n2, e = r["n1i"], r["n2i"], r["events"]
    total = n1 + n2
    cells = lambda a: (a, n1 - a, e - a, n2 - e + a)
    phi = lambda a: (lambda w, x, y, z: (w * z - x * y) / sqrt(n1 * n2 * e * (total - e)))(*cells(a))
    low, high = max(mpf(0), e - n2), min(n1, e)
    if kind == "or":  # the odds ratio rises with a: bisect
        f = lambda a: (lambda w, x, y, z: w * z - r["est"] * x * y)(*cells(a))
    elif kind == "phi":
        f = lambda a: phi(a) - r["ri"]
    else:
        x = r["chi2"] if "chi2" in r else 2 * mp.erfinv(1 - abs(r["pi"]))**2
        sign = mp.sign(r["sign"]) if "chi2" in r else mp.sign(r["pi"])
        off = mpf("0.5") if kind == "yates" else 0  # of a: N/2 of ad - bc
        f = lambda a: phi(a - sign * off) - sign * sqrt(x / total)
        low, high = low - 1, high + 1
    for _ in range(300):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) < 0 else (low, mid)
    w, x, y, z = cells(mp.nint(low))
    return {"ai": w, "n1i": n1, "ci": y, "n2i": n2}


def statistic(r, kind, table):
    """The statistic of a rebuilt table; χ² and p without sign."""
    a, b, c, d = table["ai"], table["n1i"] - table["ai"], table["ci"], table["n2i"] - table["ci"]
    det, total = a * d - b * c, a + b + c + d
    if kind == "or":
        return a * d / (b * c)
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if kind == "phi":
        return det / sqrt(margins)
    x = total * max(mpf(0), abs(det) - (total / 2 if kind == "yates" else 0))**2 / margins
    return x if "chi2" in r else mp.erfc(sqrt(x / 2))


def one_group(arms):
    """Mean, SD and size of people whose sums and sums of squares are those of the arms together."""
    n = sum(a["ni"] for a in arms)
    total = sum(a["ni"] * a["mi"] for a in arms)
    squares = sum((a["ni"] - 1) * a["sdi"]**2 + a["ni"] * a["mi"]**2 for a in arms)
    return total / n, sqrt((squares - total**2 / n) / (n - 1)), n


def of_arms(rows):
    groups = [[a for a in rows if a["group"] in names] for names in (("1", "treatment"), ("2", "control"))]
    if "xi" in rows[0]:
        x, n = [[sum(a[k] for a in g) for g in groups] for k in ("xi", "ni")]
        return {"ai": x[0], "n1i": n[0], "ci": x[1], "n2i": n[1]}
    (m1, s1, n1), (m2, s2, n2) = map(one_group, groups)
    return {"m1i": m1, "sd1i": s1, "n1i": n1, "m2i": m2, "sd2i": s2, "n2i": n2}


def difference_error(r):
    """The standard error of a difference by whatever states it."""
    if "sdi" in r:
        return r["sdi"] * sqrt(1 / r["n1i"] + 1 / r["n2i"])
    if "sei" in r:
        return r["sei"]
    if "ci_upper" in r:
        # An interval of t with n1 + n2 - 2 degrees of freedom (Cochrane Handbook 6.5.2.3).
        return (r["ci_upper"] - r["ci_lower"]) / (2 * t_quantile(mpf("0.025"), r["n1i"] + r["n2i"] - 2))
    t = r["ti"] if "ti" in r else sqrt(r["fi"]) if "fi" in r else t_quantile(abs(r["pi"]) / 2, r["n1i"] + r["n2i"] - 2)
    return abs(r["mdi"] / t)


def by_statistic(y, r):
    return y, (y / (r["ti"] if "ti" in r else sqrt(r["fi"])))**2


SOURCE = {  # row -> (metric, yi, vi)
    "means": lambda r: ("d", *smd(d_of_means(r), r["n1i"], r["n2i"])),
    "means-se": lambda r: ("d", *smd(d_of_means({**r, "sd1i": r["se1i"] * sqrt(r["n1i"]), "sd2i": r["se2i"] * sqrt(r["n2i"])}),
                                     r["n1i"], r["n2i"])),
    "medians": lambda r: ("d", *smd(d_of_means({**r, **dict(zip(("m1i", "sd1i"), luo_wan(r["q11i"], r["med1i"], r["q31i"], r["n1i"]))),
                                                **dict(zip(("m2i", "sd2i"), luo_wan(r["q12i"], r["med2i"], r["q32i"], r["n2i"])))}),
                                    r["n1i"], r["n2i"])),
    "means-ci": lambda r: ("d", *smd(d_of_means(with_intervals(r)), r["n1i"], r["n2i"])),
    "change": lambda r: ("d", *smd(d_of_means(with_changes(r)), r["n1i"], r["n2i"])),
    "change-pre": lambda r: ("d", *change_before(r)),
    "difference": lambda r: ("d", *smd(r["mdi"] / difference_error(r) * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "d": lambda r: ("d", *smd(r["di"], r["n1i"], r["n2i"])),
    "g": lambda r: ("d", *smd(r["gi"] / exact_J(r["n1i"] + r["n2i"] - 2), r["n1i"], r["n2i"])),
    "t": lambda r: ("d", *smd(r["ti"] * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "p": lambda r: ("d", *smd(mp.sign(r["pi"]) * t_quantile(abs(r["pi"]) / 2, r["n1i"] + r["n2i"] - 2)
                              * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "f": lambda r: ("d", *smd(r["sign"] * sqrt(r["fi"]) * sqrt(1 / r["n1i"] + 1 / r["n2i"]), r["n1i"], r["n2i"])),
    "r": lambda r: ("r", *cor(r)),
    "table": lambda r: ("o", *odds(r)),
    "table-or": lambda r: ("o", *odds(rebuilt(r, "or"))),
    "table-phi": lambda r: ("o", *odds(rebuilt(r, "phi"))),
    "table-chi2": lambda r: ("o", *odds(rebuilt(r, "chi2"))),
    "table-yates": lambda r: ("o", *odds(rebuilt(r, "yates"))),
    "natural:OR": lambda r: ("o", *(natural(r) if "est_lower" in r else by_statistic(log(r["est"]), r))),
    "estimate:OR": lambda r: ("o", *((r["yi"], r["sei"]**2) if "sei" in r else by_statistic(r["yi"], r))),
    "estimate:ZCOR": lambda r: ("z", r["yi"], r["vi"]),
    "pre-post": lambda r: ("d", J(r["ni"] - 1) * (r["m1i"] - r["m2i"]) / r["sd1i"],
                           2 * (1 - r["ri"]) / r["ni"] + (J(r["ni"] - 1) * (r["m1i"] - r["m2i"]) / r["sd1i"])**2 / (2 * r["ni"])),
    "paired-t": lambda r: (lambda g: ("d", g * sqrt(2 * (1 - r["ri"])), (1 / r["ni"] + g**2 / (2 * r["ni"])) * 2 * (1 - r["ri"])))(
        J(r["ni"] - 1) * r["ti"] / sqrt(r["ni"])),
    "paired-p": lambda r: SOURCE["paired-t"]({**r, "ti": mp.sign(r["pi"]) * t_quantile(abs(r["pi"]) / 2, r["ni"] - 1)}),
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
        h = (r["n1i"] + r["n2i"] - 2) * (1 / r["n1i"] + 1 / r["n2i"]) if "n1i" in r else mpf(4)
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
    dict(format="means-ci", m1i=13.2, ci1_lower=11.4, ci1_upper=15.0, n1i=25, m2i=11.9, ci2_lower=9.8, ci2_upper=14.0, n2i=22),
    dict(format="change", mpre1i=21.4, sdpre1i=5.1, mpost1i=16.0, sdpost1i=5.6, n1i=34, mpre2i=20.9, sdpre2i=4.9, mpost2i=18.8,
         sdpost2i=5.3, n2i=36, ri=0.58),
    dict(format="change", m1i=-6.1, sdpre1i=7.0, sdpost1i=6.2, n1i=20, m2i=-3.0, sdpre2i=6.6, sdpost2i=7.1, n2i=19, ri=0.4),
    dict(format="change-pre", mpre1i=21.4, sdpre1i=5.1, mpost1i=16.0, n1i=34, mpre2i=20.9, sdpre2i=4.9, mpost2i=18.8, n2i=36,
         ri=0.58),
    dict(format="change-pre", m1i=2.5, sdpre1i=3.0, n1i=12, m2i=0.5, sdpre2i=3.4, n2i=14, ri=0.7),
    dict(format="table-or", est=2.4, n1i=60, n2i=58, events=26),
    dict(format="table-phi", ri=-0.18, n1i=75, n2i=70, events=41),
    dict(format="table-chi2", chi2=4.1, sign=-1, n1i=90, n2i=85, events=38),
    dict(format="table-chi2", pi=0.04, n1i=44, n2i=47, events=30),
    dict(format="table-yates", chi2=3.2, sign=1, n1i=90, n2i=85, events=38),
    dict(format="table-yates", pi=-0.06, n1i=120, n2i=118, events=61),
    dict(format="paired-p", pi=-0.012, ri=0.5, ni=26),
    dict(format="difference", mdi=2.2, ti=2.05, n1i=31, n2i=33),
    dict(format="difference", mdi=-1.6, fi=5.29, n1i=27, n2i=24),
    dict(format="difference", mdi=0.9, pi=0.045, n1i=52, n2i=49),
    dict(format="estimate", measure="OR", yi=-0.35, ti=-1.75),
    dict(format="estimate", measure="OR", yi=0.52, fi=4.84),
    dict(format="natural", measure="OR", est=1.8, ti=2.1),
    dict(format="natural", measure="OR", est=0.6, fi=3.61),
    # Arms: two doses against one control, not side by side in the file, and one treatment against two controls.
    dict(format="arms", study="SYNTHETIC doses", group="treatment", mi=14.2, sdi=4.1, ni=22),
    dict(format="arms", study="SYNTHETIC controls", group="1", xi=9, ni=40),
    dict(format="arms", study="SYNTHETIC doses", group="control", mi=17.0, sdi=4.4, ni=25),
    dict(format="arms", study="SYNTHETIC doses", group="treatment", mi=12.9, sdi=3.7, ni=19),
    dict(format="arms", study="SYNTHETIC controls", group="2", xi=13, ni=38),
    dict(format="arms", study="SYNTHETIC controls", group="2", xi=11, ni=21),
]
for i, row in enumerate(ROWS):
    row.setdefault("study", f"SYNTHETIC {i + 1}")


def numeric(row):
    return {k: mpf(v) if not isinstance(v, str) else v for k, v in row.items()}


def evaluated(i):
    """A row's own measure with estimate, variance and the numbers of its groups; None for arms of another row."""
    row = ROWS[i]
    r = numeric(row)
    if row["format"] == "arms":
        arms = [j for j, other in enumerate(ROWS) if other["format"] == "arms" and other["study"] == row["study"]]
        if arms[0] != i:
            return None
        r = of_arms([numeric(ROWS[j]) for j in arms])
        return (("d", *smd(d_of_means(r), r["n1i"], r["n2i"])) if "m1i" in r else ("o", *odds(r))), r
    if row["format"].startswith("table-"):
        return SOURCE[row["format"]](r), rebuilt(r, row["format"][6:])
    key = row["format"] + (":" + row["measure"] if "measure" in row else "")
    return SOURCE[key](r), r


def risk_ratio(r):
    p, q = r["ai"] / r["n1i"], r["ci"] / r["n2i"]
    return log(p / q), 1 / r["ai"] - 1 / r["n1i"] + 1 / r["ci"] - 1 / r["n2i"]


def mean_difference(row, r):
    f = row["format"]
    if f == "difference":
        return r["mdi"], difference_error(r)**2
    if f in ("means-ci", "change"):
        r = (with_intervals if f == "means-ci" else with_changes)(r)
    elif f == "means-se":
        r = {**r, "sd1i": r["se1i"] * sqrt(r["n1i"]), "sd2i": r["se2i"] * sqrt(r["n2i"])}
    elif f == "medians":
        r = {**r, **dict(zip(("m1i", "sd1i"), luo_wan(r["q11i"], r["med1i"], r["q31i"], r["n1i"]))),
             **dict(zip(("m2i", "sd2i"), luo_wan(r["q12i"], r["med2i"], r["q32i"], r["n2i"])))}
    return r["m1i"] - r["m2i"], r["sd1i"]**2 / r["n1i"] + r["sd2i"]**2 / r["n2i"]

CODES = {"d": "SMD", "o": "OR", "r": "COR", "z": "ZCOR"}
names = sorted({k for r in ROWS for k in r})
expect = {}
CHANGES = ("pre-post", "paired-t", "paired-p", "paired-d")
for metric, code in CODES.items():
    ys, vs = [], []
    CORRECTS = metric == "d"
    for i, row in enumerate(ROWS):
        found = evaluated(i)
        # A change within one group has no such detour without a measure column.
        if found is None or code != "SMD" and row["format"] in CHANGES:
            ys.append(None); vs.append(None)
            continue
        (source, y, v), r = found
        if code == "ZCOR" and row["format"] == "r":  # Fisher's z of a correlation has its own variance
            y, v, source = atanh(r["ri"]), 1 / (r["ni"] - 3), "z"
        y, v = convert(source, metric, y, v, r)
        ys.append(float(y)); vs.append(float(v))
    expect[code] = {"yi": ys, "vi": vs}
CORRECTS = True
# Measures that nothing is converted to: what rows of that kind report themselves.
TABLES = ("table", "table-or", "table-phi", "table-chi2", "table-yates")
MEANS = ("means", "means-se", "means-ci", "medians", "difference", "change")
for code, kinds, wanted in (("RR", TABLES, "ai"), ("MD", MEANS, "m1i")):
    ys, vs = [], []
    for i, row in enumerate(ROWS):
        found = evaluated(i)
        if found is None or not (row["format"] in kinds or row["format"] == "arms" and wanted in found[1]):
            ys.append(None); vs.append(None)
            continue
        y, v = risk_ratio(found[1]) if code == "RR" else mean_difference(row, found[1])
        ys.append(float(y)); vs.append(float(v))
    expect[code] = {"yi": ys, "vi": vs}

# Changes in standard deviations of the change: paired tests need no correlation there.
ys, vs = [], []
for row in ROWS:
    if row["format"] not in CHANGES[1:]:
        ys.append(None); vs.append(None)
        continue
    r = numeric(row)
    n = r["ni"]
    if row["format"] == "paired-p":
        r["ti"] = mp.sign(r["pi"]) * t_quantile(abs(r["pi"]) / 2, n - 1)
    g = J(n - 1) * (r["di"] if "di" in r else r["ti"] / sqrt(n))
    ys.append(float(g)); vs.append(float(1 / n + g**2 / (2 * n)))
expect["SMCC"] = {"yi": ys, "vi": vs}

# What the rebuilt tables' own statistics are: those of the rows above, which were made up without a table, and those of
# tables that were printed, rounded, and rebuilt, which round to what was printed.
REBUILT = [row for row in ROWS if row["format"].startswith("table-")] + [
    dict(format="table-or", est=2.5, n1i=50, n2i=50, events=8),
    dict(format="table-or", est=3.27, n1i=50, n2i=50, events=8),
    dict(format="table-or", est=1.98, n1i=412, n2i=405, events=171),
    dict(format="table-phi", ri=0.147, n1i=50, n2i=50, events=8),
    dict(format="table-phi", ri=0.15, n1i=50, n2i=50, events=8),
    dict(format="table-phi", ri=0.2, n1i=50, n2i=50, events=8),
    dict(format="table-chi2", chi2=2.17, sign=1, n1i=50, n2i=50, events=8),
    dict(format="table-chi2", chi2=2.5, sign=-1, n1i=50, n2i=50, events=8),
    dict(format="table-chi2", pi=0.14, n1i=50, n2i=50, events=8),
    dict(format="table-yates", chi2=1.22, sign=-1, n1i=50, n2i=50, events=8),
    dict(format="table-yates", pi=-0.269, n1i=50, n2i=50, events=8),
    dict(format="table-yates", pi=0.2, n1i=50, n2i=50, events=8),
    dict(format="table-or", est=40, n1i=10, n2i=12, events=10),
]
rebuilt_statistics = []
for row in REBUILT:
    kind = row["format"][6:]
    r = numeric(row)
    table = rebuilt(r, kind)
    if kind == "or" and (table["ai"] == table["n1i"] or table["ci"] == 0):
        rebuilt_statistics.append(None)  # infinite
    else:
        rebuilt_statistics.append(float(statistic(r, kind, table)))

# One group: medians with quartiles, a mean with its standard error, a mean with its interval.
SINGLE = [dict(q11i=8, med1i=10, q31i=12.1, ni=40), dict(mi=13.2, se1i=0.9, ni=25),
          dict(mi=13.2, ci1_lower=11.4, ci1_upper=15.0, ni=25)]
single = []
for row in map(numeric, SINGLE):
    if "q11i" in row:
        m, sd = luo_wan(row["q11i"], row["med1i"], row["q31i"], row["ni"])
    else:
        m = row["mi"]
        sd = row["se1i"] * sqrt(row["ni"]) if "se1i" in row else sd_of_interval(row["ci1_lower"], row["ci1_upper"], row["ni"])
    single.append([float(m), float(sd**2 / row["ni"])])
print('{"tool":"mpmath","version":"%s, 50 digits","script":"formats.py","studies":"SYNTHETIC",\n"columns":{' % mp.__version__)
print(",\n".join(f"{json.dumps(k)}:{json.dumps([r.get(k) for r in ROWS])}" for k in names))
print('},\n"expect":{')
print(",\n".join(f"{json.dumps(k)}:{json.dumps(v)}" for k, v in expect.items()))
print('},\n"rebuilt":{"rows":[\n%s],\n"statistics":%s' % (
    ",\n".join(json.dumps({k: v for k, v in row.items() if k != "study"}) for row in REBUILT), json.dumps(rebuilt_statistics)))
print('},\n"single":{"rows":%s,"expect":%s}}' % (json.dumps(SINGLE), json.dumps(single)))
