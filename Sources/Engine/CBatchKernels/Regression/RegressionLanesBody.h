/* The arithmetic of RegressionLanes.h, included once per instruction set with LANES(name) naming its functions. Vectors
   of eight doubles are split by the compiler where registers are narrower; every lane's operations stay the same. */

#define INLINE static inline __attribute__((always_inline))

typedef struct {
  v8 weight, weight_square, q, q_slope, q_curve, trace, trace_square, factor[TUTTI_LANE_COLUMNS];
} LANES(point);

/* What an evaluation is asked for: Q with its slope; the quantities of the likelihoods too. */
enum { LANES(ONLY_Q), LANES(ALL) };

typedef struct {
  const tutti_lane_job *job;
  const v8 *v, *n;
  v8 *y;                /* the estimates less their start: differences from the most precise study, or residuals */
  v8 *w, *e, *u;        /* weights, weighted residuals, orthonormal columns */
  v8 r[TUTTI_LANE_COLUMNS * TUTTI_LANE_COLUMNS]; /* column by column */
  v8 z[TUTTI_LANE_COLUMNS];
  v8 center;            /* of a mean */
  v8 count, df, squares, smallest, largest, size, hedges_q, hedges_trace;
  v8 start[TUTTI_LANE_COLUMNS];
  m8 irregular;
} LANES(work);

INLINE void LANES(pick)(v8 *into, const m8 *mask, const v8 *value) {
  *into = (v8)(((m8)*value & *mask) | ((m8)*into & ~*mask));
}

INLINE v8 LANES(root)(const v8 *x) { return __builtin_elementwise_sqrt(*x); }

INLINE v8 LANES(dot)(const v8 *a, const v8 *b, int rows) {
  v8 even = {0}, odd = {0};
  int i = 0;
  for (; i + 1 < rows; i += 2) {
    even += a[i] * b[i];
    odd += a[i + 1] * b[i + 1];
  }
  if (i < rows) even += a[i] * b[i];
  return even + odd;
}

/* A common mean: sums, with the weight of the others summed anew for the heaviest study. */
INLINE void LANES(mean)(LANES(work) *s, const v8 *t, int asked, LANES(point) *p) {
  const int rows = s->job->rows;
  v8 weight = {0}, square = {0}, moment = {0}, greatest = {0};
  for (int i = 0; i < rows; i++) {
    v8 w = 1 / (s->v[i] + *t), nw = s->n[i] * w;
    s->w[i] = w;
    weight += nw;
    square += nw * w;
    moment += nw * s->y[i];
    if (asked) {
      v8 present = w;
      m8 absent = s->n[i] == 0;
      v8 none = {0};
      LANES(pick)(&present, &absent, &none);
      greatest = __builtin_elementwise_max(greatest, present);
    }
  }
  const v8 center = moment / weight, inverse = 1 / weight;
  p->weight = weight;
  p->weight_square = square;
  s->center = center;
  v8 q = {0}, slope = {0}, curve = {0}, sum = {0};
  if (!asked) {
    for (int i = 0; i < rows; i++) {
      v8 r = s->y[i] - center, u = s->w[i] * r;
      q += s->n[i] * u * r;
      slope += s->n[i] * u * u;
    }
    p->q = q;
    p->q_slope = slope;
    return;
  }
  /* Only a study that holds a large share makes the difference lose digits; others as heavy are taken the same way. */
  v8 others = {0}, others_square = {0}, copies = {0};
  for (int i = 0; i < rows; i++) {
    m8 heaviest = (s->w[i] == greatest) & (s->n[i] > 0) & (copies == 0);
    v8 w = s->w[i], n = s->n[i], rest = n - 1;
    LANES(pick)(&copies, &heaviest, &n);
    LANES(pick)(&n, &heaviest, &rest);
    others += n * w;
    others_square += n * w * w;
  }
  v8 trace = {0}, trace_square = {0};
  for (int i = 0; i < rows; i++) {
    v8 w = s->w[i], n = s->n[i], r = s->y[i] - center, u = w * r;
    v8 share = w * inverse, rest = weight - w, rest_square = square - w * w;
    m8 heaviest = w == greatest;
    LANES(pick)(&rest, &heaviest, &others);
    LANES(pick)(&rest_square, &heaviest, &others_square);
    v8 nu = n * u;
    q += nu * r;
    slope += nu * u;
    curve += nu * w * u;
    sum += nu * w;
    trace += n * share * rest;
    trace_square += n * share * share * (rest * rest + rest_square);
  }
  p->q = q;
  p->q_slope = slope;
  p->q_curve = curve - sum * sum * inverse;
  p->trace = trace;
  p->trace_square = trace_square;
  p->factor[0] = LANES(root)(&weight);
}

