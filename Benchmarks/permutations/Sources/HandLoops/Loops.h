/* Included once per instruction set. S = (sum w, sum w x, sum w x x), t = (sum w y, sum w x y); the slope is
   (t1 S0 - t0 S1)/(S0 S2 - S1 S1), its variance S0/(S0 S2 - S1 S1). */

#define INLINE static inline __attribute__((always_inline))

INLINE void LOOPS(tally)(const v8 *s0, const v8 *t0, const v8 *s1, const v8 *s2, const v8 *t1, const double *limit,
                         double *count) {
  const v8 determinant = *s0 * *s2 - *s1 * *s1, top = *t1 * *s0 - *t0 * *s1, none = {0}, one = none + 1;
  const v8 bound = *(const v8u *)limit;
  *(v8u *)count += (v8)((m8)one & (top * top >= bound * bound * determinant * *s0));
}

/* Twelve chains of fused multiply-add that nothing else holds up. */
static double LOOPS(fused)(long rounds) {
  v8 chains[12];
  double sum = 0;
  for (int c = 0; c < 12; c++)
    for (int l = 0; l < 8; l++) chains[c][l] = 1 + c * 1e-3;
  const v8 factor = chains[0] * 0.999999, term = chains[0] * 1e-6;
  for (long n = 0; n < rounds; n++) {
#pragma clang loop unroll(full)
    for (int c = 0; c < 12; c++) chains[c] = chains[c] * factor + term;
  }
  for (int c = 0; c < 12; c++) sum += chains[c][0];
  return sum;
}

static void LOOPS(streaming)(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                             const int32_t *orders, const double *s0, const double *t0, const double *limit,
                             double *counts) {
  double xs[MOST_STUDIES];
  for (long n = 0; n < permutations; n++) {
    for (int r = 0; r < k; r++) xs[orders[n * k + r]] = x[r];
    for (long j = 0; j < m; j += 16) {
      v8 a1 = {0}, a2 = {0}, at = {0}, b1 = {0}, b2 = {0}, bt = {0};
      for (int i = 0; i < k; i++) {
        const double *wi = w + i * m + j, *yi = wy + i * m + j;
        v8 wa = *(const v8u *)wi * xs[i], wb = *(const v8u *)(wi + 8) * xs[i];
        a1 += wa;
        b1 += wb;
        a2 += wa * xs[i];
        b2 += wb * xs[i];
        at += *(const v8u *)yi * xs[i];
        bt += *(const v8u *)(yi + 8) * xs[i];
      }
      LOOPS(tally)((const v8 *)(s0 + j), (const v8 *)(t0 + j), &a1, &a2, &at, limit + j, counts + j);
      LOOPS(tally)((const v8 *)(s0 + j + 8), (const v8 *)(t0 + j + 8), &b1, &b2, &bt, limit + j + 8, counts + j + 8);
    }
  }
}

/* xs: x dealt to the studies and its square, for each permutation. */
static void LOOPS(tiled)(long m, int k, long permutations, const double *w, const double *wy, const double *xs,
                         const double *s0, const double *t0, const double *limit, double *counts) {
  static _Thread_local v8 tile[4 * MOST_STUDIES];
  for (long j = 0; j < m; j += 16) {
    for (int i = 0; i < k; i++) {
      tile[4 * i] = *(const v8u *)(w + i * m + j);
      tile[4 * i + 1] = *(const v8u *)(w + i * m + j + 8);
      tile[4 * i + 2] = *(const v8u *)(wy + i * m + j);
      tile[4 * i + 3] = *(const v8u *)(wy + i * m + j + 8);
    }
    for (long n = 0; n < permutations; n++) {
      const double *dealt = xs + 2 * n * k;
      v8 a1 = {0}, a2 = {0}, at = {0}, b1 = {0}, b2 = {0}, bt = {0};
      for (int i = 0; i < k; i++) {
        const double z = dealt[2 * i], z2 = dealt[2 * i + 1];
        a1 += tile[4 * i] * z;
        b1 += tile[4 * i + 1] * z;
        a2 += tile[4 * i] * z2;
        b2 += tile[4 * i + 1] * z2;
        at += tile[4 * i + 2] * z;
        bt += tile[4 * i + 3] * z;
      }
      LOOPS(tally)((const v8 *)(s0 + j), (const v8 *)(t0 + j), &a1, &a2, &at, limit + j, counts + j);
      LOOPS(tally)((const v8 *)(s0 + j + 8), (const v8 *)(t0 + j + 8), &b1, &b2, &bt, limit + j + 8, counts + j + 8);
    }
  }
}

