/* Pooling round a common mean, LANES analyses at a time; see Lanes.h for how this file is included.

   Within a block the studies of an analysis are kept as differences from its most precise one, the anchor, which is
   held apart: it is the heaviest at every tau2, and with it apart no sum loses digits when it dominates. A missing
   study has the variance ABSENT, so large that its weight disappears in every sum. */

#include "Block.h"
#include "Sums.h"
#include "Moments.h"
#include "Likelihood.h"

/* Whether a vector fills a cache line, and all columns begin at one. */
INLINE int NAME(streams)(const tutti_pool_output *out, long first) {
  if (LANES < 8 || !out->stream || first % LANES) return 0;
  uintptr_t all = 0;
  for (int i = 0; i < TUTTI_COLUMNS; i++) all |= (uintptr_t)out->column[i];
  return all % 64 == 0;
}

/* Writes a vector of results, NaN in lanes without; whole vectors where all lanes are alive. */
INLINE void NAME(put)(double *to, long at, int live, int stream, VM defined, VD x) {
  if (!to) return;
  x = NAME(choose)(defined, x, NAME(all)(__builtin_nan("")));
  if (stream && live == LANES) {
    __builtin_nontemporal_store(x, (VD *)(to + at));
  } else if (live == LANES) {
    NAME(store)(to + at, x);
  } else {
    for (int i = 0; i < live; i++) to[at + i] = x[i];
  }
}

/* tau2 of all lanes by the model's method, from the sums at zero, where no search is needed. */
INLINE NAME(answer) NAME(heterogeneity)(const NAME(fitting) * f, int method) {
  const NAME(block) *b = &f->block;
  const NAME(sums) *s = &f->start;
  VD df = b->k - 1, raw;
  switch (method) {
    case TUTTI_DL: raw = (s->q - df) / s->trace; break;
    case TUTTI_HS: raw = (s->q - b->k) / s->total; break;
    case TUTTI_HE:
      raw = (NAME(crudeSquares)(b) - (b->variances + b->least) * (1 - 1 / b->k)) / df;
      break;
    case TUTTI_SJ: {
      VD crude = NAME(crudeSquares)(b) / b->k;
      raw = crude * NAME(evaluate)(b, crude, WITH_Q).q / df;
      break;
    }
    default: raw = NAME(all)(0);
  }
  return NAME(moment)(NAME(choose)(f->active, raw, NAME(all)(0)));
}

/* Reads a block; at zero, Q and tr P for the measures of heterogeneity, and whatever the estimator starts from. */
static APART void NAME(begin)(const tutti_pool_model *model, NAME(fitting) * f, const double *yi, const double *vi,
                              int live, long studies, long laneStride, long studyStride) {
  NAME(block) *b = &f->block;
  VD zero = NAME(all)(0);
  int method = model->method;
  int likelihood = method == TUTTI_ML || method == TUTTI_REML;
  int plainSums = likelihood || method == TUTTI_HE || method == TUTTI_SJ;
  f->bad = plainSums ? NAME(pack)(b, yi, vi, live, studies, laneStride, studyStride, 1)
                     : NAME(pack)(b, yi, vi, live, studies, laneStride, studyStride, 0);
  f->active = (b->k > 1.0) & ~f->bad;
  f->start = likelihood           ? NAME(evaluate)(b, zero, WITH_Q | WITH_CURVE)
             : method == TUTTI_PM ? NAME(evaluate)(b, zero, WITH_Q | WITH_SLOPE | WITH_TRACE)
                                  : NAME(evaluate)(b, zero, WITH_Q | WITH_TRACE);
}