/* Gram-Schmidt on sqrt(n w) times the basis; with unit set the weights are n alone. */
INLINE void LANES(orthogonalize)(LANES(work) *s, const v8 *t, int unit) {
  const int rows = s->job->rows, columns = s->job->columns;
  const double *basis = s->job->basis;
  for (int i = 0; i < rows; i++) {
    v8 w = unit ? s->n[i] : s->n[i] / (s->v[i] + *t);
    v8 root = LANES(root)(&w);
    s->e[i] = root * s->y[i];
    for (int a = 0; a < columns; a++) s->u[a * rows + i] = root * basis[i * columns + a];
  }
  const v8 none = {0};
  for (int a = 0; a < columns; a++) {
    v8 *column = s->u + a * rows, *r = s->r + a * columns;
    v8 before = {0};
    for (int l = 0; l < columns; l++) r[l] = none;
    for (int pass = 0; pass < 2; pass++) {
      for (int l = 0; l < a; l++) {
        const v8 *other = s->u + l * rows;
        v8 projection = LANES(dot)(other, column, rows);
        r[l] += projection;
        for (int i = 0; i < rows; i++) column[i] -= projection * other[i];
      }
    }
    v8 square = LANES(dot)(column, column, rows), norm = LANES(root)(&square), inverse = 1 / norm;
    for (int l = 0; l < a; l++) before += r[l] * r[l];
    m8 dependent = ~(square > 1e-14 * (before + square));
    s->irregular |= dependent;
    LANES(pick)(&inverse, &dependent, &none);
    r[a] = norm;
    for (int i = 0; i < rows; i++) column[i] *= inverse;
    s->z[a] = none;
  }
  for (int pass = 0; pass < 2; pass++) {
    for (int a = 0; a < columns; a++) {
      const v8 *column = s->u + a * rows;
      v8 projection = LANES(dot)(column, s->e, rows);
      s->z[a] += projection;
      for (int i = 0; i < rows; i++) s->e[i] -= projection * column[i];
    }
  }
}

INLINE void LANES(regression)(LANES(work) *s, const v8 *t, int asked, LANES(point) *p) {
  const int rows = s->job->rows, columns = s->job->columns;
  LANES(orthogonalize)(s, t, 0);
  v8 weight = {0}, square = {0}, q = {0}, slope = {0}, curve = {0}, trace = {0}, trace_square = {0};
  for (int i = 0; i < rows; i++) {
    v8 w = 1 / (s->v[i] + *t), nw = s->n[i] * w, e2 = s->e[i] * s->e[i];
    weight += nw;
    square += nw * w;
    q += e2;
    slope += w * e2;
    if (asked) {
      v8 leverage = {0};
      for (int a = 0; a < columns; a++) leverage += s->u[a * rows + i] * s->u[a * rows + i];
      curve += w * w * e2;
      trace += w * (s->n[i] - leverage);
      trace_square += w * w * (s->n[i] - 2 * leverage);
      s->w[i] = w;
    }
  }
  p->weight = weight;
  p->weight_square = square;
  p->q = q;
  p->q_slope = slope;
  if (!asked) return;
  for (int a = 0; a < columns; a++) {
    const v8 *column = s->u + a * rows;
    v8 projection = {0};
    for (int i = 0; i < rows; i++) projection += column[i] * s->w[i] * s->e[i];
    curve -= projection * projection;
    for (int l = 0; l <= a; l++) {
      const v8 *other = s->u + l * rows;
      v8 element = {0};
      for (int i = 0; i < rows; i++) element += column[i] * s->w[i] * other[i];
      trace_square += (l == a ? 1 : 2) * element * element;
    }
    p->factor[a] = s->r[a * columns + a];
  }
  p->q_curve = curve;
  p->trace = trace;
  p->trace_square = trace_square;
}

INLINE void LANES(evaluate)(LANES(work) *s, const v8 *t, int asked, LANES(point) *p) {
  if (s->job->is_mean)
    LANES(mean)(s, t, asked, p);
  else
    LANES(regression)(s, t, asked, p);
}

