#!/usr/bin/env python3
"""Who is right where metafor's mixed models and these differ by more than 5e-4: 40-digit arithmetic decides.

    divergences.py PATH-TO-TUTTI      writes divergences.json
    divergences.py table              prints it as the table of README.md

For each of the 13 cases, with the values of metafor (metafor.json) and of tutti (its JSON under --profile metafor@5.1):

optimum      the maximum of the likelihood that both programs maximize there (`rule`: Laplace's approximation for UM.RS, seven
             adaptive Gauss-Hermite nodes for UM.FS, none for CM.EL), by Newton's method in 40 digits, with standard errors from
             the inverse observed information over all parameters
log_likelihood  of that rule at the optimum, at tutti's point and at metafor's, 30 digits. metafor does not report the study
             intercepts: they are maximized over at its point, which favours it
exact        the log-likelihood itself, integrals by the trapezoidal rule over a lattice placed at the integrand's mode (step 1/4;
             halving it does not change 30 digits), at metafor's point and at tutti's answer under its own profile, which
             takes as many nodes as the answer needs

The models are those of oracle.py. Needs mpmath (python3-mpmath).
"""
import csv, io, json, os, subprocess, sys, tempfile
import mpmath as mp

HERE = os.path.dirname(os.path.abspath(__file__))
mp.mp.dps = 40
CASES = [("bcg", "OR", "UM.RS", "ML", "z"), ("bcg", "OR", "UM.RS", "ML", "t"), ("collins1985b", "OR", "UM.RS", "ML", "z"),
         ("collins1985b", "OR", "UM.RS", "ML", "t"), ("lee2004", "OR", "UM.RS", "ML", "z"), ("lee2004", "OR", "UM.RS", "ML", "t"),
         ("egger2001", "OR", "UM.RS", "ML", "z"), ("egger2001", "OR", "UM.RS", "ML", "t"), ("nielweise2008", "IRR", "UM.RS", "ML", "z"),
         ("collins1985b", "OR", "UM.FS", "ML", "t"), ("nielweise2008", "IRR", "UM.FS", "ML", "z"),
         ("hine1989", "OR", "CM.EL", "EE", "z"), ("hine1989", "OR", "CM.EL", "ML", "z")]
CAUSES = {"UM.RS": "finite differences of a deviance whose inner iteration stops at 1e-7",
          "UM.FS": "the search stops 2e-5 to 4e-5 from the maximum, and standard errors are finite differences; a limit near 0 enlarges both",
          "CM.EL": "numerical Hessian; with random effects the search in log tau2 never reaches 0"}


# ---- counts: log f(eta) with its first two derivatives --------------------------------------------------------------

def binomial(y, n):
    c = mp.log(mp.binomial(n, y))
    def term(eta):
        e = mp.exp(eta)
        p = e / (1 + e)
        return c + y * eta - n * mp.log(1 + e), y - n * p, -n * p * (1 - p)
    return term


def poisson(y, t):
    c = y * mp.log(t) - mp.log(mp.factorial(y))
    def term(eta):
        m = t * mp.exp(eta)
        return c + y * eta - m, y - m, -m
    return term


def hypergeometric(a, n1, n2, m):
    support = range(max(0, m - n2), min(n1, m) + 1)
    logs = [mp.log(mp.binomial(n1, x) * mp.binomial(n2, m - x)) for x in support]
    def term(eta):
        w = [mp.exp(l + x * eta) for l, x in zip(logs, support)]
        s = mp.fsum(w)
        mean = mp.fsum(v * x for v, x in zip(w, support)) / s
        var = mp.fsum(v * x * x for v, x in zip(w, support)) / s - mean * mean
        return logs[a - support[0]] + a * eta - mp.log(s), a - mean, -var
    return term


def hermite(n):
    """Nodes and weights of the mean over a standard normal variable."""
    c = [[mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]]
    for k in range(1, n):
        nxt = [mp.mpf(0)] + c[k]
        for i, v in enumerate(c[k - 1]): nxt[i] -= k * v
        c.append(nxt)
    nodes = [mp.re(r) for r in mp.polyroots(list(reversed(c[n])), maxsteps=500, extraprec=400)]
    value = lambda p, x: mp.fsum(v * x ** i for i, v in enumerate(p))
    return [(x, mp.factorial(n) / (n * n * value(c[n - 1], x) ** 2)) for x in nodes]


