#include "PermutedStatistics.h"

#include <math.h>

#include "CBatchKernels.h"

#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))

typedef double v8 __attribute__((vector_size(64)));
typedef long long m8 __attribute__((vector_size(64)));

/* How many columns of the design each permutation deals, and how many sums it makes of them. The columns themselves come
   first, then the products of two; where the design is led by ones, the columns are their products with these. */
typedef struct {
  int own;      /* columns without the leading ones */
  int dealt;    /* columns and products */
  int products; /* sums with w */
  int sums;     /* those and the sums with w y, which come last */
} shape;

static shape shape_of(const tutti_permuted_job *job) {
  if (job->signs) return (shape){.own = 1, .dealt = 1, .products = 0, .sums = 1};
  const int own = job->columns - (job->led ? 1 : 0), triangle = own * (own + 1) / 2;
  const int products = triangle + (job->led ? own : 0);
  return (shape){.own = own, .dealt = own + triangle, .products = products, .sums = products + own};
}

static long groups_of(long permutations) { return (permutations + TUTTI_TOGETHER - 1) / TUTTI_TOGETHER; }

/* Studies that are summed in one go: all, or equal parts whose numbers of a tile fill half a first-level cache. */
static long run_of(long studies) {
  enum { most = 128 };
  const long runs = studies <= most + most / 4 ? 1 : (studies + most - 1) / most;
  return (studies + runs - 1) / runs;
}

/* One permutation's columns and products go to the studies: every column holds twelve permutations for each study. */
static void deal(const tutti_permuted_job *job, const shape *form, const int32_t *arrangement, double *dealt) {
  const int k = job->studies, p = job->columns, own = form->own, first = p - own;
  const long column = (long)k * TUTTI_TOGETHER;
  if (job->signs) {
    for (int i = 0; i < k; i++) dealt[(long)i * TUTTI_TOGETHER] = arrangement[i];
    return;
  }
  for (int i = 0; i < k; i++) {
    const double *x = job->basis + (long)i * p + first;
    double *to = dealt + (long)arrangement[i] * TUTTI_TOGETHER, *product = to + own * column;
    for (int a = 0; a < own; a++) {
      to[a * column] = x[a];
      for (int b = 0; b <= a; b++, product += column) *product = x[a] * x[b];
    }
  }
}

/* A square below this part of its scale cannot round to more than the maximum: what is left out does not hang on the order
   of outcomes. */
INLINE double threshold_of(double maximum) {
  const double threshold = maximum * (1 - 0x1p-50);
  return threshold > 1e-300 ? threshold : 1e-300;
}

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,fma"))), apply_to = function)
#define LANES(name) name##_avx512
#define WIDTH 8
#define ROWS 2
#define COLUMNS 12
#include "PermutedStatisticsBody.h"
#undef LANES
#undef WIDTH
#undef ROWS
#undef COLUMNS
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LANES(name) name##_avx2
#define WIDTH 4
#define ROWS 2
#define COLUMNS 6
#include "PermutedStatisticsBody.h"
#undef LANES
#undef WIDTH
#undef ROWS
#undef COLUMNS
#pragma clang attribute pop
#endif
/* On x86-64 fused multiply-add is the C library's here: exact, if slow where the processor has no such instruction. */
#define LANES(name) name##_baseline
#define WIDTH 2
#define ROWS 4
#define COLUMNS 6
#include "PermutedStatisticsBody.h"
#undef LANES
#undef WIDTH
#undef ROWS
#undef COLUMNS

long tutti_permuted_constants(int columns) { return (long)TUTTI_TILE * (TUTTI_PERMUTED_LIMITS + columns + 1); }