/* Ranges, counts, and the estimates less their start; for Hedges' estimator the unweighted fit. */
INLINE void LANES(prepare)(LANES(work) *s, const v8 *y) {
  const int rows = s->job->rows, columns = s->job->is_mean ? 1 : s->job->columns;
  const v8 none = {0};
  v8 count = {0}, smallest = none + INFINITY, largest = {0}, size = {0}, origin = {0};
  for (int i = 0; i < rows; i++) {
    m8 present = s->n[i] > 0, best = present & (s->v[i] < smallest);
    v8 v = none;
    LANES(pick)(&smallest, &best, &s->v[i]);
    LANES(pick)(&origin, &best, &y[i]);
    LANES(pick)(&v, &present, &s->v[i]);
    largest = __builtin_elementwise_max(largest, v);
    v8 magnitude = none;
    v8 absolute = __builtin_elementwise_abs(y[i]);
    LANES(pick)(&magnitude, &present, &absolute);
    size = __builtin_elementwise_max(size, magnitude);
    count += s->n[i];
  }
  s->count = count;
  s->df = count - (double)columns;
  s->smallest = smallest;
  s->largest = largest;
  s->size = size;
  s->irregular = ~((s->df >= 1) & (smallest >= 1e-60) & (largest <= 1e60) & (size <= 1e60));
  if (s->job->is_mean) {
    v8 moment = {0};
    for (int i = 0; i < rows; i++) {
      s->y[i] = y[i] - origin;
      moment += s->n[i] * s->y[i];
    }
    v8 mean = moment / count, q = {0}, trace = {0};
    s->start[0] = origin;
    for (int i = 0; i < rows; i++) {
      v8 r = s->y[i] - mean;
      q += s->n[i] * r * r;
      trace += s->n[i] * s->v[i];
    }
    s->hedges_q = q;
    s->hedges_trace = trace * (s->df / count);
  } else {
    s->irregular |= ~(largest <= 1e6 * smallest);
    for (int i = 0; i < rows; i++) s->y[i] = y[i];
    LANES(orthogonalize)(s, &none, 1);
    /* The start is what the unweighted fit says, in coordinates of the basis. */
    for (int a = columns - 1; a >= 0; a--) {
      v8 c = s->z[a];
      for (int l = a + 1; l < columns; l++) c -= s->r[l * columns + a] * s->start[l];
      s->start[a] = c / s->r[a * columns + a];
    }
    v8 q = {0}, trace = {0};
    for (int i = 0; i < rows; i++) {
      v8 rest = y[i], leverage = {0};
      for (int a = 0; a < columns; a++) {
        rest -= s->start[a] * s->job->basis[i * columns + a];
        leverage += s->u[a * rows + i] * s->u[a * rows + i];
      }
      s->y[i] = rest;
      q += s->e[i] * s->e[i];
      trace += s->v[i] * (s->n[i] - leverage);
    }
    s->hedges_q = q;
    s->hedges_trace = trace;
  }
  v8 squares = {0};
  for (int i = 0; i < rows; i++) squares += s->n[i] * s->y[i] * s->y[i];
  s->squares = squares;
}

/* Sum (y - mean)^2/k of the estimates themselves, moderators ignored. */
INLINE v8 LANES(crude)(const LANES(work) *s, const v8 *y) {
  const int rows = s->job->rows;
  v8 origin = {0}, sum = {0}, result = {0};
  m8 found = {0};
  for (int i = 0; i < rows; i++) {
    m8 first = (s->n[i] > 0) & ~found;
    LANES(pick)(&origin, &first, &y[i]);
    found |= first;
  }
  for (int i = 0; i < rows; i++) sum += s->n[i] * (y[i] - origin);
  v8 mean = sum / s->count;
  for (int i = 0; i < rows; i++) {
    v8 r = y[i] - origin - mean;
    result += s->n[i] * r * r;
  }
  return result / s->count;
}

