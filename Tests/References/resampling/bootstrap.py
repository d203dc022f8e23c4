#!/usr/bin/env python3
"""Writes bootstrap.json: bootstraps and jackknives computed without any code of ours.

Philox 4x32-10 after Salmon et al. (2011) and Lemire's bounded integers are written down again here, so that the very
draws are checked; DerSimonian and Laird's fit is a few lines of numpy; quantiles follow Davison & Hinkley (1997),
eq. 5.8, and BCa Efron (1987), with scipy's normal distribution.
"""
import json
import os
import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import t as student

M = 0xFFFFFFFF


def philox(counter, key):
    c, k = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & M, (a >> 32) ^ c[3] ^ k[1], a & M]
        k = [(k[0] + 0x9E3779B9) & M, (k[1] + 0xBB67AE85) & M]
    return c


def stream(seed, number):
    block = 0
    while True:
        w = philox((block & M, block >> 32, number & M, number >> 32), (seed & M, seed >> 32))
        yield w[0] | w[1] << 32
        yield w[2] | w[3] << 32
        block += 1


def below(bits, bound):
    while True:
        product = next(bits) * bound
        if product & (2**64 - 1) >= (-bound) % 2**64 % bound:
            return product >> 64


def fit(y, v, n, method):
    """Estimate, standard error and tau2 of rows that count n times."""
    y, v, n = (np.asarray(x, dtype=np.longdouble) for x in (y, v, n))
    k, w = n.sum(), 1 / v
    mean = (n * w * y).sum() / (n * w).sum()
    tau2 = np.longdouble(0)
    if method == "DL":
        q = (n * w * (y - mean) ** 2).sum()
        tau2 = max(np.longdouble(0), (q - (k - 1)) / ((n * w).sum() - (n * w * w).sum() / (n * w).sum()))
        w = 1 / (v + tau2)
        mean = (n * w * y).sum() / (n * w).sum()
    return float(mean), float(1 / np.sqrt((n * w).sum())), float(tau2)


def quantile(values, alpha):
    s, r = np.sort(values), len(values)
    position = (r + 1) * alpha
    if abs(position - round(position)) < 1e-9 * max(1, position):
        return s[min(max(int(round(position)), 1), r) - 1]
    below_ = int(np.floor(position))
    if below_ < 1 or below_ >= r:
        return s[0] if below_ < 1 else s[-1]
    z = [ndtri(o / (r + 1)) for o in (below_, below_ + 1)]
    return s[below_ - 1] + (ndtri(alpha) - z[0]) / (z[1] - z[0]) * (s[below_] - s[below_ - 1])


def summary(estimate, se, values, errors, jack):
    values, tail = np.array(values), 0.025
    result = {"bias": values.mean() - estimate, "se": values.std(ddof=1)}
    z = ndtri(1 - tail)
    result["normal"] = [estimate - result["bias"] - z * result["se"], estimate - result["bias"] + z * result["se"]]
    low, high = quantile(values, tail), quantile(values, 1 - tail)
    result["percentile"] = [low, high]
    result["basic"] = [2 * estimate - high, 2 * estimate - low]
    share = (values < estimate).mean()
    if jack is not None and 0 < share < 1:
        l = np.mean(jack) - np.array(jack)
        a, z0 = (l**3).sum() / (6 * (l**2).sum() ** 1.5), ndtri(share)
        result["bca"] = [quantile(values, ndtr(z0 + (z0 + x) / (1 - a * (z0 + x)))) for x in (-z, z)]
    if errors is not None:
        ratios = (values - estimate) / np.array(errors)
        result["studentized"] = [estimate - quantile(ratios, 1 - tail) * se, estimate - quantile(ratios, tail) * se]
    return {name: list(map(float, x)) if isinstance(x, list) else float(x) for name, x in result.items()}


home = os.path.dirname(os.path.abspath(__file__))
data = json.load(open(os.path.join(home, "leave-one-out.json")))["data"]
cases = []
for name, method, scheme, seed, samples in [
    ("bcg-rr", "DL", "cases", 1, 400), ("bcg-rr", "EE", "cases", 20240131, 399), ("normand1999-smd", "DL", "parametric", 7, 400),
    ("collins1985b", "DL", "cases", 2**40 + 3, 250), ("collins1985b", "EE", "parametric", 3, 251),
]:
    y, v = np.array(data[name]["yi"]), np.array(data[name]["vi"])
    k, one = len(y), np.ones(len(y))
    estimate, se, tau2 = fit(y, v, one, method)
    jack = [fit(y, v, one - np.eye(k)[i], method) for i in range(k)]
    draws = []
    for number in range(samples):
        bits = stream(seed, number)
        if scheme == "cases":
            counts = np.bincount([below(bits, k) for _ in range(k)], minlength=k)
            draws.append(fit(y, v, counts, method))
        else:
            uniform = np.array([((next(bits) >> 11) + 0.5) * 2.0**-53 for _ in range(k)])
            draws.append(fit(estimate + np.sqrt(v + tau2) * ndtri(uniform), v, one, method))
    estimates, errors, taus = (list(x) for x in zip(*draws))
    isCases = scheme == "cases"
    case = {"id": f"{name}.{method}.{scheme}", "data": name, "method": method, "scheme": scheme, "seed": seed,
            "samples": samples, "first": [list(d) for d in draws[:5]],
            "estimate": summary(estimate, se, estimates, errors, [j[0] for j in jack] if isCases else None)}
    if method == "DL":
        case["tau2"] = summary(tau2, None, taus, None, [j[2] for j in jack] if isCases else None)
    values = np.array([j[0] for j in jack])
    error = np.sqrt((k - 1) / k * ((values - values.mean()) ** 2).sum())
    half = student.ppf(0.975, k - 1) * error
    case["jackknife"] = {"bias": float((k - 1) * (values.mean() - estimate)), "se": float(error),
                         "interval": [float(estimate - half), float(estimate + half)]}
    cases.append(case)

with open(os.path.join(home, "bootstrap.json"), "w") as f:
    f.write('{\n"provenance":{"tool":"numpy and scipy","made by":"bootstrap.py"},\n"cases":[\n')
    f.write(",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n}\n")
