#include "LargePages.h"

#include <stdint.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

enum { PAGE = 1 << 12, WORTH_IT = 1 << 23 };

void tutti_prefer_large_pages(void *start, size_t size) {
#if defined(MADV_HUGEPAGE)
  if (size < WORTH_IT) return;
  uintptr_t first = ((uintptr_t)start + PAGE - 1) & ~(uintptr_t)(PAGE - 1);
  uintptr_t end = ((uintptr_t)start + size) & ~(uintptr_t)(PAGE - 1);
  (void)madvise((void *)first, end - first, MADV_HUGEPAGE);
#else
  (void)start, (void)size;
#endif
}