static void LOOPS(blocked)(long m, int k, long permutations, const double *w, const double *wy, const double *xs,
                           const double *s0, const double *t0, const double *limit, double *counts) {
  static _Thread_local v8 tile[4 * MOST_STUDIES];
  for (long j = 0; j < m; j += 16) {
    for (int i = 0; i < k; i++) {
      tile[4 * i] = *(const v8u *)(w + i * m + j);
      tile[4 * i + 1] = *(const v8u *)(w + i * m + j + 8);
      tile[4 * i + 2] = *(const v8u *)(wy + i * m + j);
      tile[4 * i + 3] = *(const v8u *)(wy + i * m + j + 8);
    }
    for (long n = 0; n < permutations; n += 4) {
      const int width = permutations - n < 4 ? (int)(permutations - n) : 4;
      const double *dealt[4];
      for (int c = 0; c < 4; c++) dealt[c] = xs + 2 * (n + (c < width ? c : 0)) * k;
      v8 a1[4] = {{0}}, a2[4] = {{0}}, at[4] = {{0}}, b1[4] = {{0}}, b2[4] = {{0}}, bt[4] = {{0}};
      for (int i = 0; i < k; i++) {
        const v8 wa = tile[4 * i], wb = tile[4 * i + 1], ya = tile[4 * i + 2], yb = tile[4 * i + 3];
#pragma clang loop unroll(full)
        for (int c = 0; c < 4; c++) {
          const double z = dealt[c][2 * i], z2 = dealt[c][2 * i + 1];
          a1[c] += wa * z;
          b1[c] += wb * z;
          a2[c] += wa * z2;
          b2[c] += wb * z2;
          at[c] += ya * z;
          bt[c] += yb * z;
        }
      }
      for (int c = 0; c < width; c++) {
        LOOPS(tally)((const v8 *)(s0 + j), (const v8 *)(t0 + j), &a1[c], &a2[c], &at[c], limit + j, counts + j);
        LOOPS(tally)((const v8 *)(s0 + j + 8), (const v8 *)(t0 + j + 8), &b1[c], &b2[c], &bt[c], limit + j + 8,
                     counts + j + 8);
      }
    }
  }
}

/* w and wy: one outcome's studies after the other. */
static void LOOPS(gathered)(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                            const int32_t *orders, const double *s0, const double *t0, const double *limit,
                            double *counts) {
  for (long j = 0; j < m; j++) {
    const double *wj = w + j * k, *yj = wy + j * k;
    for (long n = 0; n < permutations; n++) {
      const int32_t *order = orders + n * k;
      v8 s1 = {0}, s2 = {0}, t1 = {0};
      double u1 = 0, u2 = 0, ut = 0;
      int r = 0;
      for (; r + 8 <= k; r += 8) {
        v8 a, b, z = *(const v8u *)(x + r);
        for (int l = 0; l < 8; l++) {
          a[l] = wj[order[r + l]];
          b[l] = yj[order[r + l]];
        }
        s1 += a * z;
        s2 += a * z * z;
        t1 += b * z;
      }
      for (; r < k; r++) {
        u1 += wj[order[r]] * x[r];
        u2 += wj[order[r]] * x[r] * x[r];
        ut += yj[order[r]] * x[r];
      }
      for (int l = 0; l < 8; l++) {
        u1 += s1[l];
        u2 += s2[l];
        ut += t1[l];
      }
      const double determinant = s0[j] * u2 - u1 * u1, top = ut * s0[j] - t0[j] * u1;
      counts[j] += top * top >= limit[j] * limit[j] * determinant * s0[j];
    }
  }
}

#undef INLINE
