#!/usr/bin/env python3
"""Exact values for generalized linear mixed models, independent of any meta-analysis package.

    oracle.py            writes likelihoods.json and fits.json

likelihoods.json  log-likelihoods of small tables at given parameters, every integral by the trapezoidal rule with step 1/16
                  on -14 .. 14 in 40-digit arithmetic (step 1/8 on -10 .. 10 in 25 digits for two random effects).
fits.json         maximum-likelihood fits. Integrals over standard normal random effects by the trapezoidal rule with
                  step 0.025 on -8.5 .. 8.5, which converges geometrically for these integrands; intercepts of studies
                  are explicit parameters; Newton's method with exact gradient and Hessian (Louis 1982,
                  doi:10.1111/j.2517-6161.1982.tb01203.x) until the step is below 1e-11.

Models (Stijnen, Hamza & Oezdemir 2010, doi:10.1002/sim.4040; Jackson et al. 2018, doi:10.1002/sim.7588):
    UM.FS  eta1 = alpha_i + theta_i + u/2, eta2 = alpha_i - u/2, binomial (OR) or Poisson (IRR)
    UM.RS  eta1 = mu + s + theta_i + u/2, eta2 = mu + s - u/2
    CM.AL  a ~ Bin(a + c), eta = log(n1/n2) + theta_i + u
    CM.EL  a ~ Fisher's non-central hypergeometric, eta = theta_i + u; IRR: x1 ~ Bin(x1 + x2), eta = log(t1/t2) + theta_i + u
    PLO    x ~ Bin(n);  IRLN  x ~ Poisson(t exp(eta))
theta_i = x_i'beta, u ~ N(0, tau2), s ~ N(0, sigma2). SE from the inverse observed information over all free parameters.
"""
import json, math, os
import mpmath as mp
import numpy as np
from scipy.special import gammaln

HERE = os.path.dirname(os.path.abspath(__file__))
METAFOR = json.load(open(os.path.join(HERE, "metafor.json")))["data"]
BCG = dict(ai=[4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27], bi=[119, 300, 228, 13536, 5036, 1361, 2537, 87886, 7470, 1699, 50448, 2493, 16886],
           ci=[11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29], di=[128, 274, 209, 12619, 5761, 1079, 619, 87892, 7232, 1600, 27197, 2338, 17825],
           ablat=[44, 55, 42, 52, 13, 44, 19, 13, 27, 42, 18, 33, 33])
CATHETERS = dict(ai=[0, 1, 2, 0, 5, 1, 1, 1, 1, 1, 0, 0, 3, 6, 0, 0, 1, 4], bi=[116, 43, 206, 130, 146, 97, 173, 73, 96, 112, 66, 70, 185, 181, 118, 252, 344, 60],
                 ci=[3, 3, 9, 7, 6, 4, 3, 2, 19, 2, 7, 1, 5, 11, 0, 1, 3, 1], di=[114, 32, 186, 129, 151, 135, 174, 37, 84, 120, 57, 57, 170, 169, 105, 261, 359, 68])
LIDOCAINE = dict(ai=[2, 4, 6, 7, 7, 11], bi=[37, 40, 101, 96, 103, 143], ci=[1, 4, 4, 5, 3, 4], di=[42, 40, 106, 95, 103, 142])
INFECTIONS = dict(x1i=[7, 8, 3, 6, 1, 1, 17, 3, 2], t1i=[1344, 1600, 12012, 1536, 370, 729, 6760, 1107, 320],
                  x2i=[11, 8, 14, 10, 1, 8, 15, 7, 3], t2i=[1988, 1461, 10962, 1503, 483, 913, 6840, 1015, 440])
