/* Permutation tests of one moderator in many outcomes, equal effects, as loops written by hand with vectors of eight and
   fused multiply-add. Weights w and products w y lie outcome after outcome for each study (m outcomes a study), x is the
   moderator, orders holds the study that goes to each row, k numbers a permutation. Each counts, for every outcome, the
   permutations whose |z| is at least limit. */
#ifndef HAND_LOOPS_H
#define HAND_LOOPS_H

#include <stdint.h>

/* One permutation after the other over all outcomes: what a textbook program does, with its inner loop over outcomes. */
void hand_streaming(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                    const int32_t *orders, const double *limit, double *counts);
/* Sixteen outcomes stay in the first-level cache for all permutations; two chains for each sum. */
void hand_tiled(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                const int32_t *orders, const double *limit, double *counts);
/* Tiled, and four permutations at a time, so that each number loaded is used four times: a product of matrices written by
   hand. */
void hand_blocked(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                  const int32_t *orders, const double *limit, double *counts);
/* Studies side by side, one outcome after the other: the vectors are gathered from where the permutation says. */
void hand_gathered(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                   const int32_t *orders, const double *limit, double *counts);
/* 192 floating-point operations a round in independent chains of fused multiply-add: the processor's own limit. */
double hand_fused(long rounds);
/* Whether this processor runs them with AVX-512. */
int hand_loops_wide(void);

#endif
