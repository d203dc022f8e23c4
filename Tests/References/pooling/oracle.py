#!/usr/bin/env python3
"""Exact values for pooling, from the papers' formulas in 60-digit arithmetic (mpmath).

    oracle.py            writes exact/*.json, in the format of real/*.json and edge/*.json, 20 digits a number
    oracle.py --check    recomputes and compares with the stored files; exit status 1 on a difference

Independent of any meta-analysis package. Every double of the data is taken at its exact binary value.

Model: y ~ N(X beta, diag(v + t)), t = tau2; W = 1/(v + t); for weights A: P_A = A - A X (X'AX)^-1 X'A, Q_A = y'P_A y.
Sources
  DL     DerSimonian & Laird 1986, doi:10.1016/0197-2456(86)90046-2; with moderators Raudenbush 2009
  HE     Hedges 1983, doi:10.1037/0033-2909.93.2.388; Hedges & Olkin 1985
  HS     Schmidt & Hunter; Viechtbauer 2005, doi:10.3102/10769986030003261; HSk with the factor k/(k-p) (Brannick et al. 2019)
  SJ     Sidik & Jonkman 2005, doi:10.1111/j.1467-9876.2005.00489.x
  ML, REML, EB   Viechtbauer 2005; Morris 1983, doi:10.1080/01621459.1983.10477920; Raudenbush & Bryk 1985
  PM     Paule & Mandel 1982, doi:10.6028/jres.087.022; PMM the same with the median of chi2(k-p) (Viechtbauer 2021)
  GENQ   DerSimonian & Kacker 2007, doi:10.1016/j.cct.2006.04.004; Jackson 2013, doi:10.1002/jrsm.1081; GENQM its median
  tests  Knapp & Hartung 2003, doi:10.1002/sim.1482
  intervals of tau2   Q-profile Viechtbauer 2007, doi:10.1002/sim.2514; GENQ Jackson 2013;
         profile likelihood Hardy & Thompson 1996, doi:10.1002/(SICI)1097-0258(19960330)15:6<619::AID-SIM188>3.0.CO;2-A
  I2, H2, vt   Higgins & Thompson 2002, doi:10.1002/sim.1186; AICc Hurvich & Tsai 1989, doi:10.1093/biomet/76.2.297
"""
import cmath, json, math, os, sys
import mpmath as mp

mp.mp.dps = 60
HERE = os.path.dirname(os.path.abspath(__file__))
HALF, TWO = mp.mpf(1) / 2, mp.mpf(2)
LOG2PI = mp.log(2 * mp.pi)


# ---- distributions ---------------------------------------------------------------------------------------------

def normal_upper(x): return mp.erfc(x / mp.sqrt(2)) / 2
def normal_quantile(upper): return mp.sqrt(2) * mp.erfinv(1 - 2 * upper)
def chi2_upper(x, df): return mp.gammainc(mp.mpf(df) / 2, x / 2, mp.inf, regularized=True)
def chi2_lower(x, df): return mp.gammainc(mp.mpf(df) / 2, 0, x / 2, regularized=True)
def t_upper(x, df):
    tail = mp.betainc(mp.mpf(df) / 2, HALF, 0, df / (df + x * x), regularized=True) / 2
    return tail if x >= 0 else 1 - tail
def f_upper(x, d1, d2): return mp.betainc(mp.mpf(d2) / 2, mp.mpf(d1) / 2, 0, d2 / (d2 + d1 * x), regularized=True)


def root(f, lo, hi, tolerance=28):
    """The root of the monotone f between lo and hi: bisection to a factor of two, then Illinois' false position."""
    flo, fhi = f(lo), f(hi)
    if flo == 0: return lo
    if fhi == 0: return hi
    for _ in range(400):
        if lo > 0 and hi < 2 * lo: break
        mid = mp.sqrt(lo * hi) if lo > 0 else hi / 16
        fm = f(mid)
        if fm == 0: return mid
        if (fm > 0) == (flo > 0): lo, flo = mid, fm
        else: hi, fhi = mid, fm
    a, b, fa, fb = lo, hi, flo, fhi
    for _ in range(300):
        c = (a * fb - b * fa) / (fb - fa)
        fc = f(c)
        if fc == 0 or abs(b - c) < mp.mpf(10) ** -tolerance * abs(c): return c
        if (fc > 0) == (fb > 0): fa = fa / 2
        else: a, fa = b, fb
        b, fb = c, fc
    raise ArithmeticError("no root")


CACHE = {}
def cached(key, make):
    if key not in CACHE: CACHE[key] = make()
    return CACHE[key]
def t_quantile(upper, df):
    def make():
        hi = mp.mpf(2)
        while t_upper(hi, df) > upper: hi *= 4
        return root(lambda x: t_upper(x, df) - upper, mp.mpf(0), hi)
    return cached(("t", mp.nstr(upper, 30), df), make)
def chi2_quantile(lower, df):
    def make():
        f = lambda x: chi2_lower(x, df) - lower
        lo, hi = mp.mpf(df), mp.mpf(df)
        while f(lo) > 0: lo /= 4
        while f(hi) < 0: hi *= 2
        return root(f, lo, hi)
    return cached(("chi2", mp.nstr(lower, 30), df), make)


# ---- the model ---------------------------------------------------------------------------------------------------

