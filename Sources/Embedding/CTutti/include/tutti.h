/* Meta-analysis from C and everything that calls C: the interface of libtutti.
 *
 *     cc example.c -ltutti
 *
 * Estimates (yi) are pooled with their sampling variances (vi, the squares of standard errors) by inverse variance
 * around a common mean, with or without a between-study variance. A missing study has NaN in yi or vi; an undefined
 * result is NaN. Nothing prints, nothing is global, and functions may be called from any thread; a model may be used
 * by several threads at once while none changes it.
 *
 * Names beginning with tutti_ or TUTTI_ are the library's. The interface follows semantic versioning: what is declared
 * here stays as it is while TUTTI_INTERFACE_MAJOR does. */
#ifndef TUTTI_H
#define TUTTI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of the interface that this header declares. */
#define TUTTI_INTERFACE_MAJOR 1
#define TUTTI_INTERFACE_MINOR 0

/* The interface's version in the library that is loaded: major * 1000 + minor. A program can use it when its major
 * number is the header's and its minor number is not below. */
int32_t tutti_interface_version(void);

/* The semantic version of the library, for example "0.1.0". */
const char *tutti_version(void);

/* What functions return. */
enum tutti_error {
  TUTTI_OK = 0,
  /* A pointer that must not be is NULL. */
  TUTTI_ERROR_NULL = 1,
  /* A model has no choice of that name. */
  TUTTI_ERROR_KEY = 2,
  /* The choice does not take that value. */
  TUTTI_ERROR_VALUE = 3,
  /* The layout is none of tutti_layout. */
  TUTTI_ERROR_LAYOUT = 4,
  /* Analyses times studies is more than memory can hold. */
  TUTTI_ERROR_SIZE = 5,
  /* The struct's size is none that this library knows: set struct_size. */
  TUTTI_ERROR_STRUCT = 6
};

/* One sentence about an error; never NULL. */
const char *tutti_error_message(int32_t error);

/* How an analysis ended. Below 16 it has results. */
enum tutti_status {
  TUTTI_STATUS_OK = 0,
  /* The estimate of tau2 is zero, the edge of its range. */
  TUTTI_STATUS_TRUNCATED = 1,
  /* The likelihood has several local maxima; the highest is reported. */
  TUTTI_STATUS_SEVERAL_MAXIMA = 2,
  /* All estimates are equal, so that the Knapp-Hartung standard error is zero. */
  TUTTI_STATUS_EXACT_FIT = 3,
  /* Only one study: nothing is pooled. */
  TUTTI_STATUS_ONE_STUDY = 4,
  /* No study at all. */
  TUTTI_STATUS_NO_STUDIES = 16,
  /* An estimate is infinite or beyond 1e75 in size. */
  TUTTI_STATUS_UNUSABLE_ESTIMATE = 17,
  /* A variance is negative, infinite, or outside 1e-150 to 1e150. */
  TUTTI_STATUS_UNUSABLE_VARIANCE = 18,
  /* A variance and tau2 are zero. */
  TUTTI_STATUS_ZERO_VARIANCE = 19,
  /* With a variance of zero the likelihood has no maximum. */
  TUTTI_STATUS_UNBOUNDED_LIKELIHOOD = 20
};

/* The stable code of a status as in files of results ("ok", "tau2.truncated", ...), and one sentence about it; "" for a
 * number that is no status. */
const char *tutti_status_code(int32_t status);
const char *tutti_status_message(int32_t status);

/* Every choice that changes a number. */
typedef struct tutti_model tutti_model;

/* A model with the usual choices: REML, Knapp-Hartung, intervals of 95 percent, I2 from tau2, prediction interval on
 * t(k - 1). NULL only when memory runs out. Free it with tutti_model_free. */
tutti_model *tutti_model_new(void);

/* Sets a choice:
 *   "method"               EE (or FE), DL, HE, HS, SJ, PM, ML, REML, EB
 *   "test"                 z, t, knha, adhoc, hk-ci, hk-iqwig6
 *   "level"                a percentage between 0 and 100: "95"
 *   "i2"                   tau2, q
 *   "prediction_interval"  test, simple, riley, t, classic-riley, classic-t
 * Returns TUTTI_OK, TUTTI_ERROR_NULL, TUTTI_ERROR_KEY or TUTTI_ERROR_VALUE; after an error the model is as before. */
int32_t tutti_model_set(tutti_model *model, const char *key, const char *value);

/* Frees a model; NULL is let pass. */
void tutti_model_free(tutti_model *model);

/* The result of one analysis. Set struct_size to sizeof(tutti_result) before the call. */
typedef struct tutti_result {
  size_t struct_size;
  int32_t k;             /* the number of studies used */
  int32_t status;        /* of tutti_status */
  double estimate;       /* the pooled effect */
  double se;             /* its standard error, any Knapp-Hartung factor included */
  double statistic;      /* estimate / se */
  double df;             /* degrees of freedom of the t distribution, NaN for the normal */
  double p_value;        /* two-sided */
  double ci_lower, ci_upper;
  double tau2;           /* the between-study variance */
  double i2;             /* in percent */
  double h2;
  double q;              /* Cochran's Q */
  double q_p_value;      /* its upper tail of chi-squared with k - 1 degrees of freedom */
  double pi_lower, pi_upper;
} tutti_result;

/* Fits one analysis of `studies` studies. Returns TUTTI_OK also when the analysis has no results: see status. */
int32_t tutti_fit_one(const tutti_model *model, const double *yi, const double *vi, size_t studies,
                      tutti_result *result);

/* How the numbers of many analyses lie in memory. */
enum tutti_layout {
  /* Study j of analysis n at n * studies + j: the rows of a C array, NumPy's order "C". */
  TUTTI_ANALYSIS_MAJOR = 0,
  /* Study j of analysis n at j * analyses + n: NumPy's order "F", R's matrices of analyses x studies. */
  TUTTI_STUDY_MAJOR = 1
};

/* Where the results of many analyses go: each array is NULL when it is not wanted, or has room for all analyses. Set
 * struct_size to sizeof(tutti_results) before the call. The members mean what those of tutti_result do. */
typedef struct tutti_results {
  size_t struct_size;
  int32_t *k;
  uint8_t *status;
  double *estimate;
  double *se;
  double *statistic;
  double *df;
  double *p_value;
  double *ci_lower;
  double *ci_upper;
  double *tau2;
  double *i2;
  double *h2;
  double *q;
  double *q_p_value;
  double *pi_lower;
  double *pi_upper;
} tutti_results;

/* Fits many analyses on up to `threads` threads, 0 for one on each processor. The results are the same bytes for any
 * number of threads. yi and vi hold analyses * studies numbers and may be NULL when that is 0. */
int32_t tutti_fit_batch(const tutti_model *model, const double *yi, const double *vi, size_t analyses,
                        size_t studies, int32_t layout, int32_t threads, const tutti_results *results);

#ifdef __cplusplus
}
#endif

#endif