HYPERTENSION = dict(xi=[16, 10, 4, 43, 10, 25, 13, 12, 22, 4, 5, 18, 58, 6], ni=[17, 12, 8, 58, 10, 42, 14, 12, 41, 5, 6, 23, 68, 10])
RATES = dict(xi=[0, 3, 8, 2, 12, 5, 30], ti=[20, 100, 210, 80, 300, 95, 110])
SPARSE = dict(ai=[0, 1, 0, 2, 3, 0, 7, 1], bi=[10, 20, 15, 30, 22, 18, 41, 9], ci=[1, 0, 2, 0, 9, 3, 1, 4], di=[12, 19, 11, 25, 20, 14, 40, 8])
DIURETICS = METAFOR["collins1985b"]
DATA = {"diuretics": (DIURETICS, "Collins, Yusuf & Peto 1985, doi:10.1136/bmj.290.6461.17"),
        "bcg": (BCG, "Colditz et al. 1994, doi:10.1001/jama.1994.03510330076038"),
        "catheters": (CATHETERS, "Niel-Weise et al. 2007, doi:10.1007/s00134-007-0897-3; the fifteenth trial has no events"),
        "lidocaine": (LIDOCAINE, "Hine et al. 1989"),
        "infections": (INFECTIONS, "Niel-Weise et al. 2008, doi:10.1007/s00134-008-1297-z"),
        "hypertension": (HYPERTENSION, "Pritz 1997"),
        "rates": (RATES, "SYNTHETIC"), "sparse": (SPARSE, "SYNTHETIC")}


# ---- mpmath: single likelihoods ----------------------------------------------------------------------------------

mp.mp.dps = 40

def mp_binomial(y, n, eta): return mp.binomial(n, y) * mp.exp(y * eta) / (1 + mp.exp(eta)) ** n
def mp_poisson(y, t, eta): return mp.exp(-t * mp.exp(eta)) * (t * mp.exp(eta)) ** y / mp.factorial(y)
def mp_hypergeometric(a, n1, n2, m, eta):
    support = range(max(0, m - n2), min(n1, m) + 1)
    return mp.binomial(n1, a) * mp.binomial(n2, m - a) * mp.exp(a * eta) / sum(mp.binomial(n1, x) * mp.binomial(n2, m - x) * mp.exp(x * eta) for x in support)

def mp_density(z): return mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi)
def over(f, step="0.0625", reach=14):
    """The trapezoidal rule, whose error is about exp(-2 pi w/step) for functions analytic in a strip of half-width w."""
    h = mp.mpf(step)
    return h * mp.fsum(f(j * h) for j in range(-int(reach / h), int(reach / h) + 1))


def likelihood_cases():
    cases = []
    def add(kind, counts, parameters, f, dims):
        p = {k: mp.mpf(v) for k, v in parameters.items()}
        if dims == 1: value = over(lambda z: mp_density(z) * f(p, z, 0))
        elif dims == 0: value = f(p, 0, 0)
        else:
            mp.mp.dps = 25
            value = over(lambda s: mp_density(s) * over(lambda z: mp_density(z) * f(p, z, s), "0.125", 10), "0.125", 10)
            mp.mp.dps = 40
        cases.append(dict(kind=kind, counts=counts, parameters=parameters, digits=30 if dims < 2 else 18,
                          log_likelihood=mp.nstr(mp.log(value), 30 if dims < 2 else 18)))
    tables = [(0, 10, 3, 12), (3, 10, 0, 12), (1, 8, 2, 9), (0, 5, 5, 5), (7, 7, 2, 9), (12, 100, 25, 90)]
    for a, n1, c, n2 in tables:
        for theta, tau in [(-0.5, 0.25), (-0.5, 0.75), (1.25, 2.0)]:
            add("CM.AL", [a, n1, c, n2], dict(theta=theta, tau=tau),
                lambda p, z, s: mp_binomial(a, a + c, mp.log(mp.mpf(n1) / n2) + p["theta"] + p["tau"] * z), 1)
            add("CM.EL", [a, n1, c, n2], dict(theta=theta, tau=tau),
                lambda p, z, s: mp_hypergeometric(a, n1, n2, a + c, p["theta"] + p["tau"] * z), 1)
            add("UM.FS", [a, n1, c, n2], dict(theta=theta, tau=tau, intercept=-1.0),
                lambda p, z, s: mp_binomial(a, n1, p["intercept"] + p["theta"] + p["tau"] * z / 2)
                * mp_binomial(c, n2, p["intercept"] - p["tau"] * z / 2), 1)
    for x1, t1, x2, t2 in [(0, 20, 4, 25), (3, 40, 0, 30), (9, 70, 14, 66)]:
        add("IRR.UM.FS", [x1, t1, x2, t2], dict(theta=-0.5, tau=0.75, intercept=-2.0),
            lambda p, z, s: mp_poisson(x1, t1, p["intercept"] + p["theta"] + p["tau"] * z / 2)
            * mp_poisson(x2, t2, p["intercept"] - p["tau"] * z / 2), 1)
    for x, n in [(0, 10), (4, 10), (10, 10)]:
        add("PLO", [x, n], dict(theta=-0.25, tau=1.5), lambda p, z, s: mp_binomial(x, n, p["theta"] + p["tau"] * z), 1)
    for x, t in [(0, 20), (6, 20)]:
        add("IRLN", [x, t], dict(theta=-2.0, tau=1.0), lambda p, z, s: mp_poisson(x, t, p["theta"] + p["tau"] * z), 1)
    for a, n1, c, n2 in [(0, 10, 3, 12), (1, 8, 2, 9)]:
        add("UM.RS", [a, n1, c, n2], dict(theta=-0.5, tau=0.75, intercept=-1.0, sigma=1.25),
            lambda p, z, s: mp_binomial(a, n1, p["intercept"] + p["sigma"] * s + p["theta"] + p["tau"] * z / 2)
            * mp_binomial(c, n2, p["intercept"] + p["sigma"] * s - p["tau"] * z / 2), 2)
    return cases


