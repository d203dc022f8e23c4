/* The sums of an inverse-variance fit; included by PoolingLanes.h once for each instruction set. */

/* The sums of an inverse-variance fit at one tau2. */
typedef struct {
  /* Sum of weights, sum of squared weights; tr P and tr PP. */
  VD total, square, trace, traceSquare;
  /* The mean less the anchor's estimate. */
  VD mean;
  /* Q = y'Py, y'PPy, y'PPPy. */
  VD q, slope, curve;
} NAME(sums);

/* Weights of four studies with one division. */
#define WEIGHTS(w, v, t)                                    \
  {                                                         \
    VD d0 = (v)[0] + (t), d1 = (v)[1] + (t);                \
    VD d2 = (v)[2] + (t), d3 = (v)[3] + (t);                \
    VD d01 = d0 * d1, d23 = d2 * d3;                        \
    VD inverse = 1 / (d01 * d23);                           \
    VD i01 = inverse * d23, i23 = inverse * d01;            \
    (w)[0] = i01 * d1, (w)[1] = i01 * d0;                   \
    (w)[2] = i23 * d3, (w)[3] = i23 * d2;                   \
  }

/* What an evaluation is to give besides the mean: Q; y'PPy; tr P and the sum of squared weights; tr PP and y'PPPy. */
#define WITH_Q 1
#define WITH_SLOPE 2
#define WITH_TRACE 4
#define WITH_CURVE 8

/* The sums at tau2 = t; the weights stay in b->w. */
INLINE NAME(sums) NAME(evaluate)(const NAME(block) * b, VD t, const int wanted) {
  const long n = b->n;
  const VD *const ys = b->y, *const vs = b->v;
  VD *const ws = b->w;
  VD zero = NAME(all)(0);
  VD a = zero, a2 = zero, a3 = zero, moment = zero;
  each(j) {
    VD w[4];
    const VD *y = ys + j;
    WEIGHTS(w, vs + j, t)
    ws[j] = w[0], ws[j + 1] = w[1], ws[j + 2] = w[2], ws[j + 3] = w[3];
    a += SUM4(w[0], w[1], w[2], w[3]);
    moment += SUM4(w[0] * y[0], w[1] * y[1], w[2] * y[2], w[3] * y[3]);
    if (wanted & (WITH_TRACE | WITH_CURVE)) {
      VD s0 = w[0] * w[0], s1 = w[1] * w[1], s2 = w[2] * w[2], s3 = w[3] * w[3];
      a2 += SUM4(s0, s1, s2, s3);
      if (wanted & WITH_CURVE) a3 += SUM4(s0 * w[0], s1 * w[1], s2 * w[2], s3 * w[3]);
    }
  }
  NAME(sums) s;
  VD w0 = 1 / (b->least + t);
  VD inverse = 1 / (w0 + a);
  s.total = w0 + a;
  s.mean = moment * inverse;
  /* Sums over pairs of studies, free of cancellation since the anchor is the heaviest. */
  if (wanted & (WITH_TRACE | WITH_CURVE)) {
    s.square = w0 * w0 + a2;
    s.trace = (2 * w0 * a + (a * a - a2)) * inverse;
  }
  if (wanted & WITH_CURVE) {
    s.traceSquare =
      (w0 * w0 * (a * a + 3 * a2) + 2 * w0 * (a * a2 - a3) + (a2 * a2 - a * a3 + a * (a * a2 - a3)))
      * (inverse * inverse);
  }
  if (wanted & (WITH_Q | WITH_SLOPE | WITH_CURVE)) {
    VD q = zero, slope = zero, curve = zero, fourth = zero, mean = s.mean;
    each(j) {
      const VD *y = ys + j, *w = ws + j;
      VD r0 = y[0] - mean, r1 = y[1] - mean, r2 = y[2] - mean, r3 = y[3] - mean;
      VD u0 = w[0] * r0, u1 = w[1] * r1, u2 = w[2] * r2, u3 = w[3] * r3;
      if (wanted & WITH_Q) q += SUM4(u0 * r0, u1 * r1, u2 * r2, u3 * r3);
      if (wanted & (WITH_SLOPE | WITH_CURVE)) {
        VD e0 = u0 * u0, e1 = u1 * u1, e2 = u2 * u2, e3 = u3 * u3;
        slope += SUM4(e0, e1, e2, e3);
        if (wanted & WITH_CURVE) {
          curve += SUM4(w[0] * e0, w[1] * e1, w[2] * e2, w[3] * e3);
          fourth += SUM4(w[0] * u0, w[1] * u1, w[2] * u2, w[3] * u3);
        }
      }
    }
    VD u = -w0 * mean;
    if (wanted & WITH_Q) s.q = q - u * mean;
    if (wanted & (WITH_SLOPE | WITH_CURVE)) s.slope = slope + u * u;
    if (wanted & WITH_CURVE) {
      fourth += w0 * u;
      s.curve = (curve + w0 * (u * u)) - fourth * fourth * inverse;
    }
  }
  return s;
}