/* Writes the answers of a block whose tau2 is known; returns the number of pending lanes. */
static APART long NAME(finish)(const tutti_pool_model *model, const NAME(fitting) * f, int live,
                               const tutti_pool_output *out, long at, int stream, unsigned char *codes, long *open) {
  const NAME(block) *b = &f->block;
  const NAME(sums) start = f->start;
  const NAME(answer) answer = f->answer;
  VD zero = NAME(all)(0), one = NAME(all)(1);
  int method = model->method;
  VM bad = f->bad, some = b->k > 0.0, several = b->k > 1.0;
  VM defined = some & ~bad;
  VM active = f->active;
  VD df = b->k - 1;

  VD tau2 = NAME(choose)(active, answer.tau2, zero);
  VM pending = bad | (active & answer.pending);
  if (model->test == TUTTI_OTHER_TEST) pending |= active;

  /* The mean at tau2; where that is zero the sums at zero serve. */
  NAME(sums) end = start;
  int squares = model->test == TUTTI_KNHA || model->test == TUTTI_ADHOC;
  VM positive = tau2 > 0.0;
  if (NAME(any)(positive)) {
    end = squares ? NAME(evaluate)(b, tau2, WITH_Q) : NAME(evaluate)(b, tau2, 0);
    end.total = NAME(choose)(positive, end.total, start.total);
    end.mean = NAME(choose)(positive, end.mean, start.mean);
    end.q = NAME(choose)(positive, end.q, start.q);
  }
  VD estimate = b->origin + end.mean;
  VD variance = 1 / end.total, plain = variance;
  if (squares) {
    VD factor = end.q / df;
    if (model->test == TUTTI_ADHOC) factor = NAME(larger)(factor, one);
    variance = NAME(choose)(several, variance * factor, variance);
    /* Residuals within rounding of the estimates: the single fit decides whether they count as zero. */
    VD rounding = b->size * 0x1p-45;
    pending |= active & (end.q <= end.total * rounding * rounding);
  }
  VD se = NAME(root)(variance);
  int alike = !NAME(any)(b->k != b->k[0]);
  const double *row[LANES];
  row[0] = model->rows[(long)b->k[0]];
  for (int i = 1; i < LANES; i++) row[i] = alike ? row[0] : model->rows[(long)b->k[i]];
#define ENTRY(n) (alike ? NAME(all)(row[0][n]) : NAME(entry)(row, n))
  VD quantile = ENTRY(TUTTI_ROW_QUANTILE);
  VD statistic = estimate / se;

  /* The heterogeneity of the data round the fixed mean. */
  VD q = NAME(choose)(several, start.q, zero);
  VD i2, h2;
  if (model->i2_from_q || method == TUTTI_EE) {
    i2 = NAME(choose)(q > 0.0, 100 * NAME(larger)((q - df) / q, zero), zero);
    h2 = q / df;
  } else {
    /* tau2 over the typical sampling variance. */
    VD ratio = tau2 * start.trace / df;
    i2 = 100 * ratio / (1 + ratio);
    h2 = 1 + ratio;
  }
  i2 = NAME(choose)(several, i2, zero);
  h2 = NAME(choose)(several, h2, one);

  VD code = NAME(choose)(answer.truncated, NAME(all)(TUTTI_TRUNCATED), zero);
  code = NAME(choose)(several, code, NAME(all)(TUTTI_ONE_STUDY));
  code = NAME(choose)(some, code, NAME(all)(TUTTI_NO_STUDIES));
  code = NAME(choose)(pending, NAME(all)(TUTTI_PENDING), code);
  typedef int32_t counts __attribute__((vector_size(4 * LANES)));
  typedef unsigned char bytes __attribute__((vector_size(LANES)));
  counts wide = __builtin_convertvector(code, counts), number = __builtin_convertvector(b->k, counts);
  bytes narrow = __builtin_convertvector(wide, bytes);
  __builtin_memcpy(codes, &narrow, live);
  if (out->k) __builtin_memcpy(out->k + at, &number, 4 * live);
  long count = 0;
  if (NAME(any)(pending)) for (int i = 0; i < live; i++) count += pending[i] != 0;
  defined &= ~pending;
  double *const *column = out->column;
  NAME(put)(column[TUTTI_ESTIMATE], at, live, stream, defined, estimate);
  NAME(put)(column[TUTTI_SE], at, live, stream, defined, se);
  NAME(put)(column[TUTTI_STATISTIC], at, live, stream, defined, statistic);
  NAME(put)(column[TUTTI_CI_LOWER], at, live, stream, defined, estimate - quantile * se);
  NAME(put)(column[TUTTI_CI_UPPER], at, live, stream, defined, estimate + quantile * se);
  NAME(put)(column[TUTTI_TAU2], at, live, stream, defined, tau2);
  NAME(put)(column[TUTTI_I2], at, live, stream, defined, i2);
  NAME(put)(column[TUTTI_H2], at, live, stream, defined, h2);
  NAME(put)(column[TUTTI_Q], at, live, stream, defined, q);
  if (column[TUTTI_DF]) {
    NAME(put)(column[TUTTI_DF], at, live, stream, model->test == TUTTI_Z ? defined & 0 : defined & several, df);
  }
  if (column[TUTTI_PI_LOWER] || column[TUTTI_PI_UPPER]) {
    VD spread = ENTRY(TUTTI_ROW_PREDICTION);
    VD error = model->prediction_error == TUTTI_NO_ERROR ? zero
               : model->prediction_error == TUTTI_TEST_ERROR ? se * se
                                                             : NAME(root)(plain) * NAME(root)(plain);
    VD half = spread * NAME(root)(error + tau2);
    VM exists = defined & (spread == spread);
    NAME(put)(column[TUTTI_PI_LOWER], at, live, stream, exists, estimate - half);
    NAME(put)(column[TUTTI_PI_UPPER], at, live, stream, exists, estimate + half);
  }
  if (column[TUTTI_P_VALUE]) {
    VD size = NAME(choose)(defined, NAME(magnitude)(statistic), zero);
    VM normal = model->test == TUTTI_Z ? defined : defined & ~several;
    VD p = one;
    if (NAME(any)(normal)) p = NAME(normalTwoTails)(size);
    if (NAME(any)(defined & ~normal)) {
      VD nu = NAME(choose)(several, df, one);
      p = NAME(choose)(normal, p, NAME(studentTwoTails)(size, nu, row, alike));
    }
    NAME(put)(column[TUTTI_P_VALUE], at, live, stream, defined, NAME(smaller)(p, one));
  }
  if (column[TUTTI_Q_P_VALUE]) {
    VD nu = NAME(choose)(several, df, one);
    VD p = NAME(chiSquaredTail)(NAME(choose)(defined, q, zero), nu, b->inverse);
    NAME(put)(column[TUTTI_Q_P_VALUE], at, live, stream, defined, p);
    VM large = defined & (p < 0.0);
    if (NAME(any)(large)) for (int i = 0; i < live; i++) *open += large[i] != 0;
  }
  return count;
#undef ENTRY
}