# ---- numpy: fits ---------------------------------------------------------------------------------------------------

STEP = 0.025
Z = np.arange(-340, 341) * STEP
LOGW = -Z * Z / 2 - 0.5 * math.log(2 * math.pi) + math.log(STEP)


class Binomial:
    def __init__(self, y, n): self.y, self.n, self.c = y, n, gammaln(n + 1) - gammaln(y + 1) - gammaln(n - y + 1)
    def __call__(self, eta):
        p = 1 / (1 + np.exp(-eta))
        return self.c + self.y * eta - self.n * np.logaddexp(0, eta), self.y - self.n * p, -self.n * p * (1 - p)


class Poisson:
    def __init__(self, y, t): self.y, self.t, self.c = y, t, (y * math.log(t) if y else 0) - gammaln(y + 1)
    def __call__(self, eta):
        m = self.t * np.exp(eta)
        return self.c + self.y * eta - m, self.y - m, -m


class Hypergeometric:
    def __init__(self, a, n1, n2, m):
        self.a, lo, hi = a, max(0, m - n2), min(n1, m)
        logs = [0.0]
        for x in range(lo, hi): logs.append(logs[-1] + math.log((n1 - x) * (m - x) / ((x + 1) * (n2 - m + x + 1))))
        self.x, self.l = np.arange(lo, hi + 1), np.array(logs)
        self.l = self.l - self.l[a - lo]
    def __call__(self, eta):
        shape = np.shape(eta)
        eta = np.reshape(eta, (-1, 1))
        q = self.l + eta * (self.x - self.a)
        top = q.max(axis=1, keepdims=True)
        w = np.exp(q - top)
        s = w.sum(axis=1, keepdims=True)
        mean = (w * self.x).sum(axis=1, keepdims=True) / s
        var = (w * (self.x - mean) ** 2).sum(axis=1, keepdims=True) / s
        return tuple(np.reshape(v, shape) for v in (-(top + np.log(s)), self.a - mean, -var))


