/* The arithmetic of PermutedStatistics.h, included once per instruction set; eight outcomes side by side. */

#define INLINE static inline __attribute__((always_inline))

INLINE void LANES(solve)(const tutti_permuted_job *job, long permutation, int columns, double *counts,
                         double *maxima) {
  const int p = columns, led = job->led_s ? 1 : 0, triangle = p * (p + 1) / 2 - led;
  const long ld = job->ld;
  const double *s = job->s + (job->is_constant ? 0 : permutation * triangle * ld);
  const double *t = job->t + permutation * (p - led) * ld;
  const v8 none = {0};
  v8 most[TUTTI_PERMUTED_COLUMNS + 1];
  for (int a = 0; a <= p; a++) most[a] = none;
  for (long m = 0; m < job->outcomes; m += 8) {
    /* S = L D L' with ones on the diagonal of L; g = L^-1 t. */
    v8 l[TUTTI_PERMUTED_COLUMNS][TUTTI_PERMUTED_COLUMNS], inverse[TUTTI_PERMUTED_COLUMNS], g[TUTTI_PERMUTED_COLUMNS];
    v8 explained = none, joint = none;
    m8 singular = {0};
    for (int a = 0; a < p; a++) {
      v8 row[TUTTI_PERMUTED_COLUMNS];
      for (int b = 0; b <= a; b++) {
        const double *from = led && a == 0 ? job->led_s : s + (a * (a + 1) / 2 + b - led) * ld;
        v8 sum = *(const v8u *)(from + m);
        for (int c = 0; c < b; c++) sum -= row[c] * l[b][c];
        row[b] = sum;
        if (b < a) l[a][b] = sum * inverse[b];
      }
      singular |= ~(row[a] > 0);
      inverse[a] = 1 / row[a];
      v8 sum = *(const v8u *)((led && a == 0 ? job->led_t : t + (a - led) * ld) + m);
      for (int c = 0; c < a; c++) sum -= l[a][c] * g[c];
      g[a] = sum;
      v8 part = sum * sum * inverse[a];
      explained += part;
      if (a >= p - job->tested) joint += part;
    }
    v8 factor = none + 1;
    if (job->factor != TUTTI_FACTOR_NONE) {
      v8 rest = *(const v8u *)(job->squares + m) - explained;
      factor = __builtin_elementwise_max(rest, none) / *(const v8u *)(job->df + m);
      if (job->factor == TUTTI_FACTOR_AT_LEAST_ONE) factor = __builtin_elementwise_max(factor, none + 1);
    }
    singular |= ~(factor > 0);
    const v8 scale = 1 / factor, infinite = none + INFINITY;
    for (int a = 0; a <= p; a++) {
      v8 square = joint * scale;
      if (a < p) {
        v8 u[TUTTI_PERMUTED_COLUMNS], estimate = none, variance = none;
        const double *column = job->inverse + a * p;
        for (int i = a; i < p; i++) {
          v8 sum = none + column[i];
          for (int c = a; c < i; c++) sum -= l[i][c] * u[c];
          u[i] = sum;
          v8 part = sum * inverse[i];
          estimate += part * g[i];
          variance += part * sum;
        }
        if (a == job->shifted) estimate += *(const v8u *)(job->shift + m);
        square = estimate * estimate * scale / variance;
      }
      square = (v8)(((m8)infinite & singular) | ((m8)square & ~singular));
      v8u *count = (v8u *)(counts + a * ld + m);
      const v8 limit = *(const v8u *)(job->limits + a * ld + m), one = none + 1;
      *count += (v8)((m8)one & (square >= limit));
      most[a] = __builtin_elementwise_max(most[a], square);
    }
  }
  for (int a = 0; a <= p; a++) {
    double *greatest = maxima + permutation * (p + 1) + a;
    for (int i = 0; i < 8; i++)
      if (most[a][i] > *greatest) *greatest = most[a][i];
  }
}

/* The commonest numbers of columns are known to the compiler. */
static void LANES(permuted)(const tutti_permuted_job *job, double *counts, double *maxima) {
  for (long permutation = 0; permutation < job->permutations; permutation++) {
    switch (job->columns) {
    case 1: LANES(solve)(job, permutation, 1, counts, maxima); break;
    case 2: LANES(solve)(job, permutation, 2, counts, maxima); break;
    case 3: LANES(solve)(job, permutation, 3, counts, maxima); break;
    default: LANES(solve)(job, permutation, job->columns, counts, maxima); break;
    }
  }
}

#undef INLINE
