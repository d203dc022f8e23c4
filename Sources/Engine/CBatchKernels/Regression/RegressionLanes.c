#include "RegressionLanes.h"

#include "CBatchKernels.h"
#include "LaneSearch.h"

#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"

typedef double v8 __attribute__((vector_size(64)));
typedef long long m8 __attribute__((vector_size(64)));

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl"))), apply_to = function)
#define LANES(name) name##_avx512
#include "RegressionLanesBody.h"
#undef LANES
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LANES(name) name##_avx2
#include "RegressionLanesBody.h"
#undef LANES
#pragma clang attribute pop
#endif
#define LANES(name) name##_baseline
#include "RegressionLanesBody.h"
#undef LANES

long tutti_lane_space(const tutti_lane_job *job) {
  return (long)TUTTI_LANES * job->rows * (3 + (job->is_mean ? 0 : job->columns));
}

void tutti_solve_lanes_on(int set, const tutti_lane_job *job, const double *y, const double *v, const double *n,
                          const double *targets, double *space, double *result) {
#if defined(__x86_64__)
  if (set == TUTTI_AVX512) {
    solve_avx512(job, y, v, n, targets, space, result);
    return;
  }
  if (set == TUTTI_AVX2) {
    solve_avx2(job, y, v, n, targets, space, result);
    return;
  }
#endif
  (void)set;
  solve_baseline(job, y, v, n, targets, space, result);
}

void tutti_solve_lanes(const tutti_lane_job *job, const double *y, const double *v, const double *n,
                       const double *targets, double *space, double *result) {
  tutti_solve_lanes_on(tutti_widest_instruction_set(), job, y, v, n, targets, space, result);
}

/* Lanes beyond the last analysis repeat the first, so that they hold numbers that do no harm. */
#define FILL(Y, V, N)                              \
  for (int l = 0; l < TUTTI_LANES; l++) {          \
    const int a = l < lanes ? l : 0;               \
    for (int i = 0; i < rows; i++) {               \
      const long at = (long)i * TUTTI_LANES + l;   \
      const double count = (N);                    \
      ln[at] = count;                              \
      ly[at] = count > 0 ? (Y) : 0;                \
      lv[at] = count > 0 ? (V) : 1;                \
    }                                              \
  }

void tutti_lanes_of_analyses(int rows, int lanes, const double *y, const double *v, long stride, long row_stride,
                             double *ly, double *lv, double *ln) {
  FILL(y[a * stride + i * row_stride], v[a * stride + i * row_stride],
       !isnan(y[a * stride + i * row_stride]) && !isnan(v[a * stride + i * row_stride]))
}

void tutti_lanes_of_counts(int rows, int lanes, const double *y, const double *v, const uint16_t *counts, double *ly,
                           double *lv, double *ln) {
  FILL(y[i], v[i], counts[(long)a * rows + i])
}

void tutti_lanes_of_subsets(int rows, int lanes, const double *y, const double *v, const uint64_t *members, double *ly,
                            double *lv, double *ln) {
  FILL(y[i], v[i], (double)(members[a] >> i & 1))
}

void tutti_lanes_of_orders(int rows, int lanes, const double *y, const double *v, const int32_t *orders, double *ly,
                           double *lv, double *ln) {
  FILL(y[orders[(long)a * rows + i]], v[orders[(long)a * rows + i]],
       !isnan(y[orders[(long)a * rows + i]]) && !isnan(v[orders[(long)a * rows + i]]))
}

void tutti_lanes_of_signs(int rows, int lanes, const double *y, const double *v, const int32_t *signs, double *ly,
                          double *lv, double *ln) {
  FILL(y[i] * signs[(long)a * rows + i], v[i], !isnan(y[i]) && !isnan(v[i]))
}

void tutti_lanes_of_estimates(int rows, int lanes, const double *v, const double *estimates, double *ly, double *lv,
                              double *ln) {
  FILL(estimates[(long)a * rows + i], v[i], 1)
}