/* The searches of eight lanes, evaluated side by side until the last has ended. */
static void LANES(search)(LANES(work) *s, const LANES(point) *zero, const double *targets, v8 *tau2, v8 *optima) {
  const int rows = s->job->rows, columns = s->job->is_mean ? 1 : s->job->columns;
  const int restricted = s->job->method == TUTTI_TAU2_REML, is_root = s->job->method == TUTTI_TAU2_Q;
  lane_search lanes[TUTTI_LANES];
  v8 t = {0};
  for (int l = 0; l < TUTTI_LANES; l++) {
    if (s->irregular[l]) {
      lanes[l].phase = SEARCH_DONE;
      lanes[l].overflow = lanes[l].count = 0;
      lanes[l].tau2 = 0;
      continue;
    }
    if (is_root)
      lane_start_root(&lanes[l], zero->q[l], zero->q_slope[l], targets[l], s->squares[l], s->smallest[l]);
    else
      lane_start_likelihood(&lanes[l], (restricted ? zero->trace[l] : zero->weight[l]) - zero->q_slope[l],
                            2 * zero->q_curve[l] - (restricted ? zero->trace_square[l] : zero->weight_square[l]),
                            s->smallest[l], s->largest[l], s->squares[l] / (restricted ? s->df[l] : s->count[l]));
  }
  for (;;) {
    int active = 0;
    for (int l = 0; l < TUTTI_LANES; l++) {
      if (lanes[l].phase == SEARCH_DONE) continue;
      active = 1;
      t[l] = lanes[l].t;
    }
    if (!active) break;
    LANES(point) p;
    if (is_root)
      LANES(evaluate)(s, &t, LANES(ONLY_Q), &p);
    else
      LANES(evaluate)(s, &t, LANES(ALL), &p);
    for (int l = 0; l < TUTTI_LANES; l++) {
      lane_search *lane = &lanes[l];
      if (lane->phase == SEARCH_DONE) continue;
      if (is_root) {
        lane_feed(lane, 1 / p.q[l] - 1 / targets[l], p.q_slope[l] / (p.q[l] * p.q[l]));
      } else if (lane->phase == SEARCH_DEVIANCE) {
        double deviance = p.q[l];
        for (int i = 0; i < rows; i++) deviance += s->n[i][l] * log(s->v[i][l] + lane->t);
        for (int a = 0; restricted && a < columns; a++) deviance += 2 * log(p.factor[a][l]);
        lane_feed_deviance(lane, deviance);
      } else if (restricted) {
        lane_feed(lane, p.trace[l] - p.q_slope[l], 2 * p.q_curve[l] - p.trace_square[l]);
      } else {
        lane_feed(lane, p.weight[l] - p.q_slope[l], 2 * p.q_curve[l] - p.weight_square[l]);
      }
    }
  }
  for (int l = 0; l < TUTTI_LANES; l++) {
    (*tau2)[l] = lanes[l].tau2;
    (*optima)[l] = lanes[l].count;
    if (lanes[l].overflow) s->irregular[l] = -1;
  }
}

/* Coefficients, covariance and the joint test from the last evaluation. */
INLINE void LANES(report)(LANES(work) *s, const v8 *y, const LANES(point) *p, v8 *result) {
  const tutti_lane_job *job = s->job;
  const int rows = job->rows, columns = job->columns;
  v8 *b = result + TUTTI_LANE_COEFFICIENTS, *covariance = result + TUTTI_LANE_COVARIANCE, greatest = {0};
  const v8 none = {0};
  if (job->is_mean) {
    b[0] = s->start[0] + s->center;
    covariance[0] = 1 / p->weight;
    result[TUTTI_LANE_OMNIBUS] = b[0] * b[0] * p->weight;
    for (int i = 0; i < rows; i++) {
      v8 r = none, rest = __builtin_elementwise_abs(s->y[i] - s->center);
      m8 present = s->n[i] > 0;
      LANES(pick)(&r, &present, &rest);
      greatest = __builtin_elementwise_max(greatest, r);
    }
  } else {
    v8 c[TUTTI_LANE_COLUMNS], h[TUTTI_LANE_COLUMNS * TUTTI_LANE_COLUMNS], omnibus = {0};
    for (int a = columns - 1; a >= 0; a--) {
      v8 step = s->z[a];
      for (int l = a + 1; l < columns; l++) step -= s->r[l * columns + a] * c[l];
      c[a] = step / s->r[a * columns + a];
    }
    for (int a = 0; a < columns; a++) c[a] += s->start[a];
    for (int a = columns - job->tested; a < columns; a++) {
      v8 z = {0};
      for (int l = a; l < columns; l++) z += s->r[l * columns + a] * c[l];
      omnibus += z * z;
    }
    result[TUTTI_LANE_OMNIBUS] = omnibus;
    for (int i = 0; i < rows; i++) {
      v8 r = none, rest = y[i];
      for (int a = 0; a < columns; a++) rest -= c[a] * job->basis[i * columns + a];
      m8 present = s->n[i] > 0;
      LANES(pick)(&r, &present, &rest);
      greatest = __builtin_elementwise_max(greatest, __builtin_elementwise_abs(r));
    }
    for (int a = columns - 1; a >= 0; a--) {
      v8 x = c[a];
      for (int l = a + 1; l < columns; l++) x -= job->upper[l * columns + a] * b[l];
      b[a] = x / job->upper[a * columns + a];
    }
    /* H = T^-1 for T = r R, upper triangular; the covariance is H H'. */
    v8 upper[TUTTI_LANE_COLUMNS * TUTTI_LANE_COLUMNS];
    for (int a = 0; a < columns; a++) {
      for (int l = a; l < columns; l++) {
        v8 sum = {0};
        for (int m = a; m <= l; m++) sum += s->r[m * columns + a] * job->upper[l * columns + m];
        upper[l * columns + a] = sum;
      }
    }
    for (int l = 0; l < columns; l++) {
      h[l * columns + l] = 1 / upper[l * columns + l];
      for (int a = l - 1; a >= 0; a--) {
        v8 sum = {0};
        for (int m = a + 1; m <= l; m++) sum += upper[m * columns + a] * h[l * columns + m];
        h[l * columns + a] = -sum / upper[a * columns + a];
      }
    }
    for (int a = 0; a < columns; a++) {
      for (int l = 0; l <= a; l++) {
        v8 sum = {0};
        for (int m = a; m < columns; m++) sum += h[m * columns + a] * h[m * columns + l];
        covariance[a * (a + 1) / 2 + l] = sum;
      }
    }
  }
  m8 exact = greatest <= 64 * DBL_EPSILON * s->size;
  for (int l = 0; l < TUTTI_LANES; l++) {
    int state = (int)result[TUTTI_LANE_STATE][l];
    double variance = covariance[0][l];
    for (int a = 1; a < columns; a++) variance += covariance[a * (a + 1) / 2 + a][l];
    if (exact[l]) state |= TUTTI_LANE_EXACT;
    if (s->irregular[l] || !(result[TUTTI_LANE_TAU2][l] < INFINITY && result[TUTTI_LANE_SQUARES][l] < INFINITY &&
                             fabs(b[0][l]) < INFINITY && variance < INFINITY))
      state |= TUTTI_LANE_IRREGULAR;
    result[TUTTI_LANE_STATE][l] = state;
  }
}