RULES = {1: [(mp.mpf(0), mp.mpf(1))], 7: hermite(7)}


# ---- one study: log of the integral over d standard normal effects ---------------------------------------------------

def mode(terms, base, load):
    """The maximum of -z'z/2 + sum log f(base + load z) with the negative Hessian there, in one or two dimensions."""
    d = len(load[0])
    z = mp.matrix(d, 1)
    for _ in range(200):
        g, a = -z, mp.eye(d)
        for t, b, l in zip(terms, base, load):
            _, d1, d2 = t(b + mp.fsum(l[i] * z[i] for i in range(d)))
            for i in range(d):
                g[i] += l[i] * d1
                for j in range(d): a[i, j] -= l[i] * l[j] * d2
        step = mp.lu_solve(a, g)
        height = lambda z: -mp.fsum(v * v for v in z) / 2 + mp.fsum(
            t(b + mp.fsum(l[i] * z[i] for i in range(d)))[0] for t, b, l in zip(terms, base, load))
        scale, here = mp.mpf(1), height(z)
        while height(z + scale * step) < here - mp.mpf(10) ** -35 * (1 + abs(here)) and scale > 1e-9: scale /= 2
        z += scale * step
        if mp.norm(step) < mp.mpf(10) ** -32: return z, a
    raise ArithmeticError("no mode")


def integrand(terms, base, load, z):
    return -mp.fsum(v * v for v in z) / 2 + mp.fsum(
        t(b + mp.fsum(x * y for x, y in zip(l, z)))[0] for t, b, l in zip(terms, base, load))


def by_rule(terms, base, load, rule):
    """log of the adaptive rule; Laplace's approximation for one node, in two dimensions that alone."""
    z, a = mode(terms, base, load)
    if len(z) == 2: return integrand(terms, base, load, z) - mp.log(mp.det(a)) / 2
    root = mp.sqrt(a[0, 0])
    total = mp.fsum(w * mp.exp(x * x / 2 + integrand(terms, base, load, [z[0] + x / root])) for x, w in rule)
    return mp.log(total / root)


def exact(terms, base, load, step=mp.mpf(1) / 4):
    """The trapezoidal rule in z = mode + L'^-1 x; rows end where nothing is left to add."""
    z, a = mode(terms, base, load)
    d = len(z)
    lower = mp.cholesky(a)
    spread = mp.inverse(lower.T)
    top = integrand(terms, base, load, z)
    least = mp.mpf(10) ** -38
    def at(x): return mp.exp(integrand(terms, base, load, [z[i] + mp.fsum(spread[i, j] * x[j] for j in range(d)) for i in range(d)]) - top)
    def line(rest):
        total, largest = mp.mpf(0), mp.mpf(0)
        for sign, start in ((1, 0), (-1, 1)):
            j = start
            while True:
                value = at([sign * j * step] + rest)
                total += value
                largest = max(largest, value)
                if value < least and j * step > 6: break
                j += 1
        return total
    if d == 1: total = line([])
    else:
        total = mp.mpf(0)
        for sign, start in ((1, 0), (-1, 1)):
            j = start
            while True:
                value = line([sign * j * step])
                total += value
                if value < least and j * step > 6: break
                j += 1
    return top + mp.log(total) + d * mp.log(step) - d * mp.log(2 * mp.pi) / 2 - mp.log(mp.det(a)) / 2


# ---- the model: parameters b, then mu and sigma or an intercept for each study, then tau -------------------------------

