/* The pooling kernels, once for each instruction set. */
#include "CBatchKernels.h"
#include "StudentRow.h"

#pragma clang fp contract(off)

#define LANES 2
#define NAME(x) x##Baseline
#include "Lanes.h"
#include "Tails.h"
#include "PoolingLanes.h"
#include "Undefine.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define LANES 4
#define NAME(x) x##AVX2
#include "Lanes.h"
#include "Tails.h"
#include "PoolingLanes.h"
#include "Undefine.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl"))), apply_to = function)
#define LANES 8
#define NAME(x) x##AVX512
#include "Lanes.h"
#include "Tails.h"
#include "PoolingLanes.h"
#include "Undefine.h"
#pragma clang attribute pop
#endif

long tutti_pool_memory(long studies) { return 2 * 3 * 8 * (studies + 8) + studies + 16; }

long tutti_pool(int instruction_set, const tutti_pool_model *model, const double *yi, const double *vi, long first,
                long count, long studies, long analysis_stride, long study_stride, double *memory,
                const tutti_pool_output *output, unsigned char *codes, long *open) {
  switch (instruction_set) {
#if defined(__x86_64__)
    case TUTTI_AVX512:
      return poolAVX512(model, yi, vi, first, count, studies, analysis_stride, study_stride, memory, output, codes,
                        open);
    case TUTTI_AVX2:
      return poolAVX2(model, yi, vi, first, count, studies, analysis_stride, study_stride, memory, output, codes,
                      open);
#endif
    default:
      return poolBaseline(model, yi, vi, first, count, studies, analysis_stride, study_stride, memory, output, codes,
                          open);
  }
}

void tutti_elementary(int instruction_set, int function, const double *x, const double *nu, const double *const *rows,
                      long count, double *result) {
  enum { most = 8192 };
  double inverse[most];
  for (int m = 1; m < most; m++) inverse[m] = 2.0 / m;
  switch (instruction_set) {
#if defined(__x86_64__)
    case TUTTI_AVX512: elementaryAVX512(function, x, nu, rows, inverse, count, result); break;
    case TUTTI_AVX2: elementaryAVX2(function, x, nu, rows, inverse, count, result); break;
#endif
    default: elementaryBaseline(function, x, nu, rows, inverse, count, result);
  }
}