class Problem:
    def __init__(self, yi, vi, X=None):
        self.y, self.v = [mp.mpf(y) for y in yi], [mp.mpf(v) for v in vi]
        self.X = [[mp.mpf(x) for x in row] for row in X] if X else [[mp.mpf(1)] for _ in yi]
        self.k, self.p = len(self.y), len(self.X[0])
        self.df = self.k - self.p
        self.XX = mp.det(self.gram([mp.mpf(1)] * self.k))
        # where a variance is 0, tau2 = 0 stands for the limit from above
        self.floor = mp.mpf(0) if min(self.v) > 0 else mp.mpf(10) ** -40 * (spread(self) or 1)

    def gram(self, w):
        """sum w x x'"""
        G = mp.matrix(self.p, self.p)
        for i in range(self.p):
            for j in range(i, self.p):
                G[i, j] = G[j, i] = mp.fsum(w[r] * self.X[r][i] * self.X[r][j] for r in range(self.k))
        return G

    def beta(self, A):
        right = mp.matrix([mp.fsum(A[r] * self.X[r][i] * self.y[r] for r in range(self.k)) for i in range(self.p)])
        return mp.lu_solve(self.gram(A), right)

    def residuals(self, beta): return [self.y[r] - mp.fsum(self.X[r][i] * beta[i] for i in range(self.p)) for r in range(self.k)]
    def Q(self, A): return mp.fsum(a * r * r for a, r in zip(A, self.residuals(self.beta(A))))
    def W(self, t): return [1 / (v + t) for v in self.v]
    def Qw(self, t): return self.Q(self.W(t))

    def leverages(self, A):
        B = self.gram(A) ** -1
        return [A[r] * mp.fsum(self.X[r][i] * B[i, j] * self.X[r][j] for i in range(self.p) for j in range(self.p)) for r in range(self.k)]

    def trace(self, A, D):
        """tr(P_A D)"""
        return mp.fsum(a * d * (1 - h) for a, d, h in zip(A, D, self.leverages(A)))

    def trace2(self, A, D):
        """tr(P_A D P_A D)"""
        H, B = self.leverages(A), self.gram(A) ** -1
        G = B * self.gram([a * a * d for a, d in zip(A, D)])
        GG = G * G
        return mp.fsum((a * d) ** 2 * (1 - 2 * h) for a, d, h in zip(A, D, H)) + mp.fsum(GG[i, i] for i in range(self.p))

    def loglik(self, t, beta, restricted):
        W = self.W(t)
        l = mp.fsum(mp.log(v + t) for v in self.v) + mp.fsum(w * r * r for w, r in zip(W, self.residuals(beta)))
        if not restricted: return -(self.k * LOG2PI + l) / 2
        return -(self.df * LOG2PI - mp.log(self.XX) + l + mp.log(mp.det(self.gram(W)))) / 2

    def profile(self, t, restricted): return self.loglik(t, self.beta(self.W(t)), restricted)

    def score(self, t, restricted):
        """Twice the derivative of the profile: y'PPy - tr W, restricted - tr P."""
        W = self.W(t)
        r = self.residuals(self.beta(W))
        return mp.fsum((w * e) ** 2 for w, e in zip(W, r)) - (self.trace(W, [mp.mpf(1)] * self.k) if restricted else mp.fsum(W))

    def in_doubles(self):
        """The same problem in doubles with the estimates centred, for looking over dense grids; intercept only."""
        mean = mp.fsum(self.y) / self.k
        y, v = [float(y - mean) for y in self.y], [float(v) for v in self.v]
        def sums(t):
            W = [1 / (x + t) for x in v]
            total = sum(W)
            b = sum(w * e for w, e in zip(W, y)) / total
            return W, total, [e - b for e in y]
        def score(t, restricted):
            W, total, r = sums(float(t))
            s = sum((w * e) ** 2 for w, e in zip(W, r)) - total
            return s + sum(w * w for w in W) / total if restricted else s
        def profile(t, restricted):
            W, total, r = sums(float(t))
            l = sum(w * e * e - math.log(w) for w, e in zip(W, r)) + self.k * math.log(2 * math.pi)
            return -(l - math.log(2 * math.pi) + math.log(total) - math.log(self.k)) / 2 if restricted else -l / 2
        return score, profile

    def typical(self): return self.df / self.trace(self.W(0), [mp.mpf(1)] * self.k)


# ---- roots and optima in tau2 ---------------------------------------------------------------------------------

def decreasing_root(f, scale, floor=mp.mpf(0), tolerance=28):
    """The root of the decreasing f on t >= 0, 0 when f(0) <= 0."""
    if f(floor) <= 0: return mp.mpf(0)
    hi = scale
    while f(hi) > 0: hi *= 16
    lo = hi / 16
    while lo > hi * mp.mpf(10) ** -40 and f(lo) <= 0: hi, lo = lo, lo / 16
    return root(f, lo, hi, tolerance)


def spread(problem):
    """An upper bound for every maximum: the score is negative beyond (range of residuals)^2 + max v."""
    r = problem.residuals(problem.beta([mp.mpf(1)] * problem.k))
    return 4 * mp.fsum(e * e for e in r) + 4 * max(problem.v)


