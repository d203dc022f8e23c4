#!/usr/bin/env python3
"""Writes the "exact" members of cases.json: optima of the likelihoods by mpmath at 50 digits.

    python3 oracle.py [FILE]         FILE is read, cases.json beside this script is written

The log-likelihood is written down as it stands, with determinants and solves of p x p matrices, and differentiated
numerically at 50 digits (step 1e-16); Newton's method runs until the step is below 1e-25. The start is the alpha of
the stored metafor fit, or of one tau2 for all, refined by a damped search. No formula is shared with the library. Location
tests are those of weighted least squares at the optimum; tests of alpha use the inverse of the Hessian of -logL.
"""
import json
import os
import re
import sys

import mpmath
from mpmath import mp, mpf, matrix

mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))


def design(formula, columns, rows):
    """Columns of a formula: 1, x, I(x/100), factor(g) or a column of text."""
    terms = [t.strip() for t in formula.lstrip("~").split("+")]
    result = [[mpf(1)] * len(rows)]
    for term in terms:
        if term == "1":
            continue
        scaled = re.fullmatch(r"I\((\w+)/(\d+)\)", term)
        factor = re.fullmatch(r"factor\((\w+)\)", term)
        name = (scaled or factor).group(1) if (scaled or factor) else term
        values = [columns[name][i] for i in rows]
        if factor or isinstance(next(v for v in values if v is not None), str):
            for level in sorted(set(values))[1:]:
                result.append([mpf(v == level) for v in values])
        else:
            divisor = int(scaled.group(2)) if scaled else 1
            result.append([mpf(repr(v)) / divisor for v in values])
    return result


class Model:
    def __init__(self, columns, call):
        names = set(re.findall(r"[a-z_]\w*", call["mods"] + call["scale"])) - {"factor", "I"}
        rows = [i for i in range(len(columns["yi"])) if all(columns[n][i] is not None for n in names | {"yi", "vi"})]
        self.y = [mpf(repr(columns["yi"][i])) for i in rows]
        self.v = [mpf(repr(columns["vi"][i])) for i in rows]
        self.X = design(call["mods"], columns, rows)
        self.Z = design(call["scale"], columns, rows)
        self.k, self.p, self.q = len(rows), len(self.X), len(self.Z)
        self.restricted = call["method"] == "REML"
        self.log = call["link"] == "log"

    def tau2(self, alpha):
        eta = [sum(a * z[i] for a, z in zip(alpha, self.Z)) for i in range(self.k)]
        return [mpmath.exp(e) for e in eta] if self.log else eta

    def location(self, tau2):
        w = [1 / (v + t) for v, t in zip(self.v, tau2)]
        A = matrix(self.p, self.p)
        c = matrix(self.p, 1)
        for a in range(self.p):
            c[a] = mpmath.fsum(w[i] * self.X[a][i] * self.y[i] for i in range(self.k))
            for b in range(a, self.p):
                A[a, b] = A[b, a] = mpmath.fsum(w[i] * self.X[a][i] * self.X[b][i] for i in range(self.k))
        b = mpmath.lu_solve(A, c)
        r = [self.y[i] - sum(self.X[a][i] * b[a] for a in range(self.p)) for i in range(self.k)]
        return w, A, b, mpmath.fsum(w[i] * r[i] ** 2 for i in range(self.k))

    def log_likelihood(self, alpha):
        tau2 = self.tau2(alpha)
        if min(tau2) < 0:
            return None
        w, A, _, q = self.location(tau2)
        n = self.k - self.p if self.restricted else self.k
        value = n * mpmath.log(2 * mpmath.pi) - mpmath.fsum(mpmath.log(x) for x in w) + q
        if self.restricted:
            B = matrix(self.p, self.p)
            for a in range(self.p):
                for b in range(self.p):
                    B[a, b] = mpmath.fsum(self.X[a][i] * self.X[b][i] for i in range(self.k))
            value += mpmath.log(mpmath.det(A)) - mpmath.log(mpmath.det(B))
        return -value / 2

    def derivatives(self, alpha):
        h = [mpf(10) ** -16 * max(1, abs(a)) for a in alpha]
        def at(*moves):
            point = list(alpha)
            for j, s in moves:
                point[j] += s * h[j]
            return self.log_likelihood(point)
        center = at()
        up, down = [at((j, 1)) for j in range(self.q)], [at((j, -1)) for j in range(self.q)]
        g, H = matrix(self.q, 1), matrix(self.q, self.q)
        for j in range(self.q):
            g[j] = (up[j] - down[j]) / (2 * h[j])
            H[j, j] = (up[j] - 2 * center + down[j]) / h[j] ** 2
            for l in range(j):
                mixed = (at((j, 1), (l, 1)) - up[j] - up[l] + 2 * center - down[j] - down[l] + at((j, -1), (l, -1)))
                H[j, l] = H[l, j] = mixed / (2 * h[j] * h[l])
        return center, g, H

    def maximize(self, alpha):
        for _ in range(60):
            value, g, H = self.derivatives(alpha)
            step = mpmath.lu_solve(-H, g)
            if mpmath.mnorm(g.T * step) < 0 or (g.T * step)[0] < 0:
                step = g / max(abs(H[j, j]) for j in range(self.q))
            share = mpf(1)
            while True:
                trial = [a + share * s for a, s in zip(alpha, step)]
                new = self.log_likelihood(trial)
                if new is not None and (new > value or share * mpmath.norm(step) < 1e-20):
                    break
                share /= 2
                if share < 1e-12:
                    sys.exit("no step")
            alpha = trial
            if mpmath.norm(step) < mpf(10) ** -20 * max(1, max(abs(a) for a in alpha)):
                break
        return alpha, self.derivatives(alpha)[2]


