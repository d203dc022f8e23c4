"""The exact variance of R² with fixed predictors beside two large-sample ones, for the four studies of `es.R2F.A`.

    python3 fixed-predictors.py        # needs mpmath; prints a table

With fixed predictors R² = a/(a + b), a a noncentral χ² with m degrees of freedom and noncentrality λ = n ρ²/(1-ρ²), b a
central one with n-m-1. Given a Poisson number j with mean λ/2 it is a beta variable, so that its moments are sums over j
(Cramer 1987, doi:10.1016/0304-4076(87)90027-3). Here ρ² is the R² observed.
"""
from mpmath import mp, mpf, exp, factorial

mp.dps = 30

# R², m, n, and the variance that metafor 5.1-12 gives (escalc, measure "R2F").
STUDIES = [
    ("0.25", 4, 45, "0.009075303894564478"),
    ("0.1", 3, 120, "0.0022446009527195034"),
    ("0.5", 6, 60, "0.00791829737531588"),
    ("0.04", 2, 33, "0.003970757580353314"),
]


def exact(share, m, n):
    half = n * share / (1 - share) / 2
    a, total = mpf(m) / 2, mpf(n - 1) / 2
    first = second = mpf(0)
    for j in range(400):
        weight = exp(-half) * half**j / factorial(j)
        first += weight * (a + j) / (total + j)
        second += weight * (a + j) * (a + j + 1) / ((total + j) * (total + j + 1))
    return second - first**2


print("  R²  m    n      exact        here  metafor  (parts of the exact variance)")
for share, m, n, metafor in STUDIES:
    x = mpf(share)
    v = exact(x, m, n)
    here = 2 * x * (2 - x) * (1 - x) ** 2 / n
    print(f"{float(x):.2f}  {m}  {n:3}  {float(v):.7f}  {float(here / v):.3f}   {float(mpf(metafor) / v):.3f}")
