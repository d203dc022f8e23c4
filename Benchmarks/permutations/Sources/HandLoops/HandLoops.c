#include "HandLoops.h"

#include <stdlib.h>

#pragma STDC FP_CONTRACT ON
#pragma clang diagnostic ignored "-Wpsabi"

enum { MOST_STUDIES = 1024 };

typedef double v8 __attribute__((vector_size(64)));
typedef double v8u __attribute__((vector_size(64), aligned(8)));
typedef long long m8 __attribute__((vector_size(64)));

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,fma"))), apply_to = function)
#define LOOPS(name) name##_avx512
#include "Loops.h"
#undef LOOPS
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define LOOPS(name) name##_avx2
#include "Loops.h"
#undef LOOPS
#pragma clang attribute pop
int hand_loops_wide(void) { return __builtin_cpu_supports("avx512f") != 0; }
#define CALL(name, ...) (hand_loops_wide() ? name##_avx512(__VA_ARGS__) : name##_avx2(__VA_ARGS__))
#else
#define LOOPS(name) name##_plain
#include "Loops.h"
#undef LOOPS
int hand_loops_wide(void) { return 0; }
#define CALL(name, ...) name##_plain(__VA_ARGS__)
#endif

double hand_fused(long rounds) { return CALL(fused, rounds); }

typedef struct {
  double *s0, *t0, *xs;
} invariant;

static invariant prepare(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                         const int32_t *orders, long study, long outcome) {
  invariant result = {aligned_alloc(64, sizeof(double) * (size_t)m), aligned_alloc(64, sizeof(double) * (size_t)m),
                      malloc(2 * sizeof(double) * (size_t)(permutations * k))};
  for (long j = 0; j < m; j++) {
    result.s0[j] = result.t0[j] = 0;
    for (int i = 0; i < k; i++) {
      result.s0[j] += w[i * study + j * outcome];
      result.t0[j] += wy[i * study + j * outcome];
    }
  }
  for (long n = 0; n < permutations; n++) {
    for (int r = 0; r < k; r++) {
      double *at = result.xs + 2 * (n * k + orders[n * k + r]);
      at[0] = x[r];
      at[1] = x[r] * x[r];
    }
  }
  return result;
}

static void finish(invariant it) {
  free(it.s0);
  free(it.t0);
  free(it.xs);
}

void hand_streaming(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                    const int32_t *orders, const double *limit, double *counts) {
  invariant it = prepare(m, k, 0, w, wy, x, orders, m, 1);
  CALL(streaming, m, k, permutations, w, wy, x, orders, it.s0, it.t0, limit, counts);
  finish(it);
}

void hand_tiled(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                const int32_t *orders, const double *limit, double *counts) {
  invariant it = prepare(m, k, permutations, w, wy, x, orders, m, 1);
  CALL(tiled, m, k, permutations, w, wy, it.xs, it.s0, it.t0, limit, counts);
  finish(it);
}

void hand_blocked(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                  const int32_t *orders, const double *limit, double *counts) {
  invariant it = prepare(m, k, permutations, w, wy, x, orders, m, 1);
  CALL(blocked, m, k, permutations, w, wy, it.xs, it.s0, it.t0, limit, counts);
  finish(it);
}

void hand_gathered(long m, int k, long permutations, const double *w, const double *wy, const double *x,
                   const int32_t *orders, const double *limit, double *counts) {
  invariant it = prepare(m, k, 0, w, wy, x, orders, 1, k);
  CALL(gathered, m, k, permutations, w, wy, x, orders, it.s0, it.t0, limit, counts);
  finish(it);
}