/* Fits `count` analyses; see Pooling.h. */
static long NAME(pool)(const tutti_pool_model *model, const double *yi, const double *vi, long first, long count,
                       long studies, long analysisStride, long studyStride, double *memory,
                       const tutti_pool_output *out, unsigned char *codes, long *open) {
  /* Two blocks side by side. */
  enum { PAIR = 2 };
  NAME(fitting) f[PAIR];
  long room = (studies + 3) / 4 * 4 + 4;
  VD *vectors = (VD *)(((uintptr_t)memory + 63) & ~(uintptr_t)63);
  double *inverse = (double *)(vectors + 3 * PAIR * room);
  for (long m = 1; m <= studies; m++) inverse[m] = 2.0 / (double)m;
  for (int i = 0; i < PAIR; i++) {
    NAME(block) *b = &f[i].block;
    b->n = (studies + 3) / 4 * 4;
    b->y = vectors + 3 * i * room;
    b->v = b->y + room;
    b->w = b->v + room;
    b->inverse = inverse;
  }
  const int method = model->method, stream = NAME(streams)(out, first);
  long pending = 0;
  for (long n = 0; n < count;) {
    int blocks = 0, live[PAIR];
    for (long next = n; next < count && blocks < PAIR; next += LANES, blocks++) {
      long offset = (first + next) * analysisStride;
      live[blocks] = count - next < LANES ? (int)(count - next) : LANES;
      /* What the next block will read, while this one is computed. */
      if (studyStride == 1 && next + 2 * LANES <= count) {
        const char *nextY = (const char *)(yi + offset + LANES * analysisStride);
        const char *nextV = (const char *)(vi + offset + LANES * analysisStride);
        long bytes = 8 * LANES * studies < 16384 ? 8 * LANES * studies : 16384;
        for (long at = 0; at < bytes; at += 64) {
          __builtin_prefetch(nextY + at);
          __builtin_prefetch(nextV + at);
        }
      }
      NAME(begin)(model, f + blocks, yi + offset, vi + offset, live[blocks], studies, analysisStride, studyStride);
    }
    switch (method) {
      case TUTTI_PM: NAME(pauleMandel)(f, blocks); break;
      case TUTTI_ML: NAME(maximumLikelihood)(f, blocks); break;
      case TUTTI_REML: NAME(restrictedLikelihood)(f, blocks); break;
      default: for (int i = 0; i < blocks; i++) f[i].answer = NAME(heterogeneity)(f + i, method);
    }
    for (int i = 0; i < blocks; i++, n += LANES) {
      pending += NAME(finish)(model, f + i, live[i], out, first + n, stream, codes + n, open);
    }
  }
#if defined(__x86_64__)
  /* Stores past the caches are ordered before whatever tells other threads of them. */
  if (stream) __builtin_ia32_sfence();
#endif
  return pending;
}

/* Elementary functions for tests. */
static void NAME(elementary)(int function, const double *x, const double *nu, const double *const *rows,
                             const double *inverse, long count, double *result) {
  for (long n = 0; n < count; n += LANES) {
    VD a = NAME(all)(0), d = NAME(all)(1), r = NAME(all)(0);
    const double *row[LANES];
    int live = count - n < LANES ? (int)(count - n) : LANES;
    for (int i = 0; i < LANES; i++) row[i] = rows[n + (i < live ? i : 0)], d[i] = nu[n + (i < live ? i : 0)];
    for (int i = 0; i < live; i++) a[i] = x[n + i];
    switch (function) {
      case TUTTI_EXPONENTIAL: r = NAME(exponential)(a); break;
      case TUTTI_LOG_ONE_PLUS: r = NAME(logOnePlus)(a, 1 / (1 + a)); break;
      case TUTTI_NORMAL_TAILS: r = NAME(normalTwoTails)(a); break;
      case TUTTI_STUDENT_TAILS: r = NAME(studentTwoTails)(a, d, row, !NAME(any)(d != d[0])); break;
      case TUTTI_CHI_SQUARED_TAIL: r = NAME(chiSquaredTail)(a, d, inverse); break;
    }
    for (int i = 0; i < live; i++) result[n + i] = r[i];
  }
}