def local_maxima(problem, restricted, points=3000):
    """All local maxima of the profile on t >= 0, from a dense logarithmic grid of its score, refined."""
    top = spread(problem)
    bottom = mp.mpf(10) ** -6 * min([v for v in problem.v if v > 0] + [top])
    bottom = min(bottom, top * mp.mpf(10) ** -9)
    s = lambda t: problem.score(t, restricted)
    # doubles show the signs where the data allow it; the ends of every bracket are looked at again
    coarse = problem.in_doubles()[0] if problem.p == 1 and 1e-60 < bottom and top < 1e60 else problem.score
    with mp.workdps(30):
        ratio = (top / bottom) ** (mp.mpf(1) / points)
        grid = [mp.mpf(0)] + [bottom * ratio ** i for i in range(points + 1)]
        signs = [mp.sign(coarse(t or problem.floor, restricted)) for t in grid]
        for i in range(1, len(grid)):
            if signs[i] != signs[i - 1]: signs[i - 1], signs[i] = (mp.sign(s(t or problem.floor)) for t in grid[i - 1 : i + 1])
    found = []
    if signs[0] <= 0: found.append(mp.mpf(0))
    for a, b, sa, sb in zip(grid, grid[1:], signs, signs[1:]):
        if sa > 0 and sb <= 0: found.append(root(s, a, b))
    return sorted(((t, problem.profile(t or problem.floor, restricted)) for t in found), key=lambda m: -m[1])


# ---- the law of a quadratic form: contour integral, no eigenvalues --------------------------------------------

def quadratic_form_lower(problem, A, t, q, n=mp.mp):
    """P(y'P_A y <= q | t), intercept only, by the midpoint rule on a parabola through a saddle point.

    The transform is det(I - 2 s S P_A)^(-1/2), S = v + t, which the determinant lemma gives without eigenvalues:
    prod(1 - 2 s m_i) sum(a_i/(1 - 2 s m_i))/sum(a), m = a (v + t). Above the real axis the argument of the second
    factor stays in [0, pi), so that principal logarithms are the right branch.
    `n` is the number context: mp.mp, or mp.fp for plain doubles.
    """
    number = n.mpf if n is mp.mp else float
    m = [a * (v + t) for a, v in zip(A, problem.v)]
    scale, total = max(m), mp.fsum(A)
    m, q, shares = [number(x / scale) for x in m], number(q / scale), [number(a / total) for a in A]
    def logs(s):
        """-1/2 log det: one logarithm of the product, its branch from the arguments in double precision."""
        product, secular, angle = n.mpc(1), n.mpc(0), 0.0
        for a, x in zip(shares, m):
            f = 1 - 2 * s * x
            product *= f
            secular += a / f
            angle += cmath.phase(complex(f))
        angle += cmath.phase(complex(secular))
        log = n.log(product * secular)
        turns = round((angle - float(n.im(log))) / (2 * math.pi))
        return -(log + 2j * n.pi * turns) / 2
    upper = q > sum(m) - sum(a * x for a, x in zip(shares, m))  # above the mean
    # the saddle of K(s) - s q - log|s| in double precision is good enough: any contour gives the same integral
    fm, fa = [float(x) for x in m], [float(a) for a in shares]
    def slope(s):
        f = [1 - 2 * s * x for x in fm]
        first, second = sum(a / g for a, g in zip(fa, f)), sum(a * x / (g * g) for a, x, g in zip(fa, fm, f))
        return sum(x / g for x, g in zip(fm, f)) - second / first - float(q) - 1 / s
    lo, hi = (1e-12, first_singularity(fa, fm)) if upper else (-1.0, -1e-12)
    if upper: end = hi; hi *= 1 - 1e-9
    else:
        end = 0.5
        while slope(lo) > 0: lo *= 2
    for _ in range(200):
        mid = (lo + hi) / 2
        if slope(mid) < 0: lo = mid
        else: hi = mid
    c = (lo + hi) / 2
    step = 1e-3 * min(abs(c), end - c)
    below, above = slope(c - step), slope(c + step)
    k2, k3 = (above - below) / (2 * step), max(0.0, (above - 2 * slope(c) + below) / step ** 2)
    sigma = 1 / math.sqrt(k2)
    bend = max(k3 / (6 * k2), 0.05 / sigma)
    c, sigma, bend = number(c), number(sigma), number(bend * sigma ** 2)
    at_c = n.re(logs(c)) - c * q
    def integrand(u):
        s = c + 1j * sigma * u + bend * u * u
        return n.im(n.exp(logs(s) - s * q - at_c) / s * (1j * sigma + 2 * bend * u)) / n.pi
    tail = midpoint_sum(integrand, number(1), 22 if n is mp.mp else 11) * n.exp(at_c)
    return 1 - abs(tail) if upper else abs(tail)


def first_singularity(a, m):
    """1/(2 lambda) for the largest eigenvalue: where sum(a/(1 - 2 s m)) changes sign beyond 1/2, m having maximum 1."""
    rest = sorted(m)[:-1]
    if not rest or rest[-1] > 1 - 1e-9: return 0.5
    lo, hi = 0.5, 0.5 / rest[-1]
    for _ in range(200):
        mid = (lo + hi) / 2
        if sum(x / (1 - 2 * mid * y) for x, y in zip(a, m)) < 0: lo = mid
        else: hi = mid
    return lo


