#include "COpenBLAS.h"

#include <stdlib.h>
#include <string.h>

extern void dgemm_(const char *, const char *, const int *, const int *, const int *, const double *,
                   const double *, const int *, const double *, const int *, const double *, double *, const int *);
extern void dgeqrf_(const int *, const int *, double *, const int *, double *, double *, const int *, int *);
extern void dorgqr_(const int *, const int *, const int *, double *, const int *, const double *, double *,
                    const int *, int *);
extern void dpotrf_(const char *, const int *, double *, const int *, int *);
extern void dpotrs_(const char *, const int *, const int *, const double *, const int *, double *, const int *,
                    int *);
extern void dsyevd_(const char *, const char *, const int *, double *, const int *, double *, double *, const int *,
                    int *, const int *, int *);

void tutti_gemm(int transposeA, int transposeB, int m, int n, int k, const double *a, int lda, const double *b,
                int ldb, double *c, int ldc) {
  const double one = 1, zero = 0;
  dgemm_(transposeA ? "T" : "N", transposeB ? "T" : "N", &m, &n, &k, &one, a, &lda, b, &ldb, &zero, c, &ldc);
}

int tutti_qr(int m, int n, double *a, double *r) {
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
  int info = 0;
  dpotrf_("L", &n, a, &n, &info);
  return info;
}

int tutti_cholesky_solve(int n, int columns, const double *factor, double *b) {
  int info = 0;
  dpotrs_("L", &n, &columns, factor, &n, b, &n, &info);
  return info;
}

int tutti_symmetric_eigen(int n, int vectors, double *a, double *values) {
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