class Model:
    def __init__(self, data, measure, form, has_tau):
        self.form, self.has_tau = form, has_tau
        d = {k: [int(v) if v == int(v) else v for v in c] for k, c in data.items()}
        self.terms = []
        for i in range(len(d.get("ai", d.get("x1i")))):
            if measure == "IRR":
                if d["x1i"][i] + d["x2i"][i] == 0: continue
                self.terms.append([poisson(d["x1i"][i], d["t1i"][i]), poisson(d["x2i"][i], d["t2i"][i])])
                continue
            a, b, c, e = (d[k][i] for k in ("ai", "bi", "ci", "di"))
            if a + c == 0 or b + e == 0: continue
            self.terms.append([hypergeometric(a, a + b, c + e, a + c)] if form == "CM.EL" else [binomial(a, a + b), binomial(c, c + e)])
        self.k = len(self.terms)
        self.size = 1 + {"UM.RS": 2, "UM.FS": self.k, "CM.EL": 0}[form] + has_tau

    def places(self, i):
        tau = [self.size - 1] if self.has_tau else []
        return [0] + {"UM.RS": [1, 2], "UM.FS": [1 + i], "CM.EL": []}[self.form] + tau

    def study(self, i, v, rule):
        """log L of a study at its own parameters; `rule` None: exact."""
        tau = v[-1] if self.has_tau else mp.mpf(0)
        if self.form == "CM.EL": base, load = [v[0]], [[tau]]
        elif self.form == "UM.FS": base, load = [v[1] + v[0], v[1]], [[tau / 2], [-tau / 2]]
        else: base, load = [v[1] + v[0], v[1]], [[v[2], tau / 2], [v[2], -tau / 2]]
        if all(x == 0 for l in load for x in l): return mp.fsum(t(b)[0] for t, b in zip(self.terms[i], base))
        return exact(self.terms[i], base, load) if rule is None else by_rule(self.terms[i], base, load, rule)

    def value(self, v, rule): return mp.fsum(self.study(i, [v[j] for j in self.places(i)], rule) for i in range(self.k))

    def derivatives(self, v, rule):
        """Value, gradient and Hessian by central differences with step 1e-9: good to about 1e-17."""
        h = mp.mpf(10) ** -9
        total, g, m = mp.mpf(0), mp.matrix(self.size, 1), mp.matrix(self.size, self.size)
        for i in range(self.k):
            places = self.places(i)
            own = [v[j] for j in places]
            def at(*moves):
                x = list(own)
                for j, s in moves: x[j] += s * h
                return self.study(i, x, rule)
            here = at()
            total += here
            for a in range(len(own)):
                up, down = at((a, 1)), at((a, -1))
                g[places[a]] += (up - down) / (2 * h)
                m[places[a], places[a]] += (up - 2 * here + down) / (h * h)
                for b in range(a):
                    e = (at((a, 1), (b, 1)) - at((a, 1), (b, -1)) - at((a, -1), (b, 1)) + at((a, -1), (b, -1))) / (4 * h * h)
                    m[places[a], places[b]] += e
                    m[places[b], places[a]] += e
        return total, g, m

    def maximize(self, v, rule, held=()):
        """Newton's method from a point near the maximum, some parameters held."""
        free = [j for j in range(self.size) if j not in held]
        for _ in range(60):
            value, g, m = self.derivatives(v, rule)
            block = mp.matrix(len(free), len(free))
            for a, i in enumerate(free):
                for b, j in enumerate(free): block[a, b] = -m[i, j]
            step = mp.lu_solve(block, mp.matrix([g[j] for j in free]))
            v = list(v)
            for a, j in enumerate(free): v[j] += step[a]
            if mp.norm(step) < mp.mpf(10) ** -14: return v, block
        raise ArithmeticError("no convergence")


def text(x, digits=20): return mp.nstr(mp.mpf(x), digits)


def tutti(binary, data, measure, form, method, test, profile):
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
        writer = csv.writer(file)
        writer.writerow(data)
        writer.writerows(zip(*data.values()))
    call = [binary, "fit", file.name, "--measure", measure, "--method", form, "--test", test, "--format", "json"]
    call += (["--equal-effects"] if method == "EE" else []) + (["--profile", profile] if profile else [])
    fit = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
    os.unlink(file.name)
    c, m = fit["coefficients"][0], fit["mixed_model"]
    return {"b": c["estimate"], "se": c["se"], "tau2": fit["heterogeneity"]["tau2"], "sigma2": m["sigma2"], "mu": m["study_intercept"],
            "points": m["quadrature_points"]}