def midpoint_sum(f, h, digits):
    """The integral over u > 0 of an analytic f that dies away: midpoint sums, each reusing the one before."""
    small, tiny, total, value = 10.0 ** -digits, 10.0 ** -(digits + 4), 0 * h, None
    for _ in range(9):
        index, quiet, here = 0, 0, 0 * h
        while quiet < 4:
            if value is None or index % 3 != 1:  # the middle third was in the coarser sum
                term = f(h * (index + 0.5))
                here += term
                quiet = quiet + 1 if abs(term) <= tiny * abs(here + total) else 0
            index += 1
        total += here
        new = total * h
        if value is not None and abs(new - value) <= small * abs(new): return new
        value, h = new, h / 3
    raise ArithmeticError("the quadrature does not settle")


def quadratic_form_root(problem, A, target, scale):
    """The t at which the lower tail of y'P_A y is `target`, 0 when it is less already at 0.

    Found in double precision, then one Newton step with a tail of 22 digits: right to about 20 digits.
    """
    q = problem.Q(A)
    f = lambda t, n=mp.fp: quadratic_form_lower(problem, A, t, q, n) - (target if n is mp.mp else float(target))
    with mp.workdps(45):
        if f(mp.mpf(0)) <= 0: return mp.mpf(0)
        t = decreasing_root(lambda t: mp.mpf(f(t)), scale, tolerance=10)
        step = t * mp.mpf(10) ** -5
        derivative = mp.mpf(f(t + step) - f(t - step)) / (2 * step)
        for _ in range(2): t -= f(t, mp.mp) / derivative
    return t


# ---- one case --------------------------------------------------------------------------------------------------

def estimate(problem, method, weights):
    """tau2 and its standard error; for ML and REML also all local maxima."""
    one, W0 = [mp.mpf(1)] * problem.k, None
    k, p, df = problem.k, problem.p, mp.mpf(problem.df)
    if method in ("DL", "HS", "HSk"): W0 = problem.W(0)
    total = lambda t: [v + t for v in problem.v]
    clip = lambda t: t if t > 0 else mp.mpf(0)
    scale = spread(problem)
    if scale == 0: scale = mp.mpf(1)
    if method == "DL":
        C = problem.trace(W0, one)
        t = clip((problem.Qw(0) - df) / C)
        return t, mp.sqrt(2 * problem.trace2(W0, total(t))) / C, None
    if method == "HE":
        t = clip((problem.Q(one) - problem.trace(one, problem.v)) / df)
        return t, mp.sqrt(2 * problem.trace2(one, total(t))) / df, None
    if method in ("HS", "HSk"):
        factor, C = (k / df if method == "HSk" else mp.mpf(1)), mp.fsum(W0)
        t = clip((factor * problem.Qw(0) - k) / C)
        return t, factor * mp.sqrt(2 * problem.trace2(W0, total(t))) / C, None
    if method == "SJ":
        mean = mp.fsum(problem.y) / k
        t0 = mp.fsum((y - mean) ** 2 for y in problem.y) / k
        if t0 == 0: return mp.mpf(0), mp.mpf(0), None
        A = problem.W(t0)
        t = t0 * problem.Q(A) / df
        return t, t0 / df * mp.sqrt(2 * problem.trace2(A, total(t))), None
    if method in ("PM", "PMM"):
        target = df if method == "PM" else chi2_quantile(HALF, problem.df)
        t = decreasing_root(lambda t: problem.Qw(t) - target, scale, problem.floor)
        return t, mp.sqrt(2 * mp.mpf(k) ** 2 / df) / mp.fsum(problem.W(t or problem.floor)), None
    if method in ("ML", "REML"):
        maxima = local_maxima(problem, method == "REML")
        t = maxima[0][0]
        W = problem.W(t or problem.floor)
        information = problem.trace2(W, one) if method == "REML" else mp.fsum(w * w for w in W)
        return t, mp.sqrt(2 / information), maxima
    C = problem.trace(weights, one)
    if method == "GENQ": t = clip((problem.Q(weights) - problem.trace(weights, problem.v)) / C)
    else:
        t = quadratic_form_root(problem, weights, HALF, scale)
    return t, mp.sqrt(2 * problem.trace2(weights, total(t))) / C, None


def likelihoods(problem, t, beta, parameters):
    out = {}
    for name, restricted, n in (("ML", False, problem.k), ("REML", True, problem.df)):
        l = problem.loglik(t, beta, restricted)
        if restricted: deviance = -2 * l
        elif min(problem.v) > 0: deviance = -2 * l - problem.k * LOG2PI - mp.fsum(mp.log(v) for v in problem.v)
        else: deviance = None
        size = max(n, parameters + 2)
        out[name] = [l, deviance, -2 * l + 2 * parameters, -2 * l + parameters * mp.log(n),
                     -2 * l + mp.mpf(2 * parameters * size) / (size - parameters - 1)]
    return out