def solve(columns, call, start):
    model = Model(columns, call)
    if start is None:
        level = mpf("0.05")
        start = [mpmath.log(level) if model.log else level] + [mpf(0)] * (model.q - 1)
    alpha, H = model.maximize([mpf(a) for a in start])
    covariance = mpmath.inverse(-H)
    tau2 = model.tau2(alpha)
    w, A, b, q = model.location(tau2)
    M = mpmath.inverse(A)
    factor = q / (model.k - model.p) if call["test"] == "knha" else mpf(1)
    tested = list(range(1, model.q)) or [0]
    C = matrix(len(tested), len(tested))
    for a, i in enumerate(tested):
        for c, j in enumerate(tested):
            C[a, c] = covariance[i, j]
    x = matrix([alpha[j] for j in tested])
    qs = (x.T * mpmath.inverse(C) * x)[0]
    number = lambda v: float(mpmath.nstr(v, 20))
    result = {
        "alpha": [number(a) for a in alpha], "alpha_se": [number(mpmath.sqrt(covariance[j, j])) for j in range(model.q)],
        "alpha_covariance": [[number(covariance[i, j]) for j in range(model.q)] for i in range(model.q)],
        "b": [number(x) for x in b], "b_se": [number(mpmath.sqrt(factor * M[j, j])) for j in range(model.p)],
        "tau2": [number(t) for t in tau2], "log_likelihood": number(model.log_likelihood(alpha)),
        "wald_chi2": number(qs), "wald_df": len(tested),
    }
    if model.q > 1:
        # One tau2 for all on the same rows: an intercept as the scale.
        smaller = Model(columns, call)
        smaller.Z, smaller.q, smaller.log = smaller.Z[:1], 1, True
        best = max((smaller.log_likelihood([mpf(s) / 2]), s) for s in range(-40, 12))
        point, _ = smaller.maximize([mpf(best[1]) / 2])
        result["common_log_likelihood"] = number(smaller.log_likelihood(point))
    return result


def text(value, indent=""):
    """JSON with a list of scalars or a case member a line."""
    if isinstance(value, dict) and len(indent) < 6:
        inner = ",\n".join(f'{indent}  {json.dumps(k)}: {text(v, indent + "  ")}' for k, v in value.items())
        return "{\n" + inner + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(indent + "  " + text(v, indent + "  ") for v in value) + "\n" + indent + "]"
    return json.dumps(value)


source = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "cases.json")
content = json.load(open(source))
for case in content["cases"]:
    start = case["expect"]["alpha"]["a"] if "expect" in case else None
    case["exact"] = solve(content["data"][case["data"]], case["call"], start)
    print(case["id"], case["exact"]["alpha"], case["exact"]["log_likelihood"], file=sys.stderr)
with open(os.path.join(HERE, "cases.json"), "w") as file:
    file.write(text(content) + "\n")
