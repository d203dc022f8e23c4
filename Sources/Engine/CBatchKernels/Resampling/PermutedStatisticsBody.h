/* The arithmetic of PermutedStatistics.h, included once per instruction set: vectors of WIDTH numbers, ROWS of them by
   COLUMNS sums in registers at a time. Every product that is added is fused, by name. */

typedef double LANES(vector) __attribute__((vector_size(8 * WIDTH)));

INLINE v8 LANES(same)(double value) {
  v8 result;
  for (int i = 0; i < 8; i++) result[i] = value;
  return result;
}

INLINE v8 LANES(fused)(v8 a, v8 b, v8 c) { return __builtin_elementwise_fma(a, b, c); }

/* The sums of one column over some studies, or what they add to those before: sixteen outcomes by twelve permutations, all
   outcomes of one after the other. */
static void LANES(sum)(long studies, const double *left, const double *right, int continues, double *result) {
  enum { step = ROWS * WIDTH };
  for (int o = 0; o < TUTTI_TILE; o += step) {
    for (int c = 0; c < TUTTI_TOGETHER; c += COLUMNS) {
      LANES(vector) sums[ROWS][COLUMNS];
#pragma clang loop unroll(full)
      for (int j = 0; j < COLUMNS; j++) {
#pragma clang loop unroll(full)
        for (int r = 0; r < ROWS; r++) sums[r][j] = (LANES(vector)){0};
      }
      if (continues) {
#pragma clang loop unroll(full)
        for (int j = 0; j < COLUMNS; j++) {
          const LANES(vector) *from = (const LANES(vector) *)(result + (c + j) * TUTTI_TILE + o);
#pragma clang loop unroll(full)
          for (int r = 0; r < ROWS; r++) sums[r][j] = from[r];
        }
      }
      for (long i = 0; i < studies; i++) {
        const LANES(vector) *from = (const LANES(vector) *)(left + i * 2 * TUTTI_TILE + o);
        const double *with = right + i * TUTTI_TOGETHER + c;
        LANES(vector) x[ROWS];
#pragma clang loop unroll(full)
        for (int r = 0; r < ROWS; r++) x[r] = from[r];
#pragma clang loop unroll(full)
        for (int j = 0; j < COLUMNS; j++) {
          LANES(vector) z;
#pragma clang loop unroll(full)
          for (int n = 0; n < WIDTH; n++) z[n] = with[j];
#pragma clang loop unroll(full)
          for (int r = 0; r < ROWS; r++) sums[r][j] = __builtin_elementwise_fma(x[r], z, sums[r][j]);
        }
      }
#pragma clang loop unroll(full)
      for (int j = 0; j < COLUMNS; j++) {
        LANES(vector) *to = (LANES(vector) *)(result + (c + j) * TUTTI_TILE + o);
#pragma clang loop unroll(full)
        for (int r = 0; r < ROWS; r++) to[r] = sums[r][j];
      }
    }
  }
}

/* Raises a permutation's maxima: the only place where squares are divided by what they are compared with. */
static __attribute__((noinline)) void LANES(raise)(int positions, const v8 *squares, const v8 *scales, double *maxima,
                                                   double *thresholds) {
  for (int a = 0; a < positions; a++) {
    const m8 isDefined = scales[a] > 0, infinite = (m8)LANES(same)(INFINITY);
    const v8 ratios = (v8)(((m8)(squares[a] / scales[a]) & isDefined) | (infinite & ~isDefined));
    const double most = __builtin_reduce_max(ratios);
    if (!(most > maxima[a])) continue;
    maxima[a] = most;
    thresholds[a] = threshold_of(most);
  }
}

/* The statistics of eight outcomes under up to twelve permutations. S = L D L' with ones on the diagonal of L and
   g = L^-1 t; a squared statistic is kept as a square and a scale, with the last pivot d multiplied into both, so that
   the commonest designs need no division. */
