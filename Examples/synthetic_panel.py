"""Writes a SYNTHETIC wide panel from a seed:

    python3 synthetic_panel.py ANALYSES STUDIES [--broken] > SYNTHETIC-panel.csv

Some entries are missing and some analyses cannot be fitted; --broken adds rows that are no rows of the table.
"""
import random, sys

analyses, studies = int(sys.argv[1]), int(sys.argv[2])
broken = "--broken" in sys.argv[3:]
numbers = random.Random(2026)
print(",".join(["id"] + [f"{name}{study}" for study in range(1, studies + 1) for name in ("y", "v")]))
for row in range(1, analyses + 1):
    tau = numbers.choice([0, 0, 0.1, 0.5])
    cells = [f"SYNTHETIC-{row}"]
    for _ in range(studies):
        se = numbers.uniform(0.05, 0.6)
        y = numbers.gauss(0.2, (se * se + tau * tau) ** 0.5)
        cells += ["", ""] if numbers.random() < 0.1 else [f"{y:.6g}", f"{se * se:.6g}"]
    if row % 97 == 0:
        cells[1:] = ["", ""] * studies  # no studies
    if row % 101 == 0:
        cells[3:] = ["", ""] * (studies - 1)  # one study at most
    if row % 103 == 0:
        cells[1:3] = ["0.1", "-0.01"]  # a variance below zero
    if broken and row % 107 == 0:
        cells[1] = "text"
    if broken and row % 109 == 0:
        cells.pop()
    print(",".join(cells))
