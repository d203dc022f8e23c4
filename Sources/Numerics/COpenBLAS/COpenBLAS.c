#include "COpenBLAS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* OpenBLAS is opened when a matrix first needs it, not when a program starts: loading it costs more than a whole
   meta-analysis of a common mean, which needs none of it. */

typedef void gemm_t(const char *, const char *, const int *, const int *, const int *, const double *, const double *,
                    const int *, const double *, const int *, const double *, double *, const int *);
typedef void geqrf_t(const int *, const int *, double *, const int *, double *, double *, const int *, int *);
typedef void orgqr_t(const int *, const int *, const int *, double *, const int *, const double *, double *,
                     const int *, int *);
typedef void potrf_t(const char *, const int *, double *, const int *, int *);
typedef void syevd_t(const char *, const char *, const int *, double *, const int *, double *, double *, const int *,
                     int *, const int *, int *);

static gemm_t *dgemm_;
static geqrf_t *dgeqrf_;
static orgqr_t *dorgqr_;
static potrf_t *dpotrf_;
static syevd_t *dsyevd_;
static int is_open;

/* One thread, so that the same input gives the same bytes on any number of processors, and because Tutti splits its
   work by itself. A library that the process had opened before us keeps the setting of whoever opened it. */
static void use_one_thread(void *library) {
  void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
  if (set_threads) set_threads(1);
}

static void open_library(void) {
  static const char *const names[] = {"libopenblas.so.0", "libopenblas.so", "libopenblas.dylib",
                                      "/opt/homebrew/opt/openblas/lib/libopenblas.dylib"};
  void *library = NULL;
  int was_open = 0;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) {
    was_open = dlopen(names[i], RTLD_LAZY | RTLD_NOLOAD) != NULL;
    library = dlopen(names[i], RTLD_LAZY);
  }
  if (!library) return;
  if (!was_open) use_one_thread(library);
  dgemm_ = (gemm_t *)dlsym(library, "dgemm_");
  dgeqrf_ = (geqrf_t *)dlsym(library, "dgeqrf_");
  dorgqr_ = (orgqr_t *)dlsym(library, "dorgqr_");
  dpotrf_ = (potrf_t *)dlsym(library, "dpotrf_");
  dsyevd_ = (syevd_t *)dlsym(library, "dsyevd_");
  is_open = dgemm_ && dgeqrf_ && dorgqr_ && dpotrf_ && dsyevd_;
}

static int ready(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  return is_open;
}

int tutti_gemm(int transposeA, int transposeB, int m, int n, int k, const double *a, int lda, const double *b,
               int ldb, double *c, int ldc) {
  if (!ready()) return TUTTI_NO_OPENBLAS;
  const double one = 1, zero = 0;
  dgemm_(transposeA ? "T" : "N", transposeB ? "T" : "N", &m, &n, &k, &one, a, &lda, b, &ldb, &zero, c, &ldc);
  return 0;
}

int tutti_qr(int m, int n, double *a, double *r) {
  if (!ready()) return TUTTI_NO_OPENBLAS;
  int info = 0, ask = -1;
  double best_factor = 0, best_form = 0;
  double *tau = malloc(sizeof(double) * (size_t)n);
  if (!tau) return -100;
  dgeqrf_(&m, &n, a, &m, tau, &best_factor, &ask, &info);
  dorgqr_(&m, &n, &n, a, &m, tau, &best_form, &ask, &info);
  int length = (int)(best_factor > best_form ? best_factor : best_form);
  double *work = malloc(sizeof(double) * (size_t)length);
  if (!work) {
    free(tau);
    return -100;
  }
  dgeqrf_(&m, &n, a, &m, tau, work, &length, &info);
  if (info == 0) {
    memset(r, 0, sizeof(double) * (size_t)n * (size_t)n);
    for (int j = 0; j < n; j++) memcpy(r + (size_t)j * n, a + (size_t)j * m, sizeof(double) * (size_t)(j + 1));
    dorgqr_(&m, &n, &n, a, &m, tau, work, &length, &info);
  }
  free(work);
  free(tau);
  return info;
}

int tutti_cholesky(int n, double *a) {
  if (!ready()) return TUTTI_NO_OPENBLAS;
  int info = 0;
  dpotrf_("L", &n, a, &n, &info);
  return info;
}

int tutti_symmetric_eigen(int n, int vectors, double *a, double *values) {
  if (!ready()) return TUTTI_NO_OPENBLAS;
  int info = 0, ask = -1, integers = 0;
  double doubles = 0;
  const char *job = vectors ? "V" : "N";
  dsyevd_(job, "L", &n, a, &n, values, &doubles, &ask, &integers, &ask, &info);
  int work_length = (int)doubles, integer_length = integers;
  double *work = malloc(sizeof(double) * (size_t)work_length);
  int *integer_work = malloc(sizeof(int) * (size_t)integer_length);
  if (work && integer_work)
    dsyevd_(job, "L", &n, a, &n, values, work, &work_length, integer_work, &integer_length, &info);
  else
    info = -100;
  free(work);
  free(integer_work);
  return info;
}
