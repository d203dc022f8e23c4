/* Statistics of many outcomes under many permutations of the studies they share, made and counted in registers.

   The weights of an outcome do not change under permutation. Its normal equations are S = sum of w x x' and
   t = sum of w x y over the studies, x the orthogonal columns of the design that the permutation deals to them. Sixteen
   outcomes, side by side, meet twelve permutations at a time: each sum has a place in a register, runs in the order of
   the studies and takes one fused multiply-add a study, on every instruction set, so that the bytes are the same on
   all processors. What the sums yield is compared and dropped while it is in the first-level cache. */
#ifndef TUTTI_PERMUTED_STATISTICS_H
#define TUTTI_PERMUTED_STATISTICS_H

#include <stdint.h>

/* Outcomes of a tile, permutations that it meets at a time, the most columns of a design. */
#define TUTTI_TILE 16
#define TUTTI_TOGETHER 12
#define TUTTI_PERMUTED_COLUMNS 8

enum { TUTTI_FACTOR_NONE = 0, TUTTI_FACTOR_PLAIN, TUTTI_FACTOR_AT_LEAST_ONE };

/* The fields of a tile's constants; field f of outcome l stands at 16 f + l. */
enum {
  TUTTI_PERMUTED_TOTAL = 0,  /* sum of w */
  TUTTI_PERMUTED_INVERSE,    /* 1/total */
  TUTTI_PERMUTED_MOMENT,     /* sum of w y */
  TUTTI_PERMUTED_SQUARES,    /* sum of w y y */
  TUTTI_PERMUTED_DF,         /* 1/(k - p) */
  TUTTI_PERMUTED_SHIFT,      /* what was taken off y: it belongs to the first coefficient */
  TUTTI_PERMUTED_LIMITS      /* squares of what counts as extreme, one for each coefficient and one for the joint
                                statistic z'z/factor of the tested ones; not read where a single one is tested */
};

typedef struct {
  int studies;           /* k, rows of the design */
  int columns;           /* p, at most TUTTI_PERMUTED_COLUMNS; all are tested jointly but a leading one of ones */
  int factor;            /* Knapp and Hartung's variance factor */
  int led;               /* the first column of the basis holds ones: its sums are the same for all permutations */
  int signs;             /* permutations are signs of the estimates about a common mean; the basis is not read */
  const double *basis;   /* orthogonal columns, row by row */
  const double *inverse; /* R^-T with design = basis R, column by column: coefficient a is u't with u from column a */
  const double *data;    /* tile after tile, for each study sixteen w and sixteen w y */
  const double *constants; /* tile after tile */
} tutti_permuted_job;

/* How many numbers the constants of a tile are. */
long tutti_permuted_constants(int columns);

/* Fills a tile with up to sixteen outcomes, the numbers of one row_stride apart, those of the next stride later; NaN
   leaves a study out with a weight of 0. Where centered is set the weighted mean is taken off y. Writes data and
   constants but for degrees of freedom and limits, and the smallest and largest weight of each outcome. */
void tutti_permuted_tile(int studies, int outcomes, const double *y, const double *v, long stride, long row_stride,
                         int centered, double *data, double *constants, double *smallest, double *largest);
/* Puts in the place of an outcome one whose statistics are all 0. */
void tutti_permuted_blank(int studies, int columns, int outcome, double *data, double *constants);

/* Permutations that should be counted in one call: their columns of the design stay in the second-level cache. */
long tutti_permuted_portion(const tutti_permuted_job *job);
/* Doubles of working space for so many permutations. */
long tutti_permuted_space(const tutti_permuted_job *job, long permutations);

/* Adds 1 to counts (p + 1 rows of sixteen for each tile) wherever a squared statistic reaches its limit, and raises
   maxima (p + 1 numbers for each permutation) to the largest square among the outcomes.

   arrangements: k numbers a permutation, signs of the studies or the study that goes to each row. space: starts at a
   multiple of 64 bytes, as data, constants and counts do. Maxima are exact: in what portions outcomes and permutations
   come does not matter. */
void tutti_count_permuted(int instruction_set, const tutti_permuted_job *job, const int32_t *arrangements,
                          long permutations, long first_tile, long tiles, double *space, int64_t *counts,
                          double *maxima);

#endif
