"""Writes closed-forms.json: every closed form at random inputs, evaluated with 50 digits.

    python3 closed-forms.py > closed-forms.json

Needs mpmath (1.3 used). The formulas are written here from the publications that the measures cite, not from the
Swift sources. Inputs are doubles, drawn with a fixed seed: ordinary studies, tiny ones and huge ones.
"""
import functools, json, random
import mpmath as mp
from mpmath import mpf, log, sqrt, exp, asin, atanh, pi, gamma

mp.mp.dps = 50
random.seed(20240607)
ROWS = 14


def J(m):
    return gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2)) if m > 1 else None


def Phi(x):
    return mp.erfc(-x / sqrt(2)) / 2


def phi(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def quantile(p):
    x = mp.findroot(lambda x: log(Phi(x)) - log(p), -sqrt(abs(2 * log(p))) if p < mpf("0.3") else mpf(0)) if p <= mpf("0.5") \
        else -quantile(1 - p)
    return x


def hypergeometric(a, c, x):
    """2F1(a, a; c; x): the plain series where it converges fast, which mpmath does not see."""
    if c < 30:
        return mp.hyp2f1(a, a, c, x)
    term = total = mpf(1)
    j = 0
    while term > mpf(10)**-60:
        term *= (a + j)**2 / ((c + j) * (j + 1)) * x
        total += term
        j += 1
    return total


def mean(values, weights):
    return sum(v * w for v, w in zip(values, weights)) / sum(weights)


# ---- inputs ---------------------------------------------------------------------------------------------------------

def count(low=1):
    kind = random.random()
    if kind < 0.5:
        return random.randint(low, 200)
    if kind < 0.75:
        return random.randint(low, 4)
    return random.randint(10**6, 10**11)


def size(low=5):
    kind = random.random()
    return random.randint(low, 300) if kind < 0.6 else random.randint(low, low + 5) if kind < 0.8 else random.randint(10**5, 10**9)


def number(low, high):
    return min(high, max(low, round(random.uniform(low, high), random.choice([1, 2, 3, 12]))))


def rows(**columns):
    return {k: [f() for _ in range(ROWS)] for k, f in columns.items()}


def mean_columns():
    return rows(m1i=lambda: number(0.5, 90), sd1i=lambda: number(0.2, 30), n1i=size, m2i=lambda: number(0.5, 90),
                sd2i=lambda: number(0.2, 30), n2i=size)


def pair_columns():
    return rows(m1i=lambda: number(0.5, 90), sd1i=lambda: number(0.2, 30), m2i=lambda: number(0.5, 90),
                sd2i=lambda: number(0.2, 30), ri=lambda: number(-0.95, 0.95), ni=size)


INPUTS = {
    "table": rows(ai=count, bi=count, ci=count, di=count),
    "tetrachoric": {
        "ai": [4, 12, 30, 15, 1, 505, 40, 3, 1000000, 97, 250, 1], "bi": [119, 88, 70, 5, 999, 87886, 2, 60, 5000000, 3, 250, 1],
        "ci": [11, 12, 25, 15, 4, 499, 3, 61, 900000, 2, 250, 2], "di": [128, 90, 75, 15, 1000, 87892, 50, 2, 5100000, 98, 250, 9]},
    "near": {  # risks that almost agree
        "ai": [10**k + 1 for k in range(1, 8)], "bi": [3 * 10**k for k in range(1, 8)],
        "ci": [10**k for k in range(1, 8)], "di": [3 * 10**k for k in range(1, 8)]},
    "times": rows(x1i=count, t1i=lambda: number(0.5, 9e4), x2i=count, t2i=lambda: number(0.5, 9e4)),
    "means": mean_columns(),
    "pairs": pair_columns(),
    "d": rows(di=lambda: number(-3, 3), n1i=size, n2i=size),
    "t": rows(ti=lambda: number(-9, 9), n1i=size, n2i=size),
    "correlations": rows(ri=lambda: number(-0.99, 0.99), ni=size),
    "small r": rows(ri=lambda: number(-1e-3, 1e-3) or 1e-9, ni=size),
    "t of one": rows(ti=lambda: number(-9, 9), ni=size),
    "partial": rows(ti=lambda: number(-3, 3), mi=lambda: random.randint(1, 9), ni=lambda: size(30), r2i=lambda: number(0.05, 0.9)),
    "determination": rows(r2i=lambda: number(0.01, 0.98), mi=lambda: random.randint(1, 9), ni=lambda: size(15)),
    "events": rows(xi=lambda: 0, ni=lambda: 0),
    "rates": rows(xi=count, ti=lambda: number(0.5, 9e4)),
    "single": rows(mi=lambda: number(0.5, 90), sdi=lambda: number(0.2, 30), ni=size),
    "alpha": rows(ai=lambda: number(-0.5, 0.99), mi=lambda: random.randint(2, 60), ni=size),
    "genotypes": rows(ai=count, bi=count, ci=count),
    "superiority": rows(ai=lambda: number(0.02, 0.98), n1i=size, n2i=size),
}
for i in range(ROWS):
    x = count()
    INPUTS["events"]["xi"][i], INPUTS["events"]["ni"][i] = x, x + count()


def signed_p():
    return random.choice([-1, 1]) * random.choice([number(0.001, 0.999), random.choice([1e-4, 3e-9, 2.5e-30])])


def margins():
    """Both margins of paired tables, with the phi coefficient of the pairs."""
    out = {k: [] for k in ("ai", "bi", "ci", "di", "ri")}
    for _ in range(ROWS):
        a, b, c, d = (count() for _ in range(4))
        phi = (a * d - b * c) / sqrt(mpf(a + b) * (c + d) * (a + c) * (b + d))
        for k, x in zip(out, (a + b, c + d, a + c, b + d, float(phi))):
            out[k].append(x)
    return out


def with_zeros(**columns):
    """Counts, some of them 0: one, or the same one of both groups."""
    out = rows(**columns)
    names = list(out)
    for i in range(ROWS):
        for k in {names[i % len(names)]} | ({names[(i + 2) % len(names)]} if i % 3 == 0 and len(names) > 3 else set()):
            out[k][i] = 0
    return out


INPUTS.update({
    "partial huge": rows(ti=lambda: number(-3, 3), mi=lambda: random.randint(1, 9), ni=lambda: random.choice([size(30), random.randint(10**5, 10**9)]),
                         r2i=lambda: number(0.05, 0.9)),
    "partial r": rows(ri=lambda: number(-0.6, 0.6), mi=lambda: random.randint(1, 9), ni=lambda: size(15), r2i=lambda: number(0.4, 0.9)),
    "partial p": rows(pi=signed_p, mi=lambda: random.randint(1, 9), ni=lambda: random.randint(200, 300), r2i=lambda: number(0.2, 0.5)),
    "F": rows(fi=lambda: number(0.1, 40), mi=lambda: random.randint(1, 9), ni=lambda: size(15)),
    "p": rows(pi=signed_p, n1i=lambda: random.randint(5, 300), n2i=lambda: random.randint(5, 300)),
    "r of groups": rows(ri=lambda: number(-0.95, 0.95), n1i=size, n2i=size),
    "p of one": rows(pi=signed_p, ni=lambda: random.randint(6, 300)),
    "d of one": rows(di=lambda: number(-3, 3), ni=size),
    "margins": margins(),
    "tetrachoric huge": {"ai": [2 * 10**10, 1, 10**9], "bi": [5 * 10**9, 4, 3], "ci": [3 * 10**9, 2 * 10**10, 2],
                         "di": [4 * 10**10, 90000000001, 10**3]},
    "given variance": rows(yi=lambda: number(-4, 4), vi=lambda: number(0.001, 9)),
    "given error": rows(yi=lambda: number(-4, 4), sei=lambda: number(0.001, 9)),
    "given interval": rows(yi=lambda: number(-1, 1), ci_lower=lambda: number(-9, -1), ci_upper=lambda: number(1, 9)),
    "given p": rows(yi=lambda: number(0.1, 4), pi=lambda: abs(signed_p())),
    "zeros": with_zeros(ai=count, bi=count, ci=count, di=count),
    "zeros of times": with_zeros(x1i=count, x2i=count) | rows(t1i=lambda: number(0.5, 9e4), t2i=lambda: number(0.5, 9e4)),
    "zeros of events": with_zeros(xi=count, mi=count),
    "zeros of rates": {"xi": [0] * ROWS, "ti": [number(0.5, 9e4) for _ in range(ROWS)]},
    "zeros of genotypes": with_zeros(ai=count, bi=count, ci=count),
})

# ---- formulas: one row (a dict of mpf) and the variance type to (yi, vi); `c` says whether bias is corrected ------------

FORMULAS = {}


def formula(codes, data, vtypes="LS"):
    def register(f):
        for code in codes.split():
            for name in data.split(","):
                FORMULAS[(code, name.strip())] = (f, vtypes.split())
        return f
    return register


def table(r):
    a, b, c, d = (r[k] for k in ("ai", "bi", "ci", "di"))
    return a, b, c, d, a + b, c + d, a + b + c + d


@formula("RR", "table,near,zeros", "LS H0 AV")
def _(r, v, ctx, **_k):
    a, b, c, d, n1, n2, n = table(r)
    p = (a + c) / n
    P1, P2 = ctx["risks"]
    var = {"LS": 1 / a - 1 / n1 + 1 / c - 1 / n2, "H0": (1 / p - 1) * (1 / n1 + 1 / n2),
           "AV": (1 - P1) / (P1 * n1) + (1 - P2) / (P2 * n2)}
    return log(a / n1) - log(c / n2), var[v]


@formula("OR", "table,near,zeros", "LS H0 AV")
def _(r, v, ctx, **_k):
    a, b, c, d, n1, n2, n = table(r)
    p = (a + c) / n
    P1, P2 = ctx["risks"]
    var = {"LS": 1 / a + 1 / b + 1 / c + 1 / d, "H0": (1 / n1 + 1 / n2) / (p * (1 - p)),
           "AV": 1 / (P1 * (1 - P1) * n1) + 1 / (P2 * (1 - P2) * n2)}
    return log(a * d / (b * c)), var[v]


@formula("RD", "table,near,zeros", "LS UB H0 AV")
def _(r, v, ctx, **_k):
    a, b, c, d, n1, n2, n = table(r)
    p1, p2, p = a / n1, c / n2, (a + c) / n
    P1, P2 = ctx["risks"]
    if v == "UB" and (n1 == 1 or n2 == 1):
        return p1 - p2, None
    var = {"LS": p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2,
           "UB": p1 * (1 - p1) / (n1 - 1) + p2 * (1 - p2) / (n2 - 1) if v == "UB" else 0,
           "H0": p * (1 - p) * (1 / n1 + 1 / n2), "AV": P1 * (1 - P1) / n1 + P2 * (1 - P2) / n2}
    return p1 - p2, var[v]


@formula("AS", "table,near")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    return asin(sqrt(a / n1)) - asin(sqrt(c / n2)), 1 / (4 * n1) + 1 / (4 * n2)


@formula("PETO", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    V = n1 * n2 * (a + c) * (b + d) / (n**2 * (n - 1))
    return (a - n1 * (a + c) / n) / V, 1 / V


def phi_parts(r, v):
    a, b, c, d, n1, n2, n = table(r)
    y = (a * d - b * c) / sqrt(n1 * n2 * (a + c) * (b + d))
    u1, u2 = n1 / n, (a + c) / n
    v1, v2 = 1 - u1, 1 - u2
    if v == "CS":
        var = (1 - y**2 + y * (1 + y**2 / 2) * (u1 - v1) * (u2 - v2) / sqrt(u1 * v1 * u2 * v2)
               - mpf(3) / 4 * y**2 * ((u1 - v1)**2 / (u1 * v1) + (u2 - v2)**2 / (u2 * v2))) / n
    else:
        f = lambda p1, p2: sqrt(u1 * v1) * (p1 - p2) / sqrt((u1 * p1 + v1 * p2) * (1 - u1 * p1 - v1 * p2))
        p1, p2 = a / n1, c / n2
        g1, g2 = mp.diff(lambda x: f(x, p2), p1), mp.diff(lambda x: f(p1, x), p2)
        var = g1**2 * p1 * (1 - p1) / n1 + g2**2 * p2 * (1 - p2) / n2
    return y, var


@formula("PHI", "table,near", "ST CS")
def _(r, v, **_k):
    return phi_parts(r, v)


@formula("ZPHI", "table,near", "ST CS")
def _(r, v, **_k):
    y, var = phi_parts(r, v)
    return atanh(y), var / (1 - y**2)**2


@formula("YUQ", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    y = (a * d - b * c) / (a * d + b * c)
    return y, (1 - y**2)**2 * (1 / a + 1 / b + 1 / c + 1 / d) / 4


@formula("YUY", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    y = (sqrt(a * d) - sqrt(b * c)) / (sqrt(a * d) + sqrt(b * c))
    return y, (1 - y**2)**2 * (1 / a + 1 / b + 1 / c + 1 / d) / 16


def tetrachoric(r):
    """rho = sin(theta) with integral_0^theta exp(-(h^2+k^2-2hk sin t)/(2 cos^2 t))/(2 pi) dt = (ad-bc)/N^2."""
    a, b, c, d, n1, n2, n = table(r)
    h, k = quantile(n1 / n), quantile((a + c) / n)
    target = (a * d - b * c) / n**2
    def density(t):
        return exp(-(h**2 + k**2 - 2 * h * k * mp.sin(t)) / (2 * mp.cos(t)**2)) / (2 * pi)
    low, high = -pi / 2, pi / 2
    def excess(t):
        return mp.quad(density, [0, t / 2, t]) - target
    for _step in range(12):  # bisection, then Newton
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    t = (low + high) / 2
    for _step in range(8):
        t -= excess(t) / density(t)
    rho, root = mp.sin(t), mp.cos(t)
    A, B = Phi((k - rho * h) / root), Phi((h - rho * k) / root)
    p2 = exp(-(h**2 - 2 * rho * h * k + k**2) / (2 * root**2)) / (2 * pi * root)
    w = [(1 - A - B, a), (-A, b), (-B, c), (mpf(0), d)]
    m = sum(x * y / n for x, y in w)
    return rho, (sum(x**2 * y / n for x, y in w) - m**2) / (n * p2**2)


@formula("RTET", "tetrachoric,tetrachoric huge")
def _(r, **_k):
    return tetrachoric(r)


@formula("ZTET", "tetrachoric,tetrachoric huge")
def _(r, **_k):
    y, var = tetrachoric(r)
    return atanh(y), var / (1 - y**2)**2


@formula("PBIT", "table,zeros")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    p1, p2 = a / n1, c / n2
    z1, z2 = quantile(p1), quantile(p2)
    return z1 - z2, 2 * pi * (p1 * (1 - p1) * exp(z1**2) / n1 + p2 * (1 - p2) * exp(z2**2) / n2)


@formula("OR2DN", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, *_n = table(r)
    k = 1 / mpf(1.65)
    return k * log(a * d / (b * c)), k**2 * (1 / a + 1 / b + 1 / c + 1 / d)


@formula("OR2D OR2DL", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, *_n = table(r)
    k = sqrt(3) / pi
    return k * log(a * d / (b * c)), k**2 * (1 / a + 1 / b + 1 / c + 1 / d)


@formula("MPRD", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    return (b - c) / n, (b + c) / n**2 - (b - c)**2 / n**3


@formula("MPRR", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, *_n = table(r)
    return log((a + b) / (a + c)), (b + c) / ((a + b) * (a + c))


@formula("MPOR", "table,near,zeros")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    p1, p2 = (a + b) / n, (a + c) / n
    delta = (a * d - b * c) / n**2
    s1, s2 = p1 * (1 - p1), p2 * (1 - p2)
    return log(p1 * (1 - p2) / (p2 * (1 - p1))), (1 / s1 + 1 / s2 - 2 * delta / (s1 * s2)) / n


@formula("MPORC", "table,zeros")
def _(r, **_k):
    return log(r["bi"] / r["ci"]), 1 / r["bi"] + 1 / r["ci"]


@formula("MPPETO", "table,zeros")
def _(r, **_k):
    b, c = r["bi"], r["ci"]
    return 2 * (b - c) / (b + c), 4 / (b + c)


@formula("MPORM", "margins")
def _(r, **_k):
    a, b, c, d, n1, n2, n = table(r)
    scale = sqrt(a * b * c * d) / (n1 * n2)
    return log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d - 4 * r["ri"] / (n * scale)


@formula("REH", "genotypes,zeros of genotypes")
def _(r, **_k):
    a, b, c = r["ai"], r["bi"], r["ci"]
    return log(b / (2 * sqrt(a * c))), 1 / b + 1 / (4 * a) + 1 / (4 * c)


@formula("IRR", "times,zeros of times")
def _(r, **_k):
    return log(r["x1i"] / r["t1i"]) - log(r["x2i"] / r["t2i"]), 1 / r["x1i"] + 1 / r["x2i"]


@formula("IRD", "times,zeros of times")
def _(r, **_k):
    return r["x1i"] / r["t1i"] - r["x2i"] / r["t2i"], r["x1i"] / r["t1i"]**2 + r["x2i"] / r["t2i"]**2


@formula("IRSD", "times")
def _(r, **_k):
    return sqrt(r["x1i"] / r["t1i"]) - sqrt(r["x2i"] / r["t2i"]), 1 / (4 * r["t1i"]) + 1 / (4 * r["t2i"])


@functools.cache
def t_value(p, m):
    """The t with m degrees of freedom of a two-sided p value, with its sign."""
    share = lambda t: mp.betainc(m / 2, mpf(1) / 2, 0, m / (m + t * t), regularized=True)
    low, high = mpf(0), mpf(1)
    while share(high) > abs(p):
        low, high = high, 2 * high
    for _step in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if share(middle) > abs(p) else (low, middle)
    t = mp.findroot(lambda t: log(share(t)) - log(abs(p)), (low, high), solver="anderson", tol=mpf(10)**-80)
    return mp.sign(p) * t


def groups(r):
    return [r.get(k) for k in ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")]


def cohen(r):
    m1, s1, n1, m2, s2, n2 = groups(r)
    if m1 is not None:
        return (m1 - m2) / sqrt(((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / (n1 + n2 - 2))
    m = n1 + n2 - 2
    if "ri" in r:
        return r["ri"] * sqrt(m * (1 / n1 + 1 / n2) / (1 - r["ri"]**2))
    return r["di"] if "di" in r else (r["ti"] if "ti" in r else t_value(r["pi"], m)) * sqrt(1 / n1 + 1 / n2)


@formula("MD", "means", "LS HO")
def _(r, v, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    pooled = ((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / (n1 + n2 - 2)
    return m1 - m2, s1**2 / n1 + s2**2 / n2 if v == "LS" else pooled * (1 / n1 + 1 / n2)


def g_variances(d, g, c, m, base, n, gbar=None):
    out = {"LS": base + g**2 / (2 * n), "LS2": c**2 * (base + d**2 / (2 * n)),
           "UB": base + (1 - (m - 2) / (m * J(m)**2)) * g**2, "H0": J(m)**2 * m / (m - 2) * base,
           "RM": base + g**2 / (2 * (n - mpf("3.94")))}
    if gbar is not None:
        out["AV"] = base + gbar**2 / (2 * n)
    return out


@formula("SMD", "means,d,t,p,r of groups", "LS LS2 UB H0 AV RM")
def _(r, v, ctx, correct, **_k):
    n1, n2 = r["n1i"], r["n2i"]
    m = n1 + n2 - 2
    c = J(m) if correct else mpf(1)
    d = cohen(r)
    return c * d, g_variances(d, c * d, c, m, 1 / n1 + 1 / n2, n1 + n2, ctx["gbar"](correct))[v]


@formula("SMDH", "means", "LS LS2 LS3")
def _(r, v, correct, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    s = sqrt((s1**2 + s2**2) / 2)
    g = (J(n1 + n2 - 2) if correct else 1) * (m1 - m2) / s
    e, f = {"LS": (1, 1), "LS2": (0, 0), "LS3": (1, 0)}[v]
    return g, (g**2 * (s1**4 / (n1 - e) + s2**4 / (n2 - e)) / (8 * s**4) + (s1**2 / (n1 - f) + s2**2 / (n2 - f)) / s**2)


@formula("SMD1", "means", "LS LS2 UB H0")
def _(r, v, correct, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    m = n2 - 1
    c = J(m) if correct else mpf(1)
    d = (m1 - m2) / s2
    return c * d, g_variances(d, c * d, c, m, 1 / n1 + 1 / n2, n2)[v]


@formula("SMD1H", "means")
def _(r, correct, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    g = (J(n2 - 1) if correct else 1) * (m1 - m2) / s2
    return g, s1**2 / s2**2 / (n1 - 1) + 1 / (n2 - 1) + g**2 / (2 * (n2 - 1))


@formula("ROM", "means", "LS LS2 HO AV AVHO")
def _(r, v, ctx, correct, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    u1, u2 = s1**2 / (n1 * m1**2), s2**2 / (n2 * m2**2)
    pooled = ((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / (n1 + n2 - 2)
    c1, c2, c = ctx["cv"]
    var = {"LS": u1 + u2, "LS2": u1 + u2 + (u1**2 + u2**2) / 2, "HO": pooled * (1 / (n1 * m1**2) + 1 / (n2 * m2**2)),
           "AV": c1**2 / n1 + c2**2 / n2, "AVHO": c**2 * (1 / n1 + 1 / n2)}
    return log(m1 / m2) + ((u1 - u2) / 2 if correct else 0), var[v]


@formula("VR", "means")
def _(r, correct, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    h1, h2 = 1 / (2 * (n1 - 1)), 1 / (2 * (n2 - 1))
    return log(s1 / s2) + (h1 - h2 if correct else 0), h1 + h2


@formula("CVR", "means", "LS LS2")
def _(r, v, correct, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    u1, u2 = s1**2 / (n1 * m1**2), s2**2 / (n2 * m2**2)
    h1, h2 = 1 / (2 * (n1 - 1)), 1 / (2 * (n2 - 1))
    var = u1 + u2 + h1 + h2
    if v == "LS2":
        var = u1 + u2 + (u1**2 + u2**2) / 2 + n1 / (2 * (n1 - 1)**2) + n2 / (2 * (n2 - 1)**2)
    return log(s1 / m1) - log(s2 / m2) + (h1 - h2 - (u1 - u2) / 2 if correct else 0), var


def rpb(r, v):
    n1, n2 = r["n1i"], r["n2i"]
    n, m, d = n1 + n2, n1 + n2 - 2, cohen(r)
    h = m / n1 + m / n2
    y = d / sqrt(d**2 + h)
    p, q = n1 / n, n2 / n
    var = (h**2 / (h + d**2)**3 * (1 / n1 + 1 / n2 + d**2 / (2 * n)) if v != "CS"
           else (1 - y**2)**2 * (1 - 3 * y**2 / 2 + y**2 / (4 * p * q)) / n)
    return y, var


@formula("RPB", "means,d,t,p", "ST LS CS")
def _(r, v, **_k):
    return rpb(r, v)


@formula("ZPB", "means,d,t", "ST LS CS")
def _(r, v, **_k):
    y, var = rpb(r, v)
    return atanh(y), var / (1 - y**2)**2


def rbis(r):
    n1, n2 = r["n1i"], r["n2i"]
    n = n1 + n2
    p, q = n1 / n, n2 / n
    z = -quantile(p)
    f = phi(z)
    y = sqrt(p * q) / f * rpb(r, "ST")[0]
    w = max(min(y, mpf(1)), mpf(-1))
    return y, (p * q / f**2 - (mpf(3) / 2 + (1 - p * z / f) * (1 + q * z / f)) * w**2 + w**4) / (n - 1)


@formula("RBIS", "means,d,t,p")
def _(r, **_k):
    return rbis(r)


@formula("ZBIS", "means,d,t")
def _(r, **_k):
    y, var = rbis(r)
    return (atanh(y), var / (1 - y**2)**2) if abs(y) < 1 else (None, None)


def as_odds(k):
    def f(r, **_k):
        n1, n2, d = r["n1i"], r["n2i"], cohen(r)
        return k * d, k**2 * (1 / n1 + 1 / n2 + d**2 / (2 * (n1 + n2)))
    return f


formula("D2OR D2ORL", "means,d,t")(as_odds(pi / sqrt(3)))
formula("D2ORN", "means,d,t")(as_odds(mpf(1.65)))


@formula("CLES AUC", "superiority", "LS LS2 H0 MAX")
def _(r, v, **_k):
    t, n1, n2 = r["ai"], r["n1i"], r["n2i"]
    Q1, Q2 = t / (2 - t), 2 * t**2 / (1 + t)
    def hm(k1, k2):
        return (t * (1 - t) + k1 * (Q1 - t**2) + k2 * (Q2 - t**2)) / ((n1 - 1) * (n2 - 1))
    k = (n1 + n2) / 2 - 1
    return t, {"LS": hm(k, k), "LS2": hm(n1 - 1, n2 - 1), "H0": (n1 + n2 + 1) / (12 * n1 * n2),
               "MAX": t * (1 - t) / (min(n1, n2) - 1)}[v]


@formula("CLESN AUCN", "means", "LS LS2 LS3 HO H0")
def _(r, v, **_k):
    m1, s1, n1, m2, s2, n2 = groups(r)
    if v == "HO":
        d = cohen(r)
        return Phi(d / sqrt(2)), phi(d / sqrt(2))**2 / 2 * (1 / n1 + 1 / n2 + d**2 / (2 * (n1 + n2)))
    t2 = s1**2 + s2**2
    z = (m1 - m2) / sqrt(t2)
    e, f = {"LS": (1, 1), "LS2": (0, 0), "LS3": (1, 0), "H0": (1, 1)}[v]
    w = 0 if v == "H0" else z
    return Phi(z), phi(w)**2 * ((s1**2 / (n1 - f) + s2**2 / (n2 - f)) / t2
                               + w**2 * (s1**4 / (n1 - e) + s2**4 / (n2 - e)) / (2 * t2**2))


def pair(r):
    return [r[k] for k in ("m1i", "sd1i", "m2i", "sd2i", "ri", "ni")]


@formula("CLESCN AUCCN", "pairs", "LS LS2")
def _(r, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    t2 = s1**2 + s2**2
    z = (m1 - m2) / sqrt(t2)
    change = s1**2 + s2**2 - 2 * q * s1 * s2
    return Phi(z), phi(z)**2 * (change / ((n - 1) * t2)
                               + z**2 * (s1**4 + s2**4 + 2 * q**2 * s1**2 * s2**2) / (2 * t2**2 * (n - 1)))


@formula("MC", "pairs")
def _(r, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    return m1 - m2, (s1**2 + s2**2 - 2 * q * s1 * s2) / n


def olkin_pratt(q, n):
    return q * hypergeometric(mpf(1) / 2, (n - 2) / 2, 1 - q**2)


def of_change(r):
    n = r["ni"]
    if "di" in r:
        return r["di"]
    if "m1i" not in r:
        return (r["ti"] if "ti" in r else t_value(r["pi"], n - 1)) / sqrt(n)
    m1, s1, m2, s2, q, n = pair(r)
    return (m1 - m2) / sqrt(s1**2 + s2**2 - 2 * q * s1 * s2)


@formula("SMCC", "pairs,d of one,t of one,p of one", "LS LS2 UB H0")
def _(r, v, correct, **_k):
    n, d = r["ni"], of_change(r)
    c = J(n - 1) if correct else mpf(1)
    return c * d, g_variances(d, c * d, c, n - 1, 1 / n, n)[v]


@formula("SMCR", "pairs", "LS LS2 UB H0")
def _(r, v, correct, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    d = (m1 - m2) / s1
    c = J(n - 1) if correct else mpf(1)
    base = 2 * (1 - (olkin_pratt(q, n) if v in ("UB", "H0") else q)) / n
    return c * d, g_variances(d, c * d, c, n - 1, base, n)[v]


@formula("SMCRH", "pairs", "LS LS2")
def _(r, v, correct, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    g = (J(n - 1) if correct else 1) * (m1 - m2) / s1
    k = n - 1 if v == "LS" else n
    return g, (s1**2 + s2**2 - 2 * q * s1 * s2) / (s1**2 * k) + g**2 / (2 * k)


@formula("SMCRP", "pairs")
def _(r, correct, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    g = (J(2 * (n - 1) / (1 + q**2)) if correct else 1) * (m1 - m2) / sqrt((s1**2 + s2**2) / 2)
    return g, 2 * (1 - q) / n + g**2 * (1 + q**2) / (4 * n)


@formula("SMCRPH", "pairs", "LS LS2")
def _(r, v, correct, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    t2 = (s1**2 + s2**2) / 2
    g = (J(2 * (n - 1) / (1 + q**2)) if correct else 1) * (m1 - m2) / sqrt(t2)
    k = n - 1 if v == "LS" else n
    return g, (g**2 * (s1**4 + s2**4 + 2 * q**2 * s1**2 * s2**2) / (8 * k * t2**2)
               + (s1**2 + s2**2 - 2 * q * s1 * s2) / (t2 * k))


def romc(r, v):
    m1, s1, m2, s2, q, n = pair(r)
    var = s1**2 / (n * m1**2) + s2**2 / (n * m2**2) - 2 * q * s1 * s2 / (n * m1 * m2)
    if v == "LS2":
        var += (s1**4 / m1**4 + s2**4 / m2**4 + q**2 * s1**2 * s2**2 * (1 / m1**4 + 1 / m2**4)) / (2 * n**2)
    return var


def vrc(r, v):
    m1, s1, m2, s2, q, n = pair(r)
    var = (1 - q**2) / (n - 1)
    if v == "LS2":
        var += (1 + q**4 * (s1**8 + s2**8) / (2 * s1**4 * s2**4)) / (n - 1)**2
    return var


@formula("ROMC", "pairs", "LS LS2")
def _(r, v, correct, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    return log(m1 / m2) + ((s1**2 / m1**2 - s2**2 / m2**2) / (2 * n) if correct else 0), romc(r, v)


@formula("VRC", "pairs", "LS LS2")
def _(r, v, **_k):
    return log(r["sd1i"] / r["sd2i"]), vrc(r, v)


@formula("CVRC", "pairs", "LS LS2")
def _(r, v, correct, **_k):
    m1, s1, m2, s2, q, n = pair(r)
    return (log(s1 / m1) - log(s2 / m2) - ((s1**2 / m1**2 - s2**2 / m2**2) / (2 * n) if correct else 0),
            romc(r, v) + vrc(r, v))


def correlation(r):
    if "ri" in r:
        return r["ri"]
    t = r["ti"] if "ti" in r else t_value(r["pi"], r["ni"] - 2)
    return t / sqrt(t**2 + r["ni"] - 2)


def partial(r):
    if "ri" in r:
        return r["ri"]
    rest = r["ni"] - r["mi"] - 1
    t = r["ti"] if "ti" in r else t_value(r["pi"], rest)
    return t / sqrt(t**2 + rest)


@formula("COR", "correlations,small r,t of one,p of one", "LS AV H0")
def _(r, v, ctx, **_k):
    q, n = correlation(r), r["ni"]
    b = ctx["rbar"]
    return q, {"LS": (1 - q**2)**2 / (n - 1), "AV": (1 - b**2)**2 / (n - 1), "H0": (1 - q**2) / (n - 2)}[v]


@formula("UCOR", "correlations,small r,t of one,p of one", "LS AV UB")
def _(r, v, ctx, **_k):
    q, n = correlation(r), r["ni"]
    u, b = olkin_pratt(q, n), ctx["ubar"]
    return u, {"LS": (1 - u**2)**2 / (n - 1), "AV": (1 - b**2)**2 / (n - 1),
               "UB": u**2 - 1 + (n - 3) / (n - 2) * (1 - q**2) * hypergeometric(mpf(1), n / 2, 1 - q**2)}[v]


@formula("ZCOR", "correlations,small r,t of one,p of one")
def _(r, **_k):
    return atanh(correlation(r)), 1 / (r["ni"] - 3)


@formula("PCOR", "partial,partial huge,partial r,partial p", "LS AV")
def _(r, v, ctx, **_k):
    m, n = r["mi"], r["ni"]
    q = partial(r)
    return q, (1 - (q if v == "LS" else ctx["pbar"])**2)**2 / (n - m)


@formula("ZPCOR", "partial,partial huge,partial r,partial p")
def _(r, **_k):
    return atanh(partial(r)), 1 / (r["ni"] - r["mi"] - 2)


def semi(r):
    if "ri" in r:
        return r["ri"]
    rest = r["ni"] - r["mi"] - 1
    return (r["ti"] if "ti" in r else t_value(r["pi"], rest)) * sqrt((1 - r["r2i"]) / rest)


def semi_variance(r, q):
    R2 = r["r2i"]
    S = R2 - q**2
    return (R2**2 - 2 * R2 + S + 1 - S**2) / r["ni"]


@formula("SPCOR", "partial,partial huge,partial r,partial p", "LS AV")
def _(r, v, ctx, **_k):
    return semi(r), semi_variance(r, semi(r) if v == "LS" else ctx["sbar"])


@formula("ZSPCOR", "partial,partial huge,partial r,partial p")
def _(r, **_k):
    q = semi(r)
    return (atanh(q), semi_variance(r, q) / (1 - q**2)**2) if abs(q) < 1 else (None, None)


def explained(r):
    if "r2i" in r:
        return r["r2i"]
    return r["mi"] * r["fi"] / (r["mi"] * r["fi"] + r["ni"] - r["mi"] - 1)


@formula("R2", "determination,F", "LS LS2 AV AV2")
def _(r, v, ctx, **_k):
    x, m, n = explained(r), r["mi"], r["ni"]
    w = ctx["r2bar"] if v.startswith("AV") else x
    return x, 4 * w * (1 - w)**2 * (1 / n if v in ("LS", "AV") else (n - m - 1)**2 / ((n**2 - 1) * (n + 3)))


@formula("ZR2", "determination,F")
def _(r, **_k):
    return atanh(sqrt(explained(r))), 1 / r["ni"]


@formula("R2F", "determination,F")
def _(r, **_k):
    x, n = explained(r), r["ni"]
    f = x / (1 - x)  # noncentrality per person; delta method of a/(a+b), var a = 4 n f, var b = 2 n
    return x, (4 * f + 2 * f**2) / (n * (1 + f)**4)


@formula("ZR2F", "determination,F")
def _(r, **_k):
    x, n = explained(r), r["ni"]
    f = x / (1 - x)
    return atanh(sqrt(x)), (4 * f + 2 * f**2) / (n * (1 + f)**4) / (4 * x * (1 - x)**2)


@formula("PR", "events,zeros of events", "LS UB AV")
def _(r, v, ctx, **_k):
    x, n = r["xi"], r["ni"]
    p, P = x / n, ctx["p"]
    return p, {"LS": p * (1 - p) / n, "UB": p * (1 - p) / (n - 1), "AV": P * (1 - P) / n}[v]


@formula("PLN", "events,zeros of events", "LS AV")
def _(r, v, ctx, **_k):
    x, n, P = r["xi"], r["ni"], ctx["p"]
    return log(x / n), 1 / x - 1 / n if v == "LS" else (1 - P) / (P * n)


@formula("PLO", "events,zeros of events", "LS AV")
def _(r, v, ctx, **_k):
    x, n, P = r["xi"], r["ni"], ctx["p"]
    return log(x / (n - x)), 1 / x + 1 / (n - x) if v == "LS" else 1 / (P * (1 - P) * n)


@formula("PRZ", "events,zeros of events")
def _(r, **_k):
    x, n = r["xi"], r["ni"]
    p = x / n
    z = quantile(p)
    return z, 2 * pi * p * (1 - p) * exp(z**2) / n


@formula("PAS", "events")
def _(r, **_k):
    return asin(sqrt(r["xi"] / r["ni"])), 1 / (4 * r["ni"])


@formula("PFT", "events")
def _(r, **_k):
    x, n = r["xi"], r["ni"]
    return (asin(sqrt(x / (n + 1))) + asin(sqrt((x + 1) / (n + 1)))) / 2, 1 / (4 * n + 2)


@formula("IR", "rates,zeros of rates")
def _(r, **_k):
    return r["xi"] / r["ti"], r["xi"] / r["ti"]**2


@formula("IRLN", "rates,zeros of rates")
def _(r, **_k):
    return log(r["xi"] / r["ti"]), 1 / r["xi"]


@formula("IRS", "rates")
def _(r, **_k):
    return sqrt(r["xi"] / r["ti"]), 1 / (4 * r["ti"])


@formula("IRFT", "rates")
def _(r, **_k):
    x, t = r["xi"], r["ti"]
    return (sqrt(x / t) + sqrt((x + 1) / t)) / 2, 1 / (4 * t)


@formula("MN", "single", "LS HO")
def _(r, v, ctx, **_k):
    return r["mi"], (r["sdi"]**2 if v == "LS" else ctx["pooled"]) / r["ni"]


@formula("SMN", "single")
def _(r, correct, **_k):
    y = (J(r["ni"] - 1) if correct else 1) * r["mi"] / r["sdi"]
    return y, 1 / r["ni"] + y**2 / (2 * r["ni"])


@formula("MNLN", "single")
def _(r, **_k):
    return log(r["mi"]), r["sdi"]**2 / (r["ni"] * r["mi"]**2)


@formula("CVLN", "single")
def _(r, correct, **_k):
    h = 1 / (2 * (r["ni"] - 1))
    return log(r["sdi"] / r["mi"]) + (h if correct else 0), h + r["sdi"]**2 / (r["ni"] * r["mi"]**2)


@formula("SDLN", "single")
def _(r, correct, **_k):
    h = 1 / (2 * (r["ni"] - 1))
    return log(r["sdi"]) + (h if correct else 0), h


@formula("ARAW", "alpha")
def _(r, **_k):
    a, k, n = r["ai"], r["mi"], r["ni"]
    return a, 2 * k * (1 - a)**2 / ((k - 1) * (n - 2))


@formula("AHW", "alpha")
def _(r, **_k):
    a, k, n = r["ai"], r["mi"], r["ni"]
    root = mp.cbrt(1 - a)
    return 1 - root, 18 * k * (n - 1) * root**2 / ((k - 1) * (9 * n - 11)**2)


@formula("ABT", "alpha")
def _(r, **_k):
    a, k, n = r["ai"], r["mi"], r["ni"]
    return -log(1 - a), 2 * k / ((k - 1) * (n - 2))


@formula("GEN HR HD", "given variance,given error,given interval,given p")
def _(r, **_k):
    z = -quantile(mpf(1) / 40)
    if "vi" in r:
        return r["yi"], r["vi"]
    if "sei" in r:
        return r["yi"], r["sei"]**2
    if "ci_lower" in r:
        return r["yi"], ((r["ci_upper"] - r["ci_lower"]) / (2 * z))**2
    return r["yi"], (r["yi"] / quantile(r["pi"] / 2))**2


# ---- averages over studies -----------------------------------------------------------------------------------------

def context(name, rows):
    ctx = {}
    if name in ("table", "near", "zeros"):
        ctx["risks"] = (sum(r["ai"] for r in rows) / sum(r["ai"] + r["bi"] for r in rows),
                        sum(r["ci"] for r in rows) / sum(r["ci"] + r["di"] for r in rows))
    if name in ("means", "d", "t", "p", "r of groups"):
        total = [r["n1i"] + r["n2i"] for r in rows]
        ctx["gbar"] = functools.cache(lambda correct: mean([(J(n - 2) if correct else 1) * cohen(r) for r, n in zip(rows, total)], total))
    if name == "means":
        cv1, cv2 = [r["sd1i"] / r["m1i"] for r in rows], [r["sd2i"] / r["m2i"] for r in rows]
        n1, n2 = [r["n1i"] for r in rows], [r["n2i"] for r in rows]
        ctx["cv"] = mean(cv1, n1), mean(cv2, n2), mean(cv1 + cv2, n1 + n2)
    if name in ("correlations", "small r", "t of one", "p of one"):
        n = [r["ni"] for r in rows]
        ctx["rbar"] = mean([correlation(r) for r in rows], n)
        ctx["ubar"] = mean([olkin_pratt(correlation(r), r["ni"]) for r in rows], n)
    if name.startswith("partial"):
        n = [r["ni"] for r in rows]
        ctx["pbar"] = mean([partial(r) for r in rows], n)
        ctx["sbar"] = mean([semi(r) for r in rows], n)
    if name in ("determination", "F"):
        ctx["r2bar"] = mean([explained(r) for r in rows], [r["ni"] for r in rows])
    if name in ("events", "zeros of events"):
        ctx["p"] = sum(r["xi"] for r in rows) / sum(r["ni"] for r in rows)
    if name == "single":
        ctx["pooled"] = mean([r["sdi"]**2 for r in rows], [r["ni"] - 1 for r in rows])
    return ctx


# ---- readings on which tools differ ------------------------------------------------------------------------------------

CHOICES = []


def choice(codes, data, **choices):
    def register(f):
        CHOICES.extend((code, name, choices, f) for code in codes.split() for name in data.split(","))
        return f
    return register


def approximate(r, code):
    """The measure with the approximate factor in the estimate, from which its variance of type LS follows."""
    global J
    exact, J = J, lambda m: 1 - 3 / (4 * m - 1)
    try:
        name = "means" if "n1i" in r else "pairs" if "m1i" in r else "single"
        return FORMULAS[(code, name)][0](r=r, v="LS", ctx={"gbar": lambda _c: mpf(0)}, correct=True)
    finally:
        J = exact


for _code, _data in [(c, "means") for c in ("SMD", "SMDH", "SMD1", "SMD1H")] + [(c, "pairs") for c in ("SMCC", "SMCR", "SMCRH", "SMCRP", "SMCRPH")] + [
        ("SMN", "single")]:
    choice(_code, _data, hedgesFactor="approximate")(lambda r, code=_code: approximate(r, code))


@choice("SMDH", "means", heteroscedasticVariance="metafor-3")
def _(r):
    y, v = FORMULAS[("SMDH", "means")][0](r=r, v="LS", correct=True)
    return y, v * J(r["n1i"] + r["n2i"] - 2)**2


@choice("SMCRH", "pairs", heteroscedasticVariance="metafor-3")
def _(r):
    y, v = FORMULAS[("SMCRH", "pairs")][0](r=r, v="LS", correct=True)
    return y, v * J(r["ni"] - 1)**2


@choice("SMD1H", "means", heteroscedasticVariance="metafor-3")
def _(r):
    y, _v = FORMULAS[("SMD1H", "means")][0](r=r, v="LS", correct=True)
    return y, (r["sd1i"] / r["sd2i"])**2 / r["n1i"] + 1 / r["n2i"] + y**2 / (2 * r["n2i"])


@choice("PCOR", "partial,partial huge", partialCorrelationVariance="metafor-3")
def _(r):
    return partial(r), (1 - partial(r)**2)**2 / (r["ni"] - r["mi"] - 1)


@choice("ZPCOR", "partial,partial huge", partialCorrelationVariance="metafor-3")
def _(r):
    return atanh(partial(r)), 1 / (r["ni"] - r["mi"] - 1)


def uncorrected(code, data):
    @choice(code, data, ratioCorrection="deviations")
    def _(r):
        return FORMULAS[(code, data)][0](r=r, v="LS", ctx={"cv": (0, 0, 0)}, correct=False)


for _code, _data in (("ROM", "means"), ("ROMC", "pairs"), ("CVRC", "pairs")):
    uncorrected(_code, _data)


@choice("CVR", "means", ratioCorrection="deviations")
def _(r):
    y, v = FORMULAS[("CVR", "means")][0](r=r, v="LS", correct=False)
    return y + 1 / (2 * (r["n1i"] - 1)) - 1 / (2 * (r["n2i"] - 1)), v


@choice("RR", "zeros", riskRatioAddition="events")
def _(r):
    a, b, c, d, n1, n2, _n = table(r)
    x = mpf(1) / 2
    y = log((a + x) / (n1 + x)) - log((c + x) / (n2 + x))
    if b == 0 and d == 0:
        return y, 1 / a - 1 / (n1 + x) + 1 / c - 1 / (n2 + x)
    return y, 1 / (a + x) - 1 / (n1 + x) + 1 / (c + x) - 1 / (n2 + x)


def raw_difference(code, data):
    @choice(code, data, differenceAddition="variance")
    def _(r):
        f = FORMULAS[(code, data)][0]
        ctx = {"risks": (mpf(1) / 2, mpf(1) / 2), "p": mpf(1) / 2}
        a, b, n = (r[k] for k in ("xi", "mi", "ni")) if code == "PR" else (None, None, None)
        variance = f(r=added(r, data), v="LS", ctx=ctx)[1]
        if code == "PR":
            return a / n, variance
        if code == "RD":
            return r["ai"] / (r["ai"] + r["bi"]) - r["ci"] / (r["ci"] + r["di"]), variance
        return r["x1i"] / r["t1i"] - r["x2i"] / r["t2i"], variance


for _code, _data in (("RD", "zeros"), ("IRD", "zeros of times"), ("PR", "zeros of events")):
    raw_difference(_code, _data)

COUNTS = {"zeros": ["ai", "bi", "ci", "di"], "zeros of times": ["x1i", "x2i"], "zeros of events": ["xi", "mi"], "zeros of rates": ["xi"],
          "zeros of genotypes": ["ai", "bi", "ci"]}


def added(r, name):
    """One half on every count of a study with a 0."""
    counts = COUNTS.get(name, [])
    out = dict(r)
    if any(r[k] == 0 for k in counts):
        for k in counts:
            out[k] = r[k] + mpf(1) / 2
    if "mi" in counts:
        out["ni"] = out["xi"] + out["mi"]
    return out


CORRECTED = {"SMD", "SMDH", "SMD1", "SMD1H", "ROM", "ROMC", "VR", "CVR", "CVRC", "SMCC", "SMCR", "SMCRH", "SMCRP", "SMCRPH",
             "SMN", "CVLN", "SDLN"}


def double(x):
    return None if x is None else float(mp.nstr(x, 20))


def studies(data):
    return [{k: mpf(column[i]) for k, column in data.items()} for i in range(len(next(iter(data.values()))))]


cases = []
for (code, name), (f, vtypes) in FORMULAS.items():
    data = INPUTS[name]
    records = [added(r, name) for r in studies(data)]
    ctx = context(name, records)
    for vtype in vtypes:
        for correct in ([True, False] if code in CORRECTED else [True]):
            pairs = [f(r=r, v=vtype, ctx=ctx, correct=correct) for r in records]
            case = {"measure": code, "data": name, "vtype": vtype}
            if not correct:
                case["correct"] = False
            case["yi"], case["vi"] = [double(y) for y, _ in pairs], [double(v) for _, v in pairs]
            cases.append(case)

for code, name, choices, f in CHOICES:
    records = studies(INPUTS[name])
    for r in records:
        if "mi" in COUNTS.get(name, []):
            r["ni"] = r["xi"] + r["mi"]
    pairs = [f(r) for r in records]
    cases.append({"measure": code, "data": name, "vtype": "LS"} | {"choices": choices}
                 | {"yi": [double(y) for y, _ in pairs], "vi": [double(v) for _, v in pairs]})

print('{"tool":"mpmath","version":"%s, 50 digits","script":"closed-forms.py",\n"data":{' % mp.__version__)
print(",\n".join(f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in INPUTS.items()))
print('},\n"cases":[')
print(",\n".join(json.dumps(c, separators=(",", ":")) for c in cases))
print("]}")