INLINE void LANES(test)(int columns, int led, int signs, int kind, const double *inverse, int products, int width,
                        const double *sums, const double *constants, double *thresholds, m8 *counts, double *maxima) {
  const int p = columns, last = p - 1, tested = p - led, positions = tested > 1 ? p + 1 : p;
#define CONSTANT(f) (*(const v8 *)(constants + (f) * TUTTI_TILE))
#define SUM(f) (*(const v8 *)(sums + ((f) * TUTTI_TOGETHER + permutation) * TUTTI_TILE))
  const v8 none = {0}, total = CONSTANT(TUTTI_PERMUTED_TOTAL), leading = CONSTANT(TUTTI_PERMUTED_INVERSE);
  const v8 moment = CONSTANT(TUTTI_PERMUTED_MOMENT), shift = led ? CONSTANT(TUTTI_PERMUTED_SHIFT) : none;
  const v8 squares = CONSTANT(TUTTI_PERMUTED_SQUARES), df = CONSTANT(TUTTI_PERMUTED_DF);
  const m8 one = (m8){0} + 1;
  v8 inverted[TUTTI_PERMUTED_COLUMNS * TUTTI_PERMUTED_COLUMNS], limits[TUTTI_PERMUTED_COLUMNS + 1];
  m8 count[TUTTI_PERMUTED_COLUMNS + 1];
  for (int i = 0; i < p * p; i++) inverted[i] = LANES(same)(inverse[i]);
  for (int a = 0; a < positions; a++) {
    limits[a] = CONSTANT(TUTTI_PERMUTED_LIMITS + a);
    count[a] = counts[a * 2];
  }
  for (int permutation = 0; permutation < width; permutation++) {
    v8 l[TUTTI_PERMUTED_COLUMNS][TUTTI_PERMUTED_COLUMNS], pivot[TUTTI_PERMUTED_COLUMNS], g[TUTTI_PERMUTED_COLUMNS];
    v8 square[TUTTI_PERMUTED_COLUMNS + 1], scale[TUTTI_PERMUTED_COLUMNS + 1];
    v8 explained = none, joint = none, d = none;
    for (int a = 0; a < p; a++) {
      v8 row[TUTTI_PERMUTED_COLUMNS];
      const int own = a - led;
      for (int b = 0; b <= a; b++) {
        /* Of a led design the sums of the columns come first, then the triangle of the products. */
        v8 sum = signs || (led && a == 0) ? total
                 : led && b == 0          ? SUM(own)
                                          : SUM((led ? last : 0) + own * (own + 1) / 2 + b - led);
        for (int c = 0; c < b; c++) sum = LANES(fused)(-row[c], l[b][c], sum);
        row[b] = sum;
        if (b < a) l[a][b] = sum * pivot[b];
      }
      v8 sum = led && a == 0 ? moment : SUM(products + own);
      for (int c = 0; c < a; c++) sum = LANES(fused)(-l[a][c], g[c], sum);
      g[a] = sum;
      d = row[a];
      if (a < last) {
        pivot[a] = led && a == 0 ? leading : 1 / d;
        const v8 part = sum * pivot[a];
        explained = LANES(fused)(part, sum, explained);
        if (a >= led) joint = LANES(fused)(part, sum, joint);
      }
    }
    const v8 ending = g[last] * g[last];
    v8 factor = d;
    if (kind != TUTTI_FACTOR_NONE) {
      const v8 rest = LANES(fused)(squares - explained, d, -ending);
      factor = __builtin_elementwise_max(rest, none) * df;
      if (kind == TUTTI_FACTOR_AT_LEAST_ONE) factor = __builtin_elementwise_max(factor, d);
    }
    for (int a = 0; a < last; a++) {
      v8 u[TUTTI_PERMUTED_COLUMNS], estimate = a == 0 ? shift : none, variance = none;
      for (int i = a; i < p; i++) {
        v8 sum = inverted[a * p + i];
        for (int c = a; c < i; c++) sum = LANES(fused)(-l[i][c], u[c], sum);
        u[i] = sum;
        if (i == last) break;
        const v8 part = sum * pivot[i];
        estimate = LANES(fused)(part, g[i], estimate);
        variance = LANES(fused)(part, sum, variance);
      }
      estimate = LANES(fused)(u[last], g[last], estimate * d);
      variance = LANES(fused)(u[last], u[last], variance * d);
      square[a] = estimate * estimate;
      scale[a] = variance * factor;
    }
    square[last] = ending;
    scale[last] = factor;
    if (positions > p) {
      square[p] = LANES(fused)(joint, d, ending);
      scale[p] = factor;
    }
    m8 isLarger = {0};
    const double *least = thresholds + permutation * (p + 1);
    for (int a = 0; a < positions; a++) {
      count[a] += one & (square[a] >= limits[a] * scale[a]);
      isLarger |= square[a] >= LANES(same)(least[a]) * scale[a];
    }
    if (__builtin_expect(__builtin_reduce_or(isLarger) != 0, 0)) {
      /* Copies, so that nothing but this has to leave the registers. */
      v8 squaresOf[TUTTI_PERMUTED_COLUMNS + 1], scalesOf[TUTTI_PERMUTED_COLUMNS + 1];
      for (int a = 0; a < positions; a++) {
        squaresOf[a] = square[a];
        scalesOf[a] = scale[a];
      }
      LANES(raise)(positions, squaresOf, scalesOf, maxima + permutation * (p + 1), thresholds + permutation * (p + 1));
    }
  }
  for (int a = 0; a < positions; a++) counts[a * 2] = count[a];
#undef CONSTANT
#undef SUM
}

