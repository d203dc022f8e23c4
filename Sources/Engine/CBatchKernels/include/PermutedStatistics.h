/* Statistics of many outcomes under many permutations, from products of matrices.

   The products hold, for each permutation, the normal equations of all outcomes: S = sum of w x x' and t = sum of w x y
   over the studies, x the orthonormal columns that the permutation deals to them. Outcomes are contiguous, a column of
   the products is ld numbers long. */
#ifndef TUTTI_PERMUTED_STATISTICS_H
#define TUTTI_PERMUTED_STATISTICS_H

enum { TUTTI_FACTOR_NONE = 0, TUTTI_FACTOR_PLAIN, TUTTI_FACTOR_AT_LEAST_ONE };

typedef struct {
  int columns;          /* p, at most 8; those tested jointly come last */
  int tested;
  int factor;           /* Knapp and Hartung's variance factor */
  long outcomes;        /* a multiple of 8 */
  long permutations;
  const double *s;      /* p(p + 1)/2 columns for each permutation, lower triangles row by row */
  int is_constant;      /* s holds one permutation's columns, the same for all */
  const double *t;      /* p columns for each permutation */
  const double *led_s;  /* where the first column is the intercept: its numbers of s and t, one an outcome, the same for */
  const double *led_t;  /* all permutations; s and t then begin with the next. Null otherwise */
  long ld;
  const double *inverse;   /* R^-T, p by p, column by column: coefficient a is u't with u from its column a */
  int shifted;             /* the coefficient that takes the shift, -1 for none */
  const double *shift;     /* one an outcome */
  const double *squares;   /* sum of w y^2, one an outcome */
  const double *df;        /* k - p, one an outcome */
  const double *limits;    /* squares of what counts as extreme: column a for coefficient a, column p for the joint
                              statistic z'z/factor of the tested columns; ld apart */
} tutti_permuted_job;

/* Adds 1 to counts (p + 1 columns, ld apart) wherever a squared statistic reaches its limit, and raises maxima (p + 1
   numbers for each permutation) to the largest square among the outcomes. */
void tutti_permuted_statistics(const tutti_permuted_job *job, double *counts, double *maxima);

#endif