void tutti_permuted_tile(int studies, int outcomes, const double *y, const double *v, long stride, long row_stride,
                         int centered, double *data, double *constants, double *smallest, double *largest) {
  enum { n = TUTTI_TILE };
  double total[n] = {0}, moment[n] = {0}, squares[n] = {0}, shift[n] = {0};
  for (int l = 0; l < n; l++) {
    smallest[l] = INFINITY;
    largest[l] = 0;
  }
  for (int i = 0; i < studies; i++) {
    double *w = data + (long)i * 2 * n, *wy = w + n;
    for (int l = 0; l < n; l++) {
      const long at = (l < outcomes ? l : 0) * stride + i * row_stride;
      const int is_there = y[at] == y[at] && v[at] == v[at];
      w[l] = is_there ? v[at] : INFINITY;
      wy[l] = is_there ? y[at] : 0;
    }
    for (int l = 0; l < n; l++) {
      w[l] = 1 / w[l];
      total[l] += w[l];
      moment[l] += w[l] * wy[l];
      smallest[l] = w[l] < smallest[l] ? w[l] : smallest[l];
      largest[l] = w[l] > largest[l] ? w[l] : largest[l];
    }
  }
  for (int l = 0; l < n; l++) {
    if (centered) shift[l] = moment[l] / total[l];
    moment[l] = 0;
  }
  for (int i = 0; i < studies; i++) {
    double *w = data + (long)i * 2 * n, *wy = w + n;
    for (int l = 0; l < n; l++) {
      const double e = wy[l] - shift[l];
      wy[l] = w[l] * e;
      moment[l] += wy[l];
      squares[l] += wy[l] * e;
    }
  }
  for (int l = 0; l < n; l++) {
    constants[TUTTI_PERMUTED_TOTAL * n + l] = total[l];
    constants[TUTTI_PERMUTED_INVERSE * n + l] = 1 / total[l];
    constants[TUTTI_PERMUTED_MOMENT * n + l] = moment[l];
    constants[TUTTI_PERMUTED_SQUARES * n + l] = squares[l];
    constants[TUTTI_PERMUTED_SHIFT * n + l] = shift[l];
  }
}

void tutti_permuted_blank(int studies, int columns, int outcome, double *data, double *constants) {
  for (int i = 0; i < studies; i++) {
    data[(long)i * 2 * TUTTI_TILE + outcome] = 1;
    data[(long)i * 2 * TUTTI_TILE + TUTTI_TILE + outcome] = 0;
  }
  for (int f = 0; f <= TUTTI_PERMUTED_LIMITS + columns; f++) {
    constants[f * TUTTI_TILE + outcome] = f < TUTTI_PERMUTED_LIMITS ? 0 : INFINITY;
  }
  constants[TUTTI_PERMUTED_TOTAL * TUTTI_TILE + outcome] = studies;
  constants[TUTTI_PERMUTED_INVERSE * TUTTI_TILE + outcome] = 1.0 / studies;
  constants[TUTTI_PERMUTED_SQUARES * TUTTI_TILE + outcome] = 1;
  constants[TUTTI_PERMUTED_DF * TUTTI_TILE + outcome] = 1;
}

long tutti_permuted_portion(const tutti_permuted_job *job) {
  enum { bytes = 1 << 19, most = 16 };
  const long one = (long)sizeof(double) * TUTTI_TOGETHER * job->studies * shape_of(job).dealt, groups = bytes / one;
  return TUTTI_TOGETHER * (groups < 1 ? 1 : groups > most ? most : groups);
}

long tutti_permuted_space(const tutti_permuted_job *job, long permutations) {
  const shape form = shape_of(job);
  const long groups = groups_of(permutations);
  const long open = run_of(job->studies) < job->studies ? groups : 1;
  return TUTTI_TOGETHER *
             (groups * form.dealt * job->studies + open * TUTTI_TILE * form.sums + groups * (job->columns + 1)) + 16;
}

void tutti_count_permuted(int instruction_set, const tutti_permuted_job *job, const int32_t *arrangements,
                          long permutations, long first_tile, long tiles, double *space, int64_t *counts,
                          double *maxima) {
  const shape form = shape_of(job);
  const int k = job->studies, p = job->columns;
  const long groups = groups_of(permutations), size = (long)form.dealt * k * TUTTI_TOGETHER;
  const long open = run_of(k) < k ? groups : 1;
  double *sums = space, *dealt = sums + open * form.sums * TUTTI_TOGETHER * TUTTI_TILE, *thresholds = dealt + groups * size;
  /* A group that is not full is filled up with its first permutation. */
  for (long n = 0; n < groups * TUTTI_TOGETHER; n++) {
    const long group = n / TUTTI_TOGETHER, source = n < permutations ? n : group * TUTTI_TOGETHER;
    deal(job, &form, arrangements + source * k, dealt + group * size + n % TUTTI_TOGETHER);
  }
  for (long i = 0; i < permutations * (p + 1); i++) thresholds[i] = threshold_of(maxima[i]);
#define COUNT(name) name(job, &form, permutations, first_tile, tiles, sums, dealt, thresholds, counts, maxima)
#if defined(__x86_64__)
  if (instruction_set == TUTTI_AVX512) {
    COUNT(count_avx512);
    return;
  }
  if (instruction_set == TUTTI_AVX2 && __builtin_cpu_supports("fma")) {
    COUNT(count_avx2);
    return;
  }
#endif
  (void)instruction_set;
  COUNT(count_baseline);
}