static void LANES(solve)(const tutti_lane_job *job, const double *ly, const double *lv, const double *ln,
                         const double *targets, double *space, double *out) {
  const int rows = job->rows;
  const long size = rows;
  const v8 *y = (const v8 *)ly, none = {0};
  v8 *memory = (v8 *)space, *result = (v8 *)out;
  LANES(work) s = {.job = job, .v = (const v8 *)lv, .n = (const v8 *)ln, .y = memory, .w = memory + size,
                   .e = memory + 2 * size, .u = memory + 3 * size};
  LANES(point) zero, p;
  LANES(prepare)(&s, y);
  LANES(evaluate)(&s, &none, LANES(ALL), &zero);
  v8 raw = none, optima = none + 1, k = s.count, df = s.df;
  int searched = 0;
  switch (job->method) {
  case TUTTI_TAU2_DL: raw = (zero.q - df) / zero.trace; break;
  case TUTTI_TAU2_HE: raw = (s.hedges_q - s.hedges_trace) / df; break;
  case TUTTI_TAU2_HS: raw = (zero.q - k) / zero.weight; break;
  case TUTTI_TAU2_HSK: raw = (k / df * zero.q - k) / zero.weight; break;
  case TUTTI_TAU2_SJ: {
    v8 crude = LANES(crude)(&s, y);
    s.irregular |= ~(crude > 0);
    LANES(evaluate)(&s, &crude, LANES(ONLY_Q), &p);
    raw = crude * p.q / df;
    break;
  }
  case TUTTI_TAU2_Q:
  case TUTTI_TAU2_ML:
  case TUTTI_TAU2_REML:
    searched = 1;
    LANES(search)(&s, &zero, targets, &raw, &optima);
    break;
  default: raw += job->tau2;
  }
  v8 tau2 = __builtin_elementwise_max(raw, none);
  result[TUTTI_LANE_STATE] = none;
  for (int l = 0; l < TUTTI_LANES; l++) {
    int truncated = searched ? raw[l] == 0 && !(job->method == TUTTI_TAU2_Q && zero.q[l] == targets[l]) : raw[l] < 0;
    if (truncated) result[TUTTI_LANE_STATE][l] = TUTTI_LANE_TRUNCATED;
  }
  LANES(evaluate)(&s, &tau2, LANES(ONLY_Q), &p);
  result[TUTTI_LANE_COUNT] = k;
  result[TUTTI_LANE_TAU2] = tau2;
  result[TUTTI_LANE_Q] = zero.q;
  result[TUTTI_LANE_TRACE] = zero.trace;
  result[TUTTI_LANE_SQUARES] = p.q;
  result[TUTTI_LANE_OPTIMA] = optima;
  LANES(report)(&s, y, &p, result);
}

#undef INLINE