static void LANES(count)(const tutti_permuted_job *job, const shape *form, long permutations, long first, long tiles,
                         double *sums, const double *dealt, double *thresholds, int64_t *counts, double *maxima) {
  const int k = job->studies, p = job->columns, led = job->led ? 1 : 0, products = form->products;
  const long column = (long)k * TUTTI_TOGETHER, run = run_of(k), together = run < k ? groups_of(permutations) : 1;
  for (long tile = 0; tile < tiles; tile++) {
    const double *data = job->data + (first + tile) * k * 2 * TUTTI_TILE;
    const double *constants = job->constants + (first + tile) * tutti_permuted_constants(p);
    m8 *count = (m8 *)(counts + tile * (p + 1) * TUTTI_TILE);
    for (long start = 0; start < permutations; start += TUTTI_TOGETHER) {
      const long number = start / TUTTI_TOGETHER % together;
      /* Runs of studies that stay in the first-level cache, each for as many groups as are kept open. */
      for (long from = 0; number == 0 && from < k; from += run) {
        for (long open = 0; open < together && start + open * TUTTI_TOGETHER < permutations; open++) {
          const double *group = dealt + (start / TUTTI_TOGETHER + open) * form->dealt * column + from * TUTTI_TOGETHER;
          for (int s = 0; s < form->sums; s++) {
            /* Products with w first, of the columns themselves where the design is led; then the columns with w y. */
            const int which = s < products ? s + (led ? 0 : form->own) : s - products;
            LANES(sum)(from + run < k ? run : k - from, data + from * 2 * TUTTI_TILE + (s < products ? 0 : TUTTI_TILE),
                       group + which * column, from > 0, sums + (open * form->sums + s) * TUTTI_TOGETHER * TUTTI_TILE);
          }
        }
      }
      const int width = permutations - start < TUTTI_TOGETHER ? (int)(permutations - start) : TUTTI_TOGETHER;
      for (int half = 0; half < 2; half++) {
        const double *from = sums + number * form->sums * TUTTI_TOGETHER * TUTTI_TILE + half * 8, *with = constants + half * 8;
        double *least = thresholds + start * (p + 1), *most = maxima + start * (p + 1);
        /* The commonest designs are known to the compiler. */
#define TEST(columns, led, signs, kind) \
  LANES(test)(columns, led, signs, kind, job->inverse, products, width, from, with, least, count + half, most)
        if (job->signs) TEST(1, 0, 1, job->factor);
        else if (p == 2 && led && job->factor == TUTTI_FACTOR_NONE) TEST(2, 1, 0, TUTTI_FACTOR_NONE);
        else if (p == 2 && led) TEST(2, 1, 0, job->factor);
        else if (p == 3 && led) TEST(3, 1, 0, job->factor);
        else if (p == 4 && led) TEST(4, 1, 0, job->factor);
        else TEST(p, led, 0, job->factor);
#undef TEST
      }
    }
    /* The joint test of one coefficient is its own. */
    if (p - led == 1) {
      count[p * 2] = count[p * 2 - 2];
      count[p * 2 + 1] = count[p * 2 - 1];
    }
  }
  if (p - led == 1) {
    for (long n = 0; n < permutations; n++) maxima[n * (p + 1) + p] = maxima[n * (p + 1) + p - 1];
  }
}
