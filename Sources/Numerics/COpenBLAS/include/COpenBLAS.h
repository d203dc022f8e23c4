/* A small ABI of our own over OpenBLAS: only what the rooms above call, with plain 32-bit integers and matrices in
   column order. Debian's libopenblas-dev exports the LAPACK routines but ships no lapacke.h, so the prototypes that
   are used stand in COpenBLAS.c. The library is opened at the first call. Each function returns LAPACK's INFO, 0 for
   success, or TUTTI_NO_OPENBLAS when the library is not installed. */
#ifndef TUTTI_COPENBLAS_H
#define TUTTI_COPENBLAS_H

#define TUTTI_NO_OPENBLAS (-200)

/* C (m by n) = op(A) op(B), op(A) m by k, op(B) k by n; transposes are flags. */
int tutti_gemm(int transposeA, int transposeB, int m, int n, int k, const double *a, int lda, const double *b,
               int ldb, double *c, int ldc);

/* Householder QR of A (m by n, m >= n): R in r (n by n, upper, zeros below), A overwritten with the thin Q. */
int tutti_qr(int m, int n, double *a, double *r);

/* Cholesky factor of a symmetric positive definite matrix: the lower triangle of A is overwritten. */
int tutti_cholesky(int n, double *a);

/* Eigenvalues of a symmetric matrix, ascending; the eigenvectors overwrite A when vectors is not 0. */
int tutti_symmetric_eigen(int n, int vectors, double *a, double *values);

#endif
