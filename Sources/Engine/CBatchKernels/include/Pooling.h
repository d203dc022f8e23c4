/* Pooling round a common mean, many analyses at a time. */
#ifndef TUTTI_POOLING_H
#define TUTTI_POOLING_H

#include <stdint.h>

/* Where tau2 comes from. */
#define TUTTI_EE 0
#define TUTTI_DL 1
#define TUTTI_HE 2
#define TUTTI_HS 3
#define TUTTI_SJ 4
#define TUTTI_PM 5
#define TUTTI_ML 6
#define TUTTI_REML 7

/* How the pooled effect is tested: z, t, Knapp-Hartung, Knapp-Hartung with a factor of at least 1. */
#define TUTTI_Z 0
#define TUTTI_T 1
#define TUTTI_KNHA 2
#define TUTTI_ADHOC 3
/* A rule that is left to the single fit. */
#define TUTTI_OTHER_TEST 4

/* The standard error of a prediction interval: none at all, that of the test, that without Knapp-Hartung factor. */
#define TUTTI_NO_ERROR 0
#define TUTTI_TEST_ERROR 1
#define TUTTI_PLAIN_ERROR 2

/* The columns of numbers. */
#define TUTTI_COLUMNS 14
enum {
  TUTTI_ESTIMATE, TUTTI_SE, TUTTI_STATISTIC, TUTTI_DF, TUTTI_P_VALUE, TUTTI_CI_LOWER, TUTTI_CI_UPPER, TUTTI_TAU2,
  TUTTI_I2, TUTTI_H2, TUTTI_Q, TUTTI_Q_P_VALUE, TUTTI_PI_LOWER, TUTTI_PI_UPPER
};

/* How an analysis ended. */
#define TUTTI_OK 0
#define TUTTI_TRUNCATED 1
#define TUTTI_ONE_STUDY 4
#define TUTTI_NO_STUDIES 16
/* It must be fitted by itself: nothing but its number of studies was written. */
#define TUTTI_PENDING 255

/* What the kernels look up by an analysis' number of studies: one row of numbers for each.

   Quantile of the confidence interval; that of the prediction interval, NaN where there is none; then what the tails of
   t with k - 1 degrees of freedom need, as tutti_student_row() makes it. */
#define TUTTI_ROW_QUANTILE 0
#define TUTTI_ROW_PREDICTION 1
#define TUTTI_ROW_STUDENT 2
#define TUTTI_ROW_LENGTH 72

/* Fills a row from TUTTI_ROW_STUDENT on, for whole degrees of freedom nu >= 1 and the density `peak` at 0. */
void tutti_student_row(double nu, double peak, double *row);

/* A model with the rows for 0 studies and more; those of numbers that do not occur may be null. */
typedef struct {
  int method, test, i2_from_q, prediction_error;
  const double *const *rows;
} tutti_pool_model;

/* Where results go; a null pointer for columns not wanted. `stream` asks for stores past the caches, for results larger
   than these; it is heeded where whole cache lines are written. */
typedef struct {
  int stream;
  int32_t *k;
  double *column[TUTTI_COLUMNS];
} tutti_pool_output;

/* Doubles of working memory for panels of so many studies. */
long tutti_pool_memory(long studies);

/* Fits analyses `first` to `first + count`, study j of analysis n at n * analysis_stride + j * study_stride, NaN where
   missing; one of the strides should be 1. Results of analysis n go to n, its code to codes[n - first]. Returns how many
   codes are TUTTI_PENDING; a p value of Q that is left to the caller is written as -1 and counted in *open. */
long tutti_pool(int instruction_set, const tutti_pool_model *model, const double *yi, const double *vi, long first,
                long count, long studies, long analysis_stride, long study_stride, double *memory,
                const tutti_pool_output *output, unsigned char *codes, long *open);

/* Elementary functions of the kernels, for tests: count numbers each. */
#define TUTTI_EXPONENTIAL 0
#define TUTTI_LOG_ONE_PLUS 1
#define TUTTI_NORMAL_TAILS 2
#define TUTTI_STUDENT_TAILS 3
#define TUTTI_CHI_SQUARED_TAIL 4
/* result[i] = f(x[i]), with nu[i] degrees of freedom or their rows where they matter. */
void tutti_elementary(int instruction_set, int function, const double *x, const double *nu, const double *const *rows,
                      long count, double *result);

#endif