def table():
    print("| case | likelihood that both maximize | log L gained here: of that one | of the exact one | SE in metafor | SE here, and at the optimum | further |")
    print("|---|---|--:|--:|--:|--:|---|")
    for c in json.load(open(os.path.join(HERE, "divergences.json")))["cases"]:
        ours, theirs, best = c["tutti"], c["metafor"], c["optimum"]
        if c["test"] == "t" and c["form"] == "UM.RS": continue
        name = "%s, %s%s" % (c["data"], c["form"], " (z and t)" if c["form"] == "UM.RS" and c["measure"] == "OR" else " " + c["method"] if c["form"] == "CM.EL" else "")
        further = []
        if abs(theirs["b"] - ours["b"]) > 1e-4 * abs(ours["b"]): further.append("log OR %.6f there, %.6f here" % (theirs["b"], ours["b"]))
        if c["form"] == "CM.EL" and c["method"] == "ML": further.append("τ² %.1e there, 0 here" % theirs["tau2"])
        print("| %s | %s | %s | %s | %.7f | %.7f, %s | %s |" % (name, {"none": "exact", "Laplace": "Laplace's approximation"}.get(c["rule"], c["rule"]),
              mp.nstr(mp.mpf(c["gain"]), 3), mp.nstr(mp.mpf(c["exact"]["gain"]), 3), theirs["se"], ours["se"], mp.nstr(mp.mpf(best["se"]), 8), "; ".join(further)))


def main():
    if sys.argv[1:] == ["table"]: return table()
    binary = sys.argv[1]
    stored = json.load(open(os.path.join(HERE, "metafor.json")))
    known, cases = {}, []
    for name, measure, form, method, test in CASES:
        entry = next(e for e in stored["cases"] if e["data"] == name and e["measure"] == measure and e["form"] == form and e["method"] == method
                     and e["test"] == test and not e.get("moderators"))
        if (name, form, method) not in known:
            data = stored["data"][name]
            columns = {k: v for k, v in data.items() if k != "ablat"}
            ours, own = (tutti(binary, columns, measure, form, method, test, p) for p in ("metafor@5.1", None))
            theirs = {"b": entry["expect"]["b"][0], "se": entry["expect"]["se"][0], "tau2": entry["expect"]["tau2"], "sigma2": entry["expect"].get("sigma2")}
            edge = form == "CM.EL" and method == "ML" and ours["tau2"] == 0
            has_tau = method == "ML"
            model = Model(columns, measure, form, has_tau)
            rule = RULES[1 if form == "UM.RS" else 7]
            def point(p):
                middle = [mp.mpf(p.get("mu") or ours["mu"]), mp.sqrt(mp.mpf(p["sigma2"]))] if form == "UM.RS" else [mp.mpf(-1)] * model.k if form == "UM.FS" else []
                return [mp.mpf(p["b"])] + middle + ([mp.sqrt(mp.mpf(p["tau2"]))] if has_tau else [])
            # Intercepts are maximized over at every stated point; tau, sigma and b are held.
            last = model.size - 1
            shared = {0} | ({2} if form == "UM.RS" else set()) | ({last} if has_tau else set())
            def profiled(p, r):
                if len(shared) == model.size: return point(p)
                v = model.maximize(point(p), rule, shared)[0]
                return model.maximize(v, None, shared)[0] if r is None and form == "UM.FS" else v
            best, information = model.maximize(profiled(ours, rule), rule, {last} if edge else ())
            se = mp.sqrt(mp.inverse(information)[0, 0])
            values = [model.value(v, rule) for v in (best, profiled(ours, rule), profiled(theirs, rule))]
            full = [model.value(profiled(p, None), None) for p in (own, theirs)]
            known[name, form, method] = dict(
                rule={"UM.RS": "Laplace", "UM.FS": "7 nodes", "CM.EL": "none" if method == "EE" else "exact"}[form],
                optimum=dict(b=text(best[0]), se=text(se), tau2=text(best[-1] ** 2 if has_tau else 0),
                             **({"mu": text(best[1]), "sigma2": text(best[2] ** 2)} if form == "UM.RS" else {})),
                tutti=ours, metafor=theirs, log_likelihood=dict(zip(("optimum", "tutti", "metafor"), (text(v, 30) for v in values))),
                gain=text(values[1] - values[2], 6), own=own, exact=dict(tutti=text(full[0], 30), metafor=text(full[1], 30), gain=text(full[0] - full[1], 6)))
        cases.append(dict(id=entry["id"], data=name, measure=measure, form=form, method=method, test=test, cause=CAUSES[form], **known[name, form, method]))
        print(cases[-1]["id"], "gain", cases[-1]["gain"], "exact gain", cases[-1]["exact"]["gain"], flush=True)
        json.dump({"source": "divergences.py, mpmath %s" % mp.__version__, "cases": cases}, open(os.path.join(HERE, "divergences.json"), "w"), indent=1)


if __name__ == "__main__": main()
