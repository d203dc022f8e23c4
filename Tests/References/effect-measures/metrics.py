"""Writes metrics.json: an estimate of every measure that can be converted, in every other one, with 50 digits.

    python3 metrics.py > metrics.json

Needs mpmath. A measure is told here by three things: what it estimates, whether it is Fisher's z of that, and whether it
carries Hedges' factor J. Formulas: Hedges (1981, J), Hasselblad & Hedges (1995, π/√3), Cox & Snell (1989, 1.65), Borenstein
et al. (2009, ch. 7, correlations without sizes of groups), Jacobs & Viechtbauer (2017, point-biserial and biserial
correlations), Morris & DeShon (2002, changes). Variances are those of the delta method, by numerical derivatives of the
estimate and not by formulas of their own, with the shares of the groups taken as fixed. `null` is a conversion that is
refused. The estimates are SYNTHETIC.
"""
import json
import mpmath as mp
from mpmath import mpf, sqrt, pi, gamma, tanh, atanh, erfinv, exp

mp.mp.dps = 50

# code: (what it estimates, Fisher's z, degrees of freedom of J or None, log odds per unit of d or None)
L, N = pi / sqrt(mpf(3)), mpf("1.65")
both = lambda c: c["n1i"] + c["n2i"] - 2 if "n1i" in c else None
second = lambda c: c["n2i"] - 1 if "n1i" in c else None
pairs = lambda c: c["ni"] - 1 if "ni" in c else None
pairs_r = lambda c: 2 * (c["ni"] - 1) / (1 + c["ri"]**2) if "ni" in c and "ri" in c else None
MEASURES = {
    "SMD": ("d", False, both, None), "SMDH": ("d", False, both, None), "SMD1": ("d", False, second, None),
    "SMD1H": ("d", False, second, None), "SMCC": ("change", False, pairs, None), "SMCR": ("d", False, pairs, None),
    "SMCRH": ("d", False, pairs, None), "SMCRP": ("d", False, pairs_r, None), "SMCRPH": ("d", False, pairs_r, None),
    "OR2D": ("d", False, None, L), "OR2DL": ("d", False, None, L), "OR2DN": ("d", False, None, N),
    "PBIT": ("d", False, None, N),
    "OR": ("odds", False, None, None), "PETO": ("odds", False, None, None), "MPOR": ("odds", False, None, None),
    "MPORC": ("odds", False, None, None), "D2OR": ("odds", False, None, L), "D2ORL": ("odds", False, None, L),
    "D2ORN": ("odds", False, None, N),
    "COR": ("r", False, None, None), "UCOR": ("r", False, None, None), "ZCOR": ("r", True, None, None),
    "RPB": ("pb", False, None, None), "ZPB": ("pb", True, None, None),
    "RBIS": ("latent", False, None, None), "RTET": ("latent", False, None, None), "ZBIS": ("latent", True, None, None),
    "ZTET": ("latent", True, None, None),
    # No conversions.
    "RR": None, "MD": None, "PCOR": None, "HR": None, "PHI": None, "CVR": None,
}
STATED = {code: mpf(y) for code, y in dict(
    SMD="0.52", SMDH="-0.31", SMD1="0.77", SMD1H="1.4", SMCC="0.63", SMCR="0.45", SMCRH="-0.2", SMCRP="0.36",
    SMCRPH="0.12", OR2D="0.24", OR2DL="-0.8", OR2DN="0.41", PBIT="0.33", OR="0.9", PETO="-0.45", MPOR="0.2",
    MPORC="1.3", D2OR="0.7", D2ORL="0.15", D2ORN="-1.1", COR="0.42", UCOR="-0.27", ZCOR="0.6", RPB="0.35",
    ZPB="-0.5", RBIS="0.55", RTET="0.2", ZBIS="0.7", ZTET="-0.9", RR="0.3", MD="2", PCOR="0.2", HR="0.1", PHI="0.2",
    CVR="0.1").items()}
VARIANCE = mpf("0.023")
CONTEXTS = {
    "alone": {}, "sizes": dict(n1i=23, n2i=31), "uneven": dict(n1i=9, n2i=64), "change": dict(ni=27, ri="0.6"),
}


def J(m):
    return gamma(m / 2) / (sqrt(m / 2) * gamma((m - 1) / 2))


class Refused(Exception):
    pass


def latent_factor(c):
    if "n1i" not in c:
        raise Refused
    p = c["n1i"] / (c["n1i"] + c["n2i"])
    z = sqrt(mpf(2)) * erfinv(2 * p - 1)
    return sqrt(p * (1 - p)) / (exp(-z * z / 2) / sqrt(2 * pi))


def h(c):
    return (c["n1i"] + c["n2i"] - 2) * (1 / c["n1i"] + 1 / c["n2i"]) if "n1i" in c else mpf(4)


def to_d(kind, y, unit, c):
    if kind == "d":
        return y
    if kind == "change":
        if "ri" not in c:
            raise Refused
        return y * sqrt(2 * (1 - c["ri"]))
    if kind == "odds":
        return y / unit
    if kind == "r":
        return 2 * y / sqrt(1 - y**2)
    if kind == "latent":
        y = y / latent_factor(c)
    if abs(y) >= 1:
        raise Refused
    return y * sqrt(h(c) / (1 - y**2))


def from_d(kind, d, unit, c):
    if kind == "d":
        return d
    if kind == "change":
        raise Refused
    if kind == "odds":
        return d * unit
    r = d / sqrt(d**2 + h(c))
    return r * latent_factor(c) if kind == "latent" else r


def converted(a, b, y, c):
    """The estimate y of measure a as one of measure b."""
    if a == b:
        return y
    if MEASURES[a] is None or MEASURES[b] is None:
        raise Refused
    (kind, z, factor, unit), (kind2, z2, factor2, unit2) = MEASURES[a], MEASURES[b]
    unit = unit2 or unit or L
    if factor and not factor2 and factor(c):
        y = y / J(factor(c))
    if z:
        y = tanh(y)
    if kind != kind2:
        pair = {kind, kind2}
        if pair == {"pb", "latent"}:
            y = y * latent_factor(c) if kind == "pb" else y / latent_factor(c)
        elif not pair <= {"r", "pb", "latent"}:  # these stand for each other
            y = from_d(kind2, to_d(kind, y, unit, c), unit, c)
    if z2:
        if abs(y) >= 1:
            raise Refused
        y = atanh(y)
    return y


def main():
    cases = []
    for name, context in CONTEXTS.items():
        c = {k: mpf(v) for k, v in context.items()}
        for b in MEASURES:
            ys, vs = [], []
            for a in MEASURES:
                try:
                    y = converted(a, b, STATED[a], c)
                except Refused:
                    ys.append(None), vs.append(None)
                    continue
                slope = mp.diff(lambda x: converted(a, b, x, c), STATED[a]) if a != b else mpf(1)
                ys.append(float(y)), vs.append(float(slope**2 * VARIANCE))
            cases.append({"context": name, "target": b, "yi": ys, "vi": vs})

    print('{"tool":"mpmath","version":"%s, 50 digits","script":"metrics.py","studies":"SYNTHETIC",' % mp.__version__)
    print('"measure":%s,' % json.dumps(list(MEASURES)))
    print('"yi":%s,"vi":%s,' % (json.dumps([float(STATED[a]) for a in MEASURES]), float(VARIANCE)))
    print('"contexts":%s,' % json.dumps({k: {r: float(x) for r, x in v.items()} for k, v in CONTEXTS.items()}))
    print('"cases":[\n%s]}' % ",\n".join(json.dumps(case) for case in cases))


if __name__ == "__main__":
    main()
