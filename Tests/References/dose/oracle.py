#!/usr/bin/env python3
"""Exact doses needed and their confidence sets, in 34-digit arithmetic (mpmath).

    oracle.py            writes needed.json, 17 digits a number
    oracle.py --check    recomputes and compares with the stored file; exit status 1 on a difference

Independent of the engine and of any meta-analysis package. Every double of the data is taken at its exact binary value.

The model is y ~ N(b0 + b1 x (+ b2 z), diag(v + tau2)); x is the dose or its logarithm, z a covariate held at its mean.
  estimate   REML by bisection of the derivative of the restricted likelihood (Viechtbauer 2005,
             doi:10.3102/10769986030003261), b by generalized least squares from the normal equations
  fieller    the roots in d of (T - m(d))^2 = q^2 Var m(d), expanded as a quadratic and solved by the school formula,
             shape by the sign of the quadratic at the middle and at infinity (Fieller 1954)
  wald       q: normal, or t(k - p) with Knapp and Hartung's factor (2003, doi:10.1002/sim.1482)
  known      the same set with tau2 held at its estimate, by *constrained minimisation* of the weighted sum of squares at
             the ends: the profile likelihood with tau2 known, which must equal Fieller's set with the normal quantile
  profile    2 (l_max - l(d)) <= chi2(1), full likelihood, tau2 maximised at every d by golden section over a bracket;
             ends by Anderson and Bjorck's method
"""
import json, os, sys
import mpmath as mp

mp.mp.dps = 34
HERE = os.path.dirname(os.path.abspath(__file__))


def solve(A, b): return mp.lu_solve(A, b)


def gls(X, y, w):
    p, k = len(X), len(y)
    A = mp.matrix(p, p); c = mp.matrix(p, 1)
    for i in range(p):
        c[i] = mp.fsum(w[r] * X[i][r] * y[r] for r in range(k))
        for j in range(p): A[i, j] = mp.fsum(w[r] * X[i][r] * X[j][r] for r in range(k))
    b = solve(A, c)
    rest = [y[r] - mp.fsum(b[i] * X[i][r] for i in range(p)) for r in range(k)]
    return b, A, mp.fsum(w[r] * rest[r] ** 2 for r in range(k))


def loglik(X, y, v, t, restricted):
    w = [1 / (s + t) for s in v]
    b, A, q = gls(X, y, w)
    value = -(mp.fsum(mp.log(s + t) for s in v) + q) / 2
    return value - mp.log(mp.det(A)) / 2 if restricted else value


def maximise(X, y, v, restricted, digits=22):
    """The global maximum over tau2 >= 0: a grid, then golden section; the maximum itself has twice the digits of tau2."""
    f = lambda t: loglik(X, y, v, t, restricted)
    grid = [mp.mpf(0)] + [mp.mpf(10) ** (mp.mpf(i) / 10) for i in range(-40, 11, 2)]
    values = [f(t) for t in grid]
    best = max(range(len(grid)), key=lambda i: values[i])
    if best == 0:
        if mp.diff(f, 0, h=mp.mpf(10) ** -20, direction=1) <= 0: return mp.mpf(0), f(mp.mpf(0))
        a, b = grid[0], grid[1]
    else: a, b = grid[best - 1], grid[min(best + 1, len(grid) - 1)]
    ratio = (mp.sqrt(5) - 1) / 2
    c, d = b - ratio * (b - a), a + ratio * (b - a)
    fc, fd = f(c), f(d)
    while b - a > mp.mpf(10) ** -digits * max(b, mp.mpf(10) ** -6):
        if fc > fd: b, d, fd = d, c, fc; c = b - ratio * (b - a); fc = f(c)
        else: a, c, fc = c, d, fd; d = a + ratio * (b - a); fd = f(d)
    t = (a + b) / 2
    return t, f(t)


def t_quantile(upper, df):
    f = lambda x: mp.betainc(mp.mpf(df) / 2, mp.mpf(1) / 2, 0, df / (df + x * x), regularized=True) / 2 - upper
    return mp.findroot(f, (mp.mpf(1), mp.mpf(4)), solver="anderson", tol=mp.mpf(10) ** -40, verify=False)


def normal_quantile(upper): return mp.sqrt(2) * mp.erfinv(1 - 2 * upper)


def fieller(m0, m1, v0, v1, c, T, q):
    A, B, C = m1 ** 2 - q ** 2 * v1, m1 * (m0 - T) - q ** 2 * c, (m0 - T) ** 2 - q ** 2 * v0
    D = B * B - A * C
    if D <= 0: return {"shape": "everything"}
    ends = sorted([(-B - mp.sqrt(D)) / A, (-B + mp.sqrt(D)) / A])
    return {"shape": "bounded" if A > 0 else "outside", "ends": ends}


def constrained(x, z, y, v, T, d):
    """Design and response of the model whose mean at d is T."""
    X = [[s - d for s in x]] + ([z] if z else [])
    return X, [s - T for s in y]


