#include "CBatchKernels.h"

int tutti_widest_instruction_set(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
    return TUTTI_AVX512;
  }
  if (__builtin_cpu_supports("avx2")) return TUTTI_AVX2;
#endif
  return TUTTI_BASELINE;
}