def tau2_interval(problem, kind, case, t, weights, alpha):
    scale = spread(problem)
    if kind == "QP":
        ends = [decreasing_root(lambda x: problem.Qw(x) - chi2_quantile(q, problem.df), scale, problem.floor)
                for q in (1 - alpha / 2, alpha / 2)]
        return ends, {"limits": "empty"} if ends[1] == 0 else {}
    if kind == "GENQ":
        ends = [quadratic_form_root(problem, weights, p, scale) for p in (1 - alpha / 2, alpha / 2)]
        return ends, {"limits": "empty"} if ends[1] == 0 else {}
    restricted = case["method"] == "REML"
    level = problem.profile(t, restricted) - chi2_quantile(1 - alpha, 1) / 2
    f = lambda x: problem.profile(x or problem.floor, restricted) - level
    # the stretch round the estimate of the set above the level, from a dense logarithmic grid
    hi = max(scale, t)
    while f(hi) > 0: hi *= 16
    bottom = min([v for v in problem.v if v > 0] + [t if t > 0 else scale]) * mp.mpf(10) ** -6
    with mp.workdps(30):
        count = 2000
        ratio = (hi / bottom) ** (mp.mpf(1) / count)
        grid = [mp.mpf(0)] + [bottom * ratio ** i for i in range(count + 1)]
        doubles = problem.p == 1 and 1e-60 < bottom and hi < 1e60
        if doubles:
            double_profile = problem.in_doubles()[1]
            coarse = lambda x: double_profile(x or problem.floor, restricted) - float(level)
        else: coarse = f
        above = [coarse(x) >= 0 for x in grid]
        for i in range(1, len(grid)):
            if above[i] != above[i - 1]: above[i - 1], above[i] = (f(x) >= 0 for x in grid[i - 1 : i + 1])
    falls = [(a, b) for a, b, i, j in zip(grid, grid[1:], above, above[1:]) if i and not j and b > t]
    rises = [(a, b) for a, b, i, j in zip(grid, grid[1:], above, above[1:]) if j and not i and a < t]
    lower = root(f, *rises[-1]) if rises else mp.mpf(0)
    pieces = sum(j and not i for i, j in zip([False] + above, above))
    return [lower, root(f, *falls[0])], {"pieces": pieces} if pieces > 1 else {}


def closed_interval(problem, kind, t, se_t, H2, alpha):
    """The ends of tau2 by Higgins and Thompson's test-based interval of H2, or by Wald on three scales."""
    z = normal_quantile(alpha / 2)
    if kind == "HT": return [(h - 1) * problem.typical() for h in test_based(problem, H2, alpha)]
    if kind == "wald": return [max(mp.mpf(0), t - z * se_t), t + z * se_t]
    if t == 0: return None
    if kind == "wald.log": return [t * mp.exp(-z * se_t / t), t * mp.exp(z * se_t / t)]
    r, reach = mp.sqrt(t), z * se_t / (2 * mp.sqrt(t))
    return [max(mp.mpf(0), r - reach) ** 2, (r + reach) ** 2]


def test_based(problem, H2, alpha):
    """H2 exp(-+2 z se(log H)), not below 1; None for two studies with Q <= 2."""
    Q, k = problem.Qw(0), problem.df + 1
    if Q > k: se = (mp.log(Q) - mp.log(k - 1)) / (mp.sqrt(2 * Q) - mp.sqrt(2 * k - 3)) / 2
    elif k > 2: se = mp.sqrt((1 - 1 / (3 * mp.mpf(k - 2) ** 2)) / (2 * (k - 2)))
    else: return None
    factor = mp.exp(2 * normal_quantile(alpha / 2) * se)
    return [max(mp.mpf(1), H2 / factor), max(mp.mpf(1), H2 * factor)]