def profile(x, z, y, v, T, level, dhat):
    X = [[mp.mpf(1)] * len(y), x] + ([z] if z else [])
    _, best = maximise(X, y, v, False)
    crit = mp.mpf(normal_quantile((1 - level) / 2)) ** 2

    def excess(d):
        if mp.isinf(d): Xc, yc = [[mp.mpf(1)] * len(y)] + ([z] if z else []), [s - T for s in y]
        else: Xc, yc = constrained(x, z, y, v, T, d)
        return 2 * (best - maximise(Xc, yc, v, False, 9)[1]) - crit
    center = mp.fsum(x) / len(x)
    spread = mp.sqrt(mp.fsum((s - center) ** 2 for s in x) / len(x))
    at = lambda theta: mp.inf if abs(mp.cos(theta)) < mp.mpf(10) ** -30 else center + spread * mp.tan(theta)
    start = mp.atan((dhat - center) / spread)
    # The estimate by REML is close to that by ML: its excess must be negative.
    assert excess(at(start)) < 0
    def end(direction):
        a, step = start, mp.pi / 24
        for i in range(24):
            b = a + direction * step
            if excess(at(b)) > 0:
                return mp.findroot(lambda s: excess(at(s)), (a, b), solver="anderson", tol=mp.mpf(10) ** -22, verify=False)
            a = b
        return None
    up, low = end(1), end(-1)
    if up is None or low is None: return {"shape": "everything"}
    if up > mp.pi / 2: return {"shape": "outside", "ends": [at(up - mp.pi), at(low)]}
    if low < -mp.pi / 2: return {"shape": "outside", "ends": [at(up), at(low + mp.pi)]}
    return {"shape": "bounded", "ends": [at(low), at(up)]}


def case(name, data, transform, adjusted, targets, level):
    y = [mp.mpf(s) for s in data["yi"]]; v = [mp.mpf(s) for s in data["vi"]]
    x = [mp.mpf(s) for s in data["dose"]]
    if transform == "logarithmic": x = [mp.log(s) for s in x]
    back = mp.exp if transform == "logarithmic" else (lambda s: s)
    k = len(y)
    z = None
    if adjusted:
        z = [mp.mpf(s) for s in data["qualified"]]
        mean = mp.fsum(z) / k
        z = [s - mean for s in z]
    X = [[mp.mpf(1)] * k, x] + ([z] if z else [])
    p = len(X)
    t, _ = maximise(X, y, v, True)
    w = [1 / (s + t) for s in v]
    b, A, q2 = gls(X, y, w)
    V = mp.inverse(A)
    out = {"name": name, "model": transform, "adjusted": adjusted, "level": 100 * level, "tau2": t,
           "intercept_at_mean_covariate": b[0], "slope": b[1], "targets": []}
    tail = (1 - mp.mpf(level)) / 2
    quantiles = {"z": (normal_quantile(tail), mp.mpf(1)), "knha": (t_quantile(tail, k - p), q2 / (k - p))}
    for T in targets:
        T = mp.mpf(T); d = (T - b[0]) / b[1]
        entry = {"target": T, "dose": back(d)}
        for test, (q, s) in quantiles.items():
            entry[test] = fieller(b[0], b[1], s * V[0, 0], s * V[1, 1], s * V[0, 1], T, q)
        # At Fieller's ends with the normal quantile, the constrained sum of squares exceeds the free one by q^2.
        for e in entry["z"].get("ends", []):
            Xc, yc = constrained(x, z, y, v, T, e)
            rise = gls(Xc, yc, w)[2] - q2
            assert abs(rise - quantiles["z"][0] ** 2) < mp.mpf(10) ** -24, (name, T, rise)
        entry["profile"] = profile(x, z, y, v, T, mp.mpf(level), d)
        for test in ("z", "knha", "profile"):
            if "ends" in entry[test]: entry[test]["ends"] = [back(e) for e in entry[test]["ends"]]
        out["targets"].append(entry)
    return out


def plain(value):
    if isinstance(value, dict): return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)): return [plain(item) for item in value]
    if isinstance(value, mp.mpf): return float(mp.nstr(value, 20))
    return value


def main():
    gamut = json.load(open(os.path.join(HERE, "curves.json")))["data"]
    # SYNTHETIC: ten invented estimates whose slope is not significant, and five with hardly any.
    flat = {"yi": [0.31, 0.12, 0.55, 0.20, 0.61, 0.35, 0.18, 0.70, 0.42, 0.52],
            "vi": [0.05, 0.08, 0.06, 0.04, 0.09, 0.07, 0.05, 0.06, 0.08, 0.05],
            "dose": [3, 5, 8, 10, 12, 16, 20, 24, 30, 40]}
    none = {"yi": [0.4, 0.1, 0.5, 0.2, 0.3], "vi": [0.05, 0.08, 0.06, 0.04, 0.09], "dose": [4, 9, 15, 22, 30]}
    cases = []
    for shape in ("linear", "logarithmic"):
        for adjusted in (False, True):
            cases.append(case("gamut", gamut, shape, adjusted, ["0.2", "0.5", "0.8"], mp.mpf("0.95")))
        cases.append(case("flat", flat, shape, False, ["0.2", "0.5", "0.8"], mp.mpf("0.95")))
        cases.append(case("none", none, shape, False, ["0.2", "0.8"], mp.mpf("0.95")))
    cases.append(case("gamut", gamut, "linear", False, ["0.5"], mp.mpf("0.8")))
    result = plain({"generator": "oracle.py", "tool": "mpmath " + mp.__version__ + ", 34 digits",
                    "source": "SYNTHETIC: invented numbers", "data": {"gamut": gamut, "flat": flat, "none": none},
                    "cases": cases})
    text = json.dumps(result, indent=1) + "\n"
    path = os.path.join(HERE, "needed.json")
    if "--check" in sys.argv[1:]:
        if open(path).read() != text: sys.exit("needed.json is not what oracle.py computes")
        return
    open(path, "w").write(text)


if __name__ == "__main__":
    main()