def study_terms(form, measure, d, i):
    """[(term, offset, has_effect, loading of u, has_intercept)]"""
    if measure == "PLO": return [(Binomial(d["xi"][i], d["ni"][i]), 0, 1, 1, 0)]
    if measure == "IRLN": return [(Poisson(d["xi"][i], d["ti"][i]), 0, 1, 1, 0)]
    if measure == "IRR":
        x1, t1, x2, t2 = (d[k][i] for k in ("x1i", "t1i", "x2i", "t2i"))
        if form == "CM.EL": return [(Binomial(x1, x1 + x2), math.log(t1 / t2), 1, 1, 0)]
        return [(Poisson(x1, t1), 0, 1, 0.5, 1), (Poisson(x2, t2), 0, 0, -0.5, 1)]
    a, b, c, e = (d[k][i] for k in ("ai", "bi", "ci", "di"))
    if form == "CM.AL": return [(Binomial(a, a + c), math.log((a + b) / (c + e)), 1, 1, 0)]
    if form == "CM.EL": return [(Hypergeometric(a, a + b, c + e, a + c), 0, 1, 1, 0)]
    return [(Binomial(a, a + b), 0, 1, 0.5, 1), (Binomial(c, c + e), 0, 0, -0.5, 1)]


class Model:
    """Parameters: beta, then (UM.FS) an intercept for each study or (UM.RS) mu, sigma, then tau."""
    def __init__(self, form, measure, d, x, tau):
        n = len(d["ai" if "ai" in d else "x1i" if "x1i" in d else "xi"])
        def informative(i):
            if measure in ("PLO", "IRLN"): return True
            if measure == "IRR": return d["x1i"][i] + d["x2i"][i] > 0
            return d["ai"][i] + d["ci"][i] > 0 and d["bi"][i] + d["di"][i] > 0
        self.rows = [i for i in range(n) if informative(i)]
        self.terms = [study_terms(form, measure, d, i) for i in self.rows]
        self.x = np.array([x[i] for i in self.rows], float)
        self.k, self.p = self.x.shape
        two = form in ("UM.FS", "UM.RS") and measure in ("OR", "IRR")
        self.fixed, self.random, self.has_tau = two and form == "UM.FS", two and form == "UM.RS", tau
        self.size = self.p + (self.k if self.fixed else 2 if self.random else 0) + (1 if tau else 0)

    def __call__(self, v):
        value, g, h = 0.0, np.zeros(self.size), np.zeros((self.size, self.size))
        tau = v[-1] if self.has_tau else 0.0
        for i, terms in enumerate(self.terms):
            theta = self.x[i] @ v[:self.p]
            mu = v[self.p + i] if self.fixed else v[self.p] if self.random else 0.0
            sigma = v[self.p + 1] if self.random else 0.0
            if self.random and self.has_tau: s, z, w = Z[:, None], Z[None, :], LOGW[:, None] + LOGW[None, :]
            elif self.random: s, z, w = Z, np.zeros(1), LOGW
            elif self.has_tau: s, z, w = np.zeros(1), Z, LOGW
            else: s, z, w = np.zeros(1), np.zeros(1), np.zeros(1)
            logs, score, second = w, {}, {}
            names = ["theta"] + (["mu"] if self.fixed or self.random else []) + (["sigma"] if self.random else []) + (["tau"] if self.has_tau else [])
            for term, offset, effect, load, common in terms:
                eta = offset + effect * theta + common * (mu + sigma * s) + load * tau * z
                l, d1, d2 = term(eta)
                logs = logs + l
                c = dict(theta=effect, mu=common, sigma=common * s, tau=load * z)
                for a in names:
                    score[a] = score.get(a, 0) + c[a] * d1
                    for b in names: second[a, b] = second.get((a, b), 0) + c[a] * c[b] * d2
            top = logs.max()
            pr = np.exp(logs - top)
            total = pr.sum()
            pr = pr / total
            value += top + math.log(total)
            place = dict(theta=list(range(self.p)), mu=[self.p + (i if self.fixed else 0)], sigma=[self.p + 1], tau=[self.size - 1])
            coef = dict(theta=self.x[i], mu=np.ones(1), sigma=np.ones(1), tau=np.ones(1))
            mean = {a: (pr * score[a]).sum() for a in names}
            for a in names:
                g[place[a]] += coef[a] * mean[a]
                for b in names:
                    entry = (pr * (second[a, b] + score[a] * score[b])).sum() - mean[a] * mean[b]
                    h[np.ix_(place[a], place[b])] += entry * np.outer(coef[a], coef[b])
        return value, g, h


