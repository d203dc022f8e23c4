/* Weighted regressions of eight analyses at a time, on one design that all of them share.

   An analysis is a lane: its estimates y, sampling variances v and a number of copies n of every row (0 leaves the row
   out, 1 takes it, more repeat it as a bootstrap sample does). All arrays are interleaved: row i of lane l stands at
   8 i + l. Each lane is orthogonalized by Gram-Schmidt on sqrt(n w) times the basis, every column twice, so that no
   digits are lost to normal equations; searches for tau2 are the single fit's: a ladder of brackets and safeguarded
   Newton, kept lane by lane, so that what a lane yields does not depend on its neighbours. Products and sums are never
   contracted: the same bytes on every processor. */
#ifndef TUTTI_REGRESSION_LANES_H
#define TUTTI_REGRESSION_LANES_H

#include <stdint.h>

#define TUTTI_LANES 8
#define TUTTI_LANE_COLUMNS 8

/* Where tau2 comes from. */
enum {
  TUTTI_TAU2_GIVEN = 0,
  TUTTI_TAU2_DL,
  TUTTI_TAU2_HE,
  TUTTI_TAU2_HS,
  TUTTI_TAU2_HSK,
  TUTTI_TAU2_SJ,
  TUTTI_TAU2_Q,    /* the root of Q(tau2) = target: PM, EB, DLIT, SJIT with target k - p, PMM with a median */
  TUTTI_TAU2_ML,
  TUTTI_TAU2_REML
};

/* What all analyses have in common. */
typedef struct {
  int rows;            /* of the design */
  int columns;         /* at most TUTTI_LANE_COLUMNS */
  int tested;          /* the last so many columns are tested jointly */
  int is_mean;         /* the design is one column of ones; basis and upper are not read then */
  int method;
  double tau2;         /* for TUTTI_TAU2_GIVEN */
  const double *basis; /* orthonormal columns of the design, row by row */
  const double *upper; /* R with design = basis R, column by column */
} tutti_lane_job;

/* The fields of a lane's result; field f of lane l stands at 8 f + l. */
enum {
  TUTTI_LANE_STATE = 0, /* bits, below */
  TUTTI_LANE_COUNT,     /* k = sum of n */
  TUTTI_LANE_TAU2,
  TUTTI_LANE_Q,         /* Q at tau2 = 0 */
  TUTTI_LANE_TRACE,     /* tr P at tau2 = 0 */
  TUTTI_LANE_SQUARES,   /* Q at tau2: what Knapp and Hartung's factor is made of */
  TUTTI_LANE_OMNIBUS,   /* the joint chi-squared of the tested columns */
  TUTTI_LANE_OPTIMA,    /* local optima seen */
  TUTTI_LANE_COEFFICIENTS,
  TUTTI_LANE_COVARIANCE = TUTTI_LANE_COEFFICIENTS + TUTTI_LANE_COLUMNS, /* lower triangle, row by row */
  TUTTI_LANE_FIELDS = TUTTI_LANE_COVARIANCE + TUTTI_LANE_COLUMNS * (TUTTI_LANE_COLUMNS + 1) / 2
};

/* Bits of a lane's state. An irregular lane has no usable numbers and belongs to the single fit: too few rows, columns
   near dependence, a variance of zero or numbers of extreme size. */
enum { TUTTI_LANE_IRREGULAR = 1, TUTTI_LANE_EXACT = 2, TUTTI_LANE_TRUNCATED = 4 };

/* How many doubles of working space a job needs. */
long tutti_lane_space(const tutti_lane_job *job);

/* Solves eight lanes. targets: one per lane, for TUTTI_TAU2_Q. space: tutti_lane_space doubles. result:
   8 TUTTI_LANE_FIELDS doubles. Everything but targets starts at a multiple of 64 bytes. */
void tutti_solve_lanes(const tutti_lane_job *job, const double *y, const double *v, const double *n,
                       const double *targets, double *space, double *result);

/* The same on an instruction set of CBatchKernels.h that the processor has. */
void tutti_solve_lanes_on(int set, const tutti_lane_job *job, const double *y, const double *v, const double *n,
                          const double *targets, double *space, double *result);

/* Fills the lanes of y, v and n with up to eight analyses; the lanes left over repeat the first. */

/* Analyses of their own: the numbers of one are row_stride apart, those of the next start stride later. A row with NaN
   in y or v is left out. */
void tutti_lanes_of_analyses(int rows, int lanes, const double *y, const double *v, long stride, long row_stride,
                             double *ly, double *lv, double *ln);
/* One analysis with copies of its rows, rows numbers a lane. */
void tutti_lanes_of_counts(int rows, int lanes, const double *y, const double *v, const uint16_t *counts, double *ly,
                           double *lv, double *ln);
/* One analysis restricted to the rows whose bit is set. */
void tutti_lanes_of_subsets(int rows, int lanes, const double *y, const double *v, const uint64_t *members, double *ly,
                            double *lv, double *ln);
/* One analysis with its estimates and variances dealt out to the rows in another order; NaN leaves a row out. */
void tutti_lanes_of_orders(int rows, int lanes, const double *y, const double *v, const int32_t *orders, double *ly,
                           double *lv, double *ln);
/* One analysis with the signs of its estimates, +1 or -1; NaN leaves a row out. */
void tutti_lanes_of_signs(int rows, int lanes, const double *y, const double *v, const int32_t *signs, double *ly,
                          double *lv, double *ln);
/* Analyses with estimates of their own and variances in common, rows estimates a lane. */
void tutti_lanes_of_estimates(int rows, int lanes, const double *v, const double *estimates, double *ly, double *lv,
                              double *ln);

#endif
