#!/usr/bin/env python3
"""Finds the multipliers of the Korobov lattices of BoxProbability.

    python3 lattices.py        a minute with numpy

For a prime N it is the a in 2 … N/2 that minimizes

    Σᵢ Πⱼ (1 + 2π² B₂({i aʲ/N})/(j + 1)²)  over j = 0 … 7,  B₂(x) = x² − x + 1/6,

the worst-case error of the lattice for smooth periodic functions whose later variables matter less (Sloan & Joe 1994,
Lattice Methods for Multiple Integration, ch. 4).
"""
import numpy as np

DIMENSIONS = 8


def criterion(n, a, kernels, index):
    product = np.ones(n)
    power = 1
    for kernel in kernels:
        product *= kernel[index * power % n]
        power = power * a % n
    return product.sum()


for n in [1021, 4093, 16381]:
    x = np.arange(n) / n
    kernels = [1 + 2 * np.pi**2 * (x * x - x + 1 / 6) / (j + 1) ** 2 for j in range(DIMENSIONS)]
    index = np.arange(n)
    # Every a for the small lattices, every seventh for the large one, which is plenty.
    candidates = range(2, n // 2, 1 if n < 5000 else 7)
    best = min(candidates, key=lambda a: criterion(n, a, kernels, index))
    print(n, best, criterion(n, best, kernels, index) / n - 1)