def maximize(model, start):
    v = np.array(start, float)
    value, g, h = model(v)
    for _ in range(200):
        lam = np.linalg.eigvalsh(-h).min()
        a = -h + (max(0.0, 1e-3 - lam) * np.eye(len(v)) if lam < 1e-6 else 0)
        step = np.linalg.solve(a, g)
        step = step * min(1, 2 / np.abs(step).max())
        scale = 1.0
        while scale > 1e-10:
            new = model(v + scale * step)
            if new[0] >= value - 1e-11 * abs(value): break
            scale /= 2
        v, (value, g, h) = v + scale * step, new
        if np.abs(step).max() < 1e-11: return v, value, h
    raise ArithmeticError("no convergence")


def fit(form, measure, d, x):
    equal = Model(form, measure, d, x, False)
    rest = [-2.0] * equal.k if equal.fixed else [-2.0, 0.8] if equal.random else []
    first = -2.0 if measure == "IRLN" else 0.0
    e, e_value, e_h = maximize(equal, [first] + [0.0] * (equal.p - 1) + rest)
    out = {"k": equal.k}
    def pack(m, v, value, h, has_tau):
        inv = np.linalg.inv(-h)
        r = {"beta": list(v[:m.p]), "se": [math.sqrt(inv[j, j]) for j in range(m.p)], "log_likelihood": value}
        if m.random: r["mu"], r["sigma2"] = v[m.p], v[m.p + 1] ** 2
        if has_tau: r["tau2"], r["se_tau2"] = v[-1] ** 2, 2 * abs(v[-1]) * math.sqrt(inv[-1, -1])
        return r
    out["equal"] = pack(equal, e, e_value, e_h, False)
    full = Model(form, measure, d, x, True)
    # The likelihood is even in tau: at 0 its second derivative decides.
    edge = full(np.append(e, 0.0))[2][-1, -1]
    out["curvature_at_zero"] = edge
    if edge > 0:
        best = max((maximize(full, np.append(e, t)) for t in (0.3, 1.0)), key=lambda r: r[1])
        out["random"] = pack(full, *best, True)
    return out


def main():
    with open(os.path.join(HERE, "likelihoods.json"), "w") as f:
        json.dump({"source": "oracle.py, mpmath %s" % mp.__version__, "cases": likelihood_cases()}, f, indent=1)
    cases = []
    plan = [("bcg", "OR", ["UM.FS", "CM.AL", "CM.EL"], None), ("diuretics", "OR", ["UM.FS", "UM.RS"], None), ("bcg", "OR", ["UM.FS", "CM.AL", "CM.EL"], "ablat"),
            ("catheters", "OR", ["UM.FS", "UM.RS", "CM.AL", "CM.EL"], None), ("lidocaine", "OR", ["UM.FS", "CM.AL", "CM.EL"], None),
            ("sparse", "OR", ["UM.FS", "UM.RS", "CM.AL", "CM.EL"], None), ("infections", "IRR", ["UM.FS", "UM.RS", "CM.EL"], None),
            ("hypertension", "PLO", ["UM.FS"], None), ("rates", "IRLN", ["UM.FS"], None)]
    for name, measure, forms, moderator in plan:
        d, source = DATA[name]
        n = len(next(iter(d.values())))
        x = [[1.0] + ([float(d[moderator][i])] if moderator else []) for i in range(n)]
        for form in forms:
            if moderator: x = [[1.0, float(v) - 33] for v in d[moderator]]
            result = fit(form, measure, d, x)
            cases.append(dict(id=".".join([name, form] + ([moderator] if moderator else [])), data=name, measure=measure,
                              form=form, moderator=moderator, shift=33 if moderator else None, **result))
            print(cases[-1]["id"], result.get("random", result["equal"]), flush=True)
    with open(os.path.join(HERE, "fits.json"), "w") as f:
        json.dump({"source": "oracle.py, numpy %s" % np.__version__,
                   "data": {k: dict(source=s, columns=c) for k, (c, s) in DATA.items()}, "cases": cases}, f, indent=1)


if __name__ == "__main__": main()
