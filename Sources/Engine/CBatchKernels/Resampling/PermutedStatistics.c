#include "PermutedStatistics.h"

#include <math.h>

#include "CBatchKernels.h"

#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"

#define TUTTI_PERMUTED_COLUMNS 8

typedef double v8 __attribute__((vector_size(64)));
typedef double v8u __attribute__((vector_size(64), aligned(8)));
typedef long long m8 __attribute__((vector_size(64)));

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl"))), apply_to = function)
#define LANES(name) name##_avx512
#include "PermutedStatisticsBody.h"
#undef LANES
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LANES(name) name##_avx2
#include "PermutedStatisticsBody.h"
#undef LANES
#pragma clang attribute pop
#endif
#define LANES(name) name##_baseline
#include "PermutedStatisticsBody.h"
#undef LANES

void tutti_permuted_statistics(const tutti_permuted_job *job, double *counts, double *maxima) {
#if defined(__x86_64__)
  const int set = tutti_widest_instruction_set();
  if (set == TUTTI_AVX512) {
    permuted_avx512(job, counts, maxima);
    return;
  }
  if (set == TUTTI_AVX2) {
    permuted_avx2(job, counts, maxima);
    return;
  }
#endif
  permuted_baseline(job, counts, maxima);
}