def solve(problem, case, weights, cache):
    method, test = case["method"], case["test"]
    level = mp.mpf(case.get("level", 95))
    alpha = 1 - level / 100
    k, p, df = problem.k, problem.p, problem.df
    equal = method in ("EE", "FE")
    maxima = None
    if equal: t, se_t = mp.mpf(0), None
    elif "tau2" in case:
        t = mp.mpf(case["tau2"])
        se_t = mp.sqrt(2 / problem.trace2(problem.W(t), [mp.mpf(1)] * k))
    else:
        key = (method, case.get("weights") if method.startswith("GENQ") else None)
        if key not in cache: cache[key] = estimate(problem, method, weights)
        t, se_t, maxima = cache[key]
    singular = any(v == 0 for v in problem.v)
    if singular and t == 0: return {"error": "no weights: a sampling variance is 0 and tau2 is 0"}
    W = problem.W(t)
    A = W if weights is None else weights
    beta = problem.beta(A)
    factor = mp.mpf(1)
    if test in ("knha", "adhoc"):
        factor = problem.Q(W) / df
        if test == "adhoc": factor = max(mp.mpf(1), factor)
    B = problem.gram(A) ** -1
    vb = B * problem.gram([a * a * (v + t) for a, v in zip(A, problem.v)]) * B * factor
    se = [mp.sqrt(vb[i, i]) for i in range(p)]
    stat = [beta[i] / se[i] if se[i] != 0 else None for i in range(p)]
    normal = test == "z"
    quantile = normal_quantile(alpha / 2) if normal else t_quantile(alpha / 2, df)
    tail = (lambda s: 2 * normal_upper(abs(s))) if normal else (lambda s: 2 * t_upper(abs(s), df))
    out = {"k": k, "p": p}
    if p > 1: out["names"] = case["names"]
    out.update(b=[beta[i] for i in range(p)], se=se, stat=stat)
    if not normal: out["df"] = df
    out.update(pval=[None if s is None else tail(s) for s in stat], ci_lb=[beta[i] - quantile * se[i] for i in range(p)],
               ci_ub=[beta[i] + quantile * se[i] for i in range(p)])
    if p > 1: out["vb"] = [[vb[i, j] for j in range(p)] for i in range(p)]
    out.update(tau2=t, se_tau2=se_t)
    H2 = None
    if singular: out.update(I2=None, H2=None, vt=None, QE=None, QE_df=df, QEp=None)
    else:
        vt, Q = problem.typical(), problem.Qw(0)
        I2 = 100 * max(mp.mpf(0), (Q - df) / Q) if equal and Q > 0 else mp.mpf(0) if equal else 100 * t / (t + vt)
        H2 = Q / df if equal else t / vt + 1
        out.update(I2=I2, H2=H2, vt=vt, QE=Q, QE_df=df, QEp=chi2_upper(Q, df))
    tested = list(range(1, p)) if p > 1 else [0]
    V = mp.matrix(len(tested), len(tested))
    for i, a in enumerate(tested):
        for j, b in enumerate(tested): V[i, j] = vb[a, b]
    if mp.det(V) != 0:
        d = mp.matrix([beta[i] for i in tested])
        QM = (d.T * mp.lu_solve(V, d))[0]
        if not normal: QM /= len(tested)
        out.update(QM=QM, QM_df=[len(tested), None if normal else df],
                   QMp=chi2_upper(QM, len(tested)) if normal else f_upper(QM, len(tested), df))
    if test in ("knha", "adhoc"): out["s2w"] = factor
    parameters = p + (0 if equal or "tau2" in case else 1)
    out.update(likelihoods(problem, t, beta, parameters))
    if p == 1: out["weights_percent"] = [100 * a / mp.fsum(A) for a in A]
    if case.get("rows"):
        out["fitted"] = [problem.y[r] - e for r, e in enumerate(problem.residuals(beta))]
        out["residuals"] = problem.residuals(beta)
        out["leverages"] = problem.leverages(A)
    if p == 1 and not equal:
        centre, spread_ = beta[0], mp.sqrt(se[0] ** 2 + t)
        interval = lambda q, s: [centre - q * s, centre + q * s]
        out["pi"] = {"default": interval(quantile, spread_), "simple": interval(normal_quantile(alpha / 2), mp.sqrt(t))}
        riley = df if "tau2" in case else df - 1
        if riley > 0: out["pi"]["riley"] = interval(t_quantile(alpha / 2, riley), spread_) + [riley]
        out["pi"]["t"] = interval(t_quantile(alpha / 2, df), spread_) + [df]
    if case.get("intervals"):
        out["ci"] = {}
        for kind in case["intervals"]:
            if kind in ("HT", "wald", "wald.log", "wald.sqrt"):
                if kind == "HT" and test_based(problem, H2, alpha) is None: continue
                ends, more = closed_interval(problem, kind, t, se_t, H2, alpha), {}
                if ends is None: continue
            else: ends, more = tau2_interval(problem, kind, case, t, weights, alpha)
            out["ci"][kind] = {"tau2": ends}
            if not singular: out["ci"][kind].update(I2=[100 * e / (e + vt) for e in ends], H2=[e / vt + 1 for e in ends])
            out["ci"][kind].update(more)
    if method == "EE" and test == "z" and weights is None:
        h = test_based(problem, max(mp.mpf(1), H2), alpha)
        if h: out["from_Q"] = {"I2": [100 * (e - 1) / e for e in h], "H2": h}
    if maxima and len(maxima) > 1: out["maxima"] = [[m, l] for m, l in maxima]
    return out


# ---- the data sets and their cases --------------------------------------------------------------------------------

def stored(path):
    with open(os.path.join(HERE, path), encoding="utf-8") as f: return json.load(f)


def sets():
    """(name, why, columns, weights, designs)"""
    for name in ("bcg-rr", "bcg-rd", "hart1999", "hine1989", "nielweise2008", "normand1999-md", "raudenbush1985", "li2007"):
        file = stored(f"real/{name}.json")
        yield name, "published data: " + file["provenance"]["publication"], file["columns"], file["weights"], {}
    for name, why in EDGES.items():
        file = stored(f"edge/{name}.json")
        yield name, why, file["columns"], {}, file.get("designs", {})
    x = [1.0, 2.0, 4.0, 3.0, 7.0, 5.0]
    yield ("weighted-regression", "made up: a moderator and user weights, one of them 0",
           {"yi": [-0.3, 0.2, 0.5, 1.1, 0.4, 0.9], "vi": [0.02, 0.05, 0.1, 0.04, 0.3, 0.07], "x": x},
           {"given": [1.0, 3.0, 2.0, 5.0, 4.0, 0.0]}, {"~x": {"names": ["intercept", "x"], "X": [[1.0, e] for e in x]}})
    for name, (why, yi, vi) in NASTY.items():
        yield name, why, {"yi": yi, "vi": vi}, {}, {}


EDGES = {
    "k2": "two studies", "k2homog": "two studies, less spread than their variances", "k3": "three studies",
    "tiny-variances": "variances of 1e-12", "huge-variances": "variances of 1e6 and more",
    "large-offset": "estimates near 1e8: sums of squares cancel", "large-scale": "estimates and variances of 1e6 and more",
    "variance-ratio-1e8": "variances over eight orders of magnitude", "mixed-variance-ratio-1e5": "variances over five orders",
    "extreme-heterogeneity": "tau2 far above the variances", "outlier": "one outlier",
    "bimodal-likelihood": "two clusters of estimates", "tau2-near-zero": "tau2 next to zero", "tau2-zero": "tau2 at zero",
    "equal-variances": "all variances alike: DL, HE, PM and REML coincide",
    "near-collinear": "two moderators alike to 1e-6", "k-equals-p-plus-1": "one degree of freedom left",
    "mods-large-scale": "years as a moderator", "mods-huge-scale": "a moderator of 1e9",
}

METHODS = ["EE", "DL", "HE", "HS", "HSk", "SJ", "ML", "REML", "PM", "PMM"]


def cases_of(name, columns, weights, designs):
    formula = next(iter(designs), None)
    extra = {"formula": formula, "names": designs[formula]["names"]} if formula else {}
    singular = any(v == 0 for v in columns["vi"])
    def case(id, method, test="z", **more): return {"id": id, "method": method, "test": test, **more, **extra}
    for m in METHODS:
        if singular and m not in ("HE", "SJ", "ML", "REML", "PM", "PMM"): continue
        if name == "one-zero-variance" and m == "ML": continue  # its likelihood grows without bound as tau2 goes to 0
        more = {"rows": True} if m == "REML" else {}
        if m == "REML": more["intervals"] = ["QP", "PL"] + ([] if singular else ["HT"]) + ["wald", "wald.log", "wald.sqrt"]
        if m == "ML": more["intervals"] = ["PL"]
        yield case(m + ".z", m, **more)
    for m, tests in (("REML", ("t", "knha", "adhoc")), ("EE", ("knha", "adhoc")), ("DL", ("adhoc",))):
        if singular and m != "REML": continue
        for test in tests: yield case(f"{m}.{test}", m, test)
    if not singular: yield case("REML.knha.level99", "REML", "knha", level=99, intervals=["QP", "PL"])
    if not singular: yield case("fixed.z", "REML", tau2=sorted(columns["vi"])[len(columns["vi"]) // 2])
    for test in ("z", "knha"): yield case("REML.unweighted." + test, "REML", test, weights="unweighted", rows=True)
    for w in weights:
        if formula: yield case("GENQ." + w, "GENQ", weights=w)
        else:
            yield case("GENQ." + w, "GENQ", weights=w, intervals=["GENQ"])
            yield case("GENQM." + w, "GENQM", weights=w)
        yield case(f"REML.{w}.knha", "REML", "knha", weights=w, rows=True)
        yield case("EE." + w, "EE", weights=w)


# Small sets found by searching random ones, or made by hand: why they are here, estimates, variances.
NASTY = {
    "two-maxima-ml-zero": ("ML has maxima at 0 and 0.09 of almost equal height; 0 is higher", [-0.12, 0.61], [0.06, 0.0003]),
    "two-maxima-ml-positive": ("ML and REML have maxima at 0 and above; above is higher", [-0.16, -0.19, 0.79], [0.05, 0.03, 0.2]),
    "two-maxima-reml-zero": ("REML has maxima at 0 and 0.36; 0 is higher by 0.003", [-1.0, -1.1, 0.88], [0.1, 0.06, 0.7]),
    "two-maxima-reml-small": ("REML has maxima at 0.012 and 0.36; the smaller is higher", [1.0, -0.67, 0.86], [1e-05, 0.4, 0.0001]),
    "two-maxima-reml-far": ("REML has maxima at 1e-5 and 0.93; the larger is higher", [-0.04, 0.1, 2.56], [0.003, 0.07, 1.0]),
    "two-maxima-reml-four": ("REML has maxima at 0.19 and 1.3; the larger is higher by 0.016", [-0.5, 0.43, -0.05, 4.15], [0.4, 0.009, 5e-05, 2.0]),
    "two-maxima-reml-five": ("REML has maxima at 0 and 0.0009; 0.0009 is higher by 0.003", [0.35, 0.15, -0.02, 0.05, -0.12], [4.0, 0.04, 1e-05, 0.003, 0.004]),
    "two-maxima-reml-six": ("REML has maxima at 0.03 and 0.14", [0.07, -0.13, 0.36, 0.1, 1.63, -0.11], [0.0009, 0.007, 0.4, 0.001, 0.2, 5e-05]),
    "three-maxima-ml-far": ("ML has maxima at 0, 0.13 and 3.2", [0.39, -0.22, 5.66], [0.05, 0.0002, 3.0]),
    "three-maxima-ml-middle": ("ML has maxima at 0, 0.11 and 11; the middle one is highest", [0.19, -0.88, -0.26, 10.82], [0.02, 0.1, 0.001, 8.0]),
    "three-maxima-ml-zero": ("ML has maxima at 0, 0.00013 and 0.16; 0 is highest", [0.51, 1.77, -0.84, 0.09, 0.07, 0.13], [0.07, 0.4, 0.07, 1e-05, 0.01, 0.0003]),
    "three-maxima-ml-five": ("ML has maxima at 0, 0.0009 and 0.047", [-0.06, 0.0, 0.81, 0.63, 0.04], [2e-05, 0.0006, 6.0, 0.04, 3.0]),
    "exactly-zero": ("Q = k - 1 to the last bit: DL, HE, PM and REML are exactly 0", [-1.0, 0.0, 1.0], [1.0, 1.0, 1.0]),
    "just-above-zero": ("tau2 of 5e-11 beside variances of 1", [-1.0, 0.0, 1.0000000001], [1.0, 1.0, 1.0]),
    "just-below-zero": ("a root at -5e-11: cut at 0", [-1.0, 0.0, 0.9999999999], [1.0, 1.0, 1.0]),
    "offset-1e12": ("estimates near 1e12 that differ by 1", [1e12, 1e12 + 0.5, 1e12 + 1.25, 1e12 - 0.75], [0.01, 0.02, 0.03, 0.04]),
    "spread-1e24": ("variances over 24 orders of magnitude", [0.5, 0.500001, 0.3, 0.9, -20.0, 300000.0], [1e-12, 1e-10, 0.01, 1.0, 1e4, 1e12]),
    "spread-1e24-homogeneous": ("variances over 24 orders of magnitude, tau2 near the smallest", [0.5, 0.500001, 0.50000012, 0.501, 0.7, 1.5], [1e-12, 1e-12, 1e-10, 1e-6, 1.0, 1e12]),
    "scale-1e-70": ("estimates near 1e-70: cubed weights overflow", [1e-70, 3e-70, 2.5e-70, -1e-70], [1e-140, 2e-140, 1.5e-140, 1e-140]),
    "scale-1e70": ("estimates near 1e70: cubed variances overflow", [1e70, 3e70, 2.5e70, -1e70], [1e140, 2e140, 1.5e140, 1e140]),
    "one-zero-variance": ("one sampling variance of 0 beside real heterogeneity", [0.2, 0.9, -0.4, 1.5, 0.6], [0.04, 0.0, 0.09, 0.05, 0.02]),
    "two-zero-variances": ("two sampling variances of 0, different estimates", [0.2, 0.9, -0.4, 1.5], [0.0, 0.0, 0.09, 0.05]),
    "all-zero-variances": ("all sampling variances 0: the sample variance is tau2", [0.2, 0.3, 0.1, 0.5], [0.0, 0.0, 0.0, 0.0]),
}


# ---- writing ---------------------------------------------------------------------------------------------------

def text(x):
    if x is None: return "null"
    if isinstance(x, bool): return "true" if x else "false"
    if isinstance(x, str): return json.dumps(x, ensure_ascii=False)
    if isinstance(x, dict): return "{" + ",".join(json.dumps(k) + ":" + text(v) for k, v in x.items()) + "}"
    if isinstance(x, (list, tuple)): return "[" + ",".join(text(v) for v in x) + "]"
    if isinstance(x, int): return str(x)
    if isinstance(x, float): return str(int(x)) if x == int(x) and abs(x) < 1e15 else repr(x)
    if mp.isinf(x): return '"inf"' if x > 0 else '"-inf"'
    # Beyond the range of a double: its infinity, and its zero.
    if abs(x) > mp.mpf("1.797e308"): return '"inf"' if x > 0 else '"-inf"'
    if x != 0 and abs(x) < mp.mpf("5e-324"): return "0"
    s = mp.nstr(x, 20)
    return s[:-2] if s.endswith(".0") else s


def members(block): return "{\n" + ",\n".join("  " + json.dumps(k) + ":" + text(v) for k, v in block.items()) + "}"


def compute(name, why, columns, weights, designs):
    formula = next(iter(designs), None)
    problem = Problem(columns["yi"], columns["vi"], designs[formula]["X"] if formula else None)
    cache, lines = {}, []
    for case in cases_of(name, columns, weights, designs):
        given = {"unweighted": [1] * problem.k, **weights}
        w = [mp.mpf(x) for x in given[case["weights"]]] if "weights" in case else None
        expect = solve(problem, case, w, cache)
        lines.append(text({k: v for k, v in case.items() if k not in ("names", "intervals", "rows")} | {"expect": expect}))
    blocks = ['"provenance":{"tool":' + text(f"oracle.py, mpmath {mp.__version__}, {mp.mp.dps} digits") + ',\n  "data":' + text(why) + "}",
              '"columns":' + members(columns)]
    if weights: blocks.append('"weights":' + members(weights))
    if designs: blocks.append('"designs":' + members(designs))
    return "{\n" + ",\n".join(blocks) + ',\n"cases":[\n' + ",\n".join(lines) + "\n]}\n"

def main():
    checking, wrong = "--check" in sys.argv, 0
    wanted = [a for a in sys.argv[1:] if not a.startswith("--")]
    os.makedirs(os.path.join(HERE, "exact"), exist_ok=True)
    for one in sets():
        if wanted and one[0] not in wanted: continue
        path, now = os.path.join(HERE, "exact", one[0] + ".json"), compute(*one)
        if checking:
            with open(path, encoding="utf-8") as f: same = f.read() == now
            wrong += not same
            print(one[0], "agrees" if same else "DIFFERS")
        else:
            with open(path, "w", encoding="utf-8") as f: f.write(now)
            print(one[0], len(now))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
