/* Pooling round a common mean, LANES analyses at a time; see Lanes.h for how this file is included.

   Within a block the studies of an analysis are kept as differences from its most precise one, the anchor, which is
   held apart: it is the heaviest at every tau2, and with it apart no sum loses digits when it dominates. A missing
   study has the variance ABSENT, so large that its weight disappears in every sum. */

#define ABSENT 0x1p220
/* Estimates and variances beyond these go to the single fit; tau2 then stays far below ABSENT, and products of four
   variances in range. */
#define LARGEST_ESTIMATE 0x1p70
#define LARGEST 0x1p100
#define SMALLEST 0x1p-100

#define each(j) for (long j = 0; j < n; j += 4)
/* Evaluations spent on proving that a maximum is the only one, above and below it. */
#define PROBES 8
#define SUM4(a, b, c, d) (((a) + (b)) + ((c) + (d)))

/* The block of analyses in work. */
typedef struct {
  /* Studies in a block, a multiple of 4, and the arrays of that many vectors. */
  long n;
  VD *y, *v, *w;
  /* Number of studies; the anchor's estimate and variance; the largest variance and magnitude of an estimate. */
  VD k, origin, least, most, size;
  /* Sums over studies but the anchor: differences, their squares, variances. */
  VD moment, squares, variances;
  /* 2/m, for the tails of chi-squared. */
  double *inverse;
} NAME(block);

/* The sums of an inverse-variance fit at one tau2. */
typedef struct {
  /* Sum of weights, sum of squared weights; tr P and tr PP. */
  VD total, square, trace, traceSquare;
  /* The mean less the anchor's estimate. */
  VD mean;
  /* Q = y'Py, y'PPy, y'PPPy. */
  VD q, slope, curve;
} NAME(sums);

/* A square of LANES studies of LANES analyses, from rows to columns. */
INLINE void NAME(transpose)(VD *to, const double *const *row, long j) {
#if LANES == 8
  typedef double half __attribute__((vector_size(32)));
  for (int h = 0; h < 8; h += 4) {
    VD r[4], s[4];
    for (int i = 0; i < 4; i++) {
      half low, high;
      __builtin_memcpy(&low, row[i] + j + h, 32);
      __builtin_memcpy(&high, row[i + 4] + j + h, 32);
      r[i] = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
    }
    for (int i = 0; i < 4; i += 2) {
      s[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
      s[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    for (int i = 0; i < 2; i++) {
      to[j + h + i] = __builtin_shufflevector(s[i], s[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
      to[j + h + i + 2] = __builtin_shufflevector(s[i], s[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
    }
  }
#else
  VD r[LANES];
  for (int i = 0; i < LANES; i++) r[i] = NAME(load)(row[i] + j);
#if LANES == 2
  VD a = __builtin_shufflevector(r[0], r[1], 0, 2), b = __builtin_shufflevector(r[0], r[1], 1, 3);
  r[0] = a, r[1] = b;
#elif LANES == 4
  VD a = __builtin_shufflevector(r[0], r[1], 0, 4, 2, 6), b = __builtin_shufflevector(r[0], r[1], 1, 5, 3, 7);
  VD c = __builtin_shufflevector(r[2], r[3], 0, 4, 2, 6), d = __builtin_shufflevector(r[2], r[3], 1, 5, 3, 7);
  r[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5), r[1] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
  r[2] = __builtin_shufflevector(a, c, 2, 3, 6, 7), r[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
#endif
  for (int i = 0; i < LANES; i++) to[j + i] = r[i];
#endif
}

/* Copies study after study into the block's vectors as they are. */
INLINE void NAME(gather)(VD *to, const double *from, int live, long studies, long laneStride, long studyStride) {
  long j = 0;
  if (laneStride == 1 && live == LANES) {
    for (; j < studies; j++) to[j] = NAME(load)(from + j * studyStride);
  } else if (studyStride == 1) {
    const double *row[LANES];
    for (int i = 0; i < LANES; i++) row[i] = from + (i < live ? i : live - 1) * laneStride;
    while (j < studies && studies >= LANES) {
      /* The last square overlaps the one before it. */
      if (j > studies - LANES) j = studies - LANES;
      NAME(transpose)(to, row, j);
      j += LANES;
    }
  }
  for (; j < studies; j++) {
    for (int i = 0; i < LANES; i++) to[j][i] = from[(i < live ? i : live - 1) * laneStride + j * studyStride];
  }
}

/* Reads a block, with its plain sums where they are wanted; returns the lanes that must be fitted by themselves. */
static VM NAME(pack)(NAME(block) * b, const double *yi, const double *vi, int live, long studies, long laneStride,
                     long studyStride, int sums) {
  NAME(gather)(b->y, yi, live, studies, laneStride, studyStride);
  NAME(gather)(b->v, vi, live, studies, laneStride, studyStride);
  if (studies == 0) b->y[0] = b->v[0] = NAME(all)(__builtin_nan(""));
  VD none = NAME(all)(0), absent = NAME(all)(ABSENT);
  VD least = absent, most = none, size = none, origin = none, place = none;
  VD k = NAME(all)((double)studies);
  VM bad = (VM)none;
  /* First as if all were complete and in range; a missing number spoils its sum. */
  VD check = none, position = none;
  VD *const ys = b->y, *const vs = b->v;
  least = vs[0], origin = ys[0];
  for (long j = 0; j < studies; j++) {
    VD y = ys[j], v = vs[j];
    check += y + v;
    VM lighter = v < least;
    least = NAME(choose)(lighter, v, least);
    origin = NAME(choose)(lighter, y, origin);
    place = NAME(choose)(lighter, position, place);
    position += 1;
    most = NAME(larger)(v, most);
    size = NAME(larger)(NAME(magnitude)(y), size);
  }
  VM whole = (check == check) & (size < LARGEST_ESTIMATE) & (most < LARGEST) & (least > SMALLEST);
  if (live < LANES) whole = bad;
  VM gaps = ~whole;
  if (NAME(any)(gaps)) {
    VM lane;
    for (int i = 0; i < LANES; i++) lane[i] = i < live ? -1 : 0;
    k = most = size = origin = place = none;
    least = absent;
    for (long j = 0; j < studies; j++) {
      VD y = b->y[j], v = b->v[j], big = NAME(magnitude)(y);
      VM here = (y == y) & (v == v) & lane;
      VM fits = (big < LARGEST_ESTIMATE) & (v < LARGEST) & (v > SMALLEST);
      bad |= here & ~fits;
      here &= fits;
      y = NAME(choose)(here, y, none);
      v = NAME(choose)(here, v, absent);
      b->y[j] = y;
      b->v[j] = v;
      k += (VD)(here & (VM)NAME(all)(1));
      VM lighter = v < least;
      least = NAME(choose)(lighter, v, least);
      origin = NAME(choose)(lighter, y, origin);
      place = NAME(choose)(lighter, NAME(all)((double)j), place);
      most = NAME(larger)(NAME(choose)(here, v, none), most);
      size = NAME(larger)(NAME(choose)(here, big, none), size);
    }
    least = NAME(choose)(k > 0.0, least, NAME(all)(1));
  }
  VD moment = none, squares = none, variances = none;
  const int gapped = NAME(any)(gaps);
  position = none;
  for (long j = 0; j < studies; j++) {
    VD v = vs[j];
    VM other = place != position;
    position += 1;
    if (gapped) other &= v < ABSENT;
    VD y = NAME(choose)(other, ys[j] - origin, none);
    ys[j] = y;
    vs[j] = NAME(choose)(other, v, absent);
    if (sums) {
      moment += y;
      squares += y * y;
      variances += NAME(choose)(other, v, none);
    }
  }
  for (long j = studies; j < b->n; j++) {
    b->y[j] = none;
    b->v[j] = absent;
  }
  b->k = k;
  b->origin = origin;
  b->least = least;
  b->most = most;
  b->size = size;
  b->moment = moment;
  b->squares = squares;
  b->variances = variances;
  return bad;
}

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

/* Where lanes may still need a search of their own. */
typedef struct {
  VD tau2;
  VM truncated, pending;
} NAME(answer);

/* The sum of squares round the unweighted mean, and that mean's parts; k - 1 of them count. */
INLINE VD NAME(crudeSquares)(const NAME(block) * b) {
  VD mean = b->moment / b->k;
  VD squares = mean * mean, zero = NAME(all)(0);
  for (long j = 0; j < b->n; j++) {
    VD r = b->y[j] - mean;
    squares += NAME(choose)(b->v[j] < ABSENT, r * r, zero);
  }
  return squares;
}

/* tau2 = max(0, raw). */
INLINE NAME(answer) NAME(moment)(VD raw) {
  NAME(answer) a;
  VD zero = NAME(all)(0);
  a.truncated = raw < 0;
  a.tau2 = NAME(larger)(raw, zero);
  a.pending = a.truncated & 0;
  return a;
}

/* The root of Q(tau2) = k - 1. 1/Q is concave and rising, so that Newton's method on it never passes the root from
   the left and from the right falls to its left in one step. */
static APART NAME(answer) NAME(pauleMandel)(const NAME(block) * b, const NAME(sums) * start, VM active) {
  NAME(answer) a;
  NAME(sums) s = *start;
  VD zero = NAME(all)(0), t = zero, df = b->k - 1;
  VD formerStep = NAME(all)(1e300), formerValue = zero, formerInverse = zero;
  a.truncated = active & (s.q < df);
  VM busy = active & (s.q > df);
  VD expected = 1 / df;
  for (int i = 0; i < 60 && NAME(any)(busy); i++) {
    if (i > 0) s = NAME(evaluate)(b, t, WITH_Q | WITH_SLOPE);
    /* The function 1/Q - 1/(k - 1), times Q, and the derivative of its inverse. */
    VD both = 1 / (s.slope * s.q);
    VD inverse = s.q * s.q * (s.q * both);
    VD value = (df - s.q) * expected * (s.slope * both);
    VD step = -value * inverse;
    if (i > 1) {
      VD scale = 1 / (formerValue - value), chord = -formerStep * scale;
      VD bend = (chord - inverse) * scale, twist = ((formerInverse - chord) * scale - bend) * scale;
      VD better = step + value * value * (bend - formerValue * twist);
      VM near = (NAME(magnitude)(formerStep) < 0.5 * t) & (NAME(magnitude)(better - step) < 0.5 * NAME(magnitude)(step));
      step = NAME(choose)(near, better, step);
    }
    VD next = NAME(larger)(t + step, zero);
    step = next - t;
    VD size = NAME(magnitude)(step), former = NAME(smaller)(NAME(magnitude)(formerStep), 0.1 * next);
    VM done = (size * former <= 1e-7 * next * next) & (size <= 1e-3 * next);
    done |= size <= 1e-16 * b->least;
    formerStep = step;
    formerValue = value;
    formerInverse = inverse;
    t = NAME(choose)(busy, next, t);
    busy &= ~done;
  }
  a.tau2 = t;
  a.pending = busy;
  return a;
}

/* One point of the likelihood's derivative, as two functions that are concave and rise in tau2: with T = tr P (for
   ML sum w) the derivative of -2 l is T - y'PPy, and it is negative where U = 1/T exceeds Z^2, Z = (y'PPy)^-1/2. */
typedef struct {
  VD t, u, uSlope, z, zSlope;
} NAME(point);

INLINE NAME(point) NAME(pointAt)(VD t, NAME(sums) s, int restricted) {
  NAME(point) p;
  VD trace = restricted ? s.trace : s.total, square = restricted ? s.traceSquare : s.square;
  p.t = t;
  p.u = 1 / trace;
  p.uSlope = square * p.u * p.u;
  VD inverse = 1 / s.slope;
  p.z = NAME(root)(inverse);
  p.zSlope = s.curve * inverse * p.z;
  return p;
}

/* Whether U > Z^2 strictly between two points with U >= Z^2 at both. U lies above its chord, Z below its tangents; the
   chord less the square of a tangent is concave, so that its ends decide. */
INLINE VM NAME(fallsBetween)(NAME(point) a, NAME(point) b) {
  VD width = b.t - a.t;
  VD m = (b.z - a.z - b.zSlope * width) / (a.zSlope - b.zSlope);
  /* Where the tangents are parallel any place will do. */
  VD middle = 0.5 * width;
  m = NAME(choose)((m > 0.0) & (m < width), m, middle);
  VD left = a.z + a.zSlope * m, right = b.z - b.zSlope * (width - m);
  VD z = NAME(smaller)(left, right);
  VD u = a.u + (b.u - a.u) * (m / width);
  return u > z * z * (1 + 1e-12);
}

/* Whether U < Z^2 everywhere beyond a point, given a lower bound of Z's slope. U lies below its tangent. */
INLINE VM NAME(risesBeyond)(NAME(point) a, VD steepness, VD slack) {
  VD b = 2 * a.z * steepness - a.uSlope;
  return (b > 0.0) | (b * b < 4 * steepness * steepness * slack * (1 - 1e-9));
}

/* Whether U < Z^2 strictly between two points with U <= Z^2 at both. U lies below its tangents, Z above its chord. */
INLINE VM NAME(risesBetween)(NAME(point) a, NAME(point) b) {
  VD width = b.t - a.t;
  VD chord = (b.z - a.z) / width;
  /* The tangents cross at m; left of it that of a holds, right of it that of b. */
  VD m = (b.u - a.u - b.uSlope * width) / (a.uSlope - b.uSlope);
  m = NAME(choose)((m > 0.0) & (m < width), m, 0.5 * width);
  /* (Z chord)^2 - tangent is convex: its least value on each piece lies at an end or where it is level. */
  VD first = a.uSlope / (2 * chord) - a.z, second = b.uSlope / (2 * chord) - a.z;
  VD x1 = NAME(smaller)(NAME(larger)(first / chord, NAME(all)(0)), m);
  VD x2 = NAME(smaller)(NAME(larger)(second / chord, m), width);
  VD z1 = a.z + chord * x1, z2 = a.z + chord * x2;
  VD u1 = a.u + a.uSlope * x1, u2 = b.u - b.uSlope * (width - x2);
  VM atStart = x1 <= 0.0, atEnd = x2 >= width;
  return (atStart | (z1 * z1 > u1 * (1 + 1e-12))) & (atEnd | (z2 * z2 > u2 * (1 + 1e-12)));
}

INLINE NAME(point) NAME(choosePoint)(VM mask, NAME(point) a, NAME(point) b) {
  b.t = NAME(choose)(mask, a.t, b.t);
  b.u = NAME(choose)(mask, a.u, b.u);
  b.uSlope = NAME(choose)(mask, a.uSlope, b.uSlope);
  b.z = NAME(choose)(mask, a.z, b.z);
  b.zSlope = NAME(choose)(mask, a.zSlope, b.zSlope);
  return b;
}

/* The global maximum of the (restricted) likelihood. Newton's method on T/y'PPy - 1, which is linear where variances
   are equal, inside a bracket; then a proof that no other maximum exists. What cannot be proved is left pending. */
INLINE NAME(answer) NAME(search)(const NAME(block) * b, const NAME(sums) * start, VM active, const int restricted) {
  NAME(answer) answer;
  VD zero = NAME(all)(0), t = zero, low = zero;
  VD share = 1 / b->k, high = NAME(all)(__builtin_inf());
  /* A bound of the sum of squares round the unweighted mean. */
  VD spread = (b->squares - b->moment * b->moment * share) + 1e-14 * b->squares;
  VD crude = (restricted ? spread / (b->k - 1) : spread * share) - (b->variances + b->least) * share;
  /* The last evaluation of each lane, and the step before. */
  VD trace = restricted ? start->trace : start->total, square = restricted ? start->traceSquare : start->square;
  VD slope = start->slope, curve = start->curve, lastAt = zero, excess = slope - trace;
  VD formerStep = NAME(all)(1e300), formerValue = zero, formerInverse = zero;
  answer.truncated = active & (excess <= 0);
  VM busy = active & (excess > 0);
  for (int i = 0; i < 60 && NAME(any)(busy); i++) {
    if (i > 0) {
      NAME(sums) s = NAME(evaluate)(b, t, WITH_CURVE);
      lastAt = NAME(choose)(busy, t, lastAt);
      trace = NAME(choose)(busy, restricted ? s.trace : s.total, trace);
      square = NAME(choose)(busy, restricted ? s.traceSquare : s.square, square);
      slope = NAME(choose)(busy, s.slope, slope);
      curve = NAME(choose)(busy, s.curve, curve);
      excess = slope - trace;
      low = NAME(choose)(busy & (excess > 0), t, low);
      high = NAME(choose)(busy & (excess < 0), t, high);
    }
    /* The function h = T/y'PPy - 1 and the derivative of its inverse. */
    VD bending = 2 * trace * curve - square * slope, both = 1 / (slope * bending);
    VD value = -excess * (bending * both);
    VD inverse = slope * slope * (slope * both);
    VD step = -value * inverse;
    if (i > 1) {
      /* The cubic through the last two values of the inverse function and its slopes, where they are close. */
      VD scale = 1 / (formerValue - value), chord = -formerStep * scale;
      VD bend = (chord - inverse) * scale, twist = ((formerInverse - chord) * scale - bend) * scale;
      VD better = step + value * value * (bend - formerValue * twist);
      VM near = (NAME(magnitude)(formerStep) < 0.5 * t) & (NAME(magnitude)(better - step) < 0.5 * NAME(magnitude)(step));
      step = NAME(choose)(near, better, step);
    }
    VD next = t + step;
    if (i == 0) next = NAME(choose)(crude > next, crude, next);
    VM inside = (next > low) & (next < high);
    if (NAME(any)(busy & ~inside)) {
      /* No maximum lies beyond this. */
      VD mean = b->squares / (restricted ? b->k - 1 : b->k);
      high = NAME(smaller)(high, 2 * (mean + NAME(root)(mean * b->most)) + b->most);
      VD floor = NAME(larger)(low, 1e-6 * high);
      VD middle = NAME(choose)(high > 8 * low, NAME(root)(floor * high), 0.5 * (low + high));
      next = NAME(choose)(inside, next, middle);
    }
    step = next - t;
    VD size = NAME(magnitude)(step), former = NAME(smaller)(NAME(magnitude)(formerStep), 0.1 * next);
    VM done = (inside & (size * former <= 1e-6 * next * next) & (size <= 1e-3 * next)) | (excess == 0);
    formerStep = step;
    formerValue = value;
    formerInverse = inverse;
    t = NAME(choose)(busy, NAME(choose)(excess == 0, t, next), t);
    busy &= ~done;
  }
  answer.tau2 = t;
  VM inner = active & ~answer.truncated, lost = busy;
  VD first = restricted ? start->trace : start->total, rest = slope - curve * lastAt;
  /* Short forms of risesBeyond() and fallsBetween(), without roots and quotients, settle most lanes. */
  VD quarter = square * square * spread * slope, whole = trace * trace;
  VM open = active & ~lost & ~(4 * (whole * whole) > quarter * (1 + 1e-9));
  VM below = inner & ~lost & ~(slope * slope * slope > first * (rest * rest) * (1 + 1e-9));
  answer.pending = lost;
  if (!NAME(any)(open | below)) return answer;
  NAME(sums) last;
  last.total = last.trace = trace;
  last.square = last.traceSquare = square;
  last.slope = slope;
  last.curve = curve;
  NAME(point) origin = NAME(pointAt)(zero, *start, restricted), at = NAME(pointAt)(lastAt, last, restricted);
  /* Z rises at least as steeply as 1/sqrt(S), S the sum of squares round the unweighted mean. */
  VD steepness = 1 / NAME(root)(spread);
  /* No maximum beyond: march from the maximum found to where Z's least slope settles the rest. */
  NAME(point) from = at, to;
  VD far = NAME(larger)(spread * share, at.t);
  to.t = far;
  for (int i = 0; i < PROBES; i++) {
    open &= ~NAME(risesBeyond)(from, steepness, from.z * from.z - from.u);
    if (!NAME(any)(open)) break;
    to = NAME(pointAt)(to.t, NAME(evaluate)(b, to.t, WITH_CURVE), restricted);
    VM rises = open & (to.z * to.z > to.u) & NAME(risesBetween)(from, to);
    VD middle = NAME(root)((from.t + b->least) * (to.t + b->least)) - b->least;
    from = NAME(choosePoint)(rises, to, from);
    to.t = NAME(choose)(rises, NAME(larger)(far, 4 * to.t + b->least), middle);
  }
  lost |= open;
  /* No maximum below: likewise from zero. */
  open = below & ~lost;
  from = origin;
  to = at;
  for (int i = 0; i < PROBES; i++) {
    VM falls = open & (to.u >= to.z * to.z * (1 - 1e-2)) & NAME(fallsBetween)(from, to);
    open &= ~(falls & (to.t == at.t));
    if (!NAME(any)(open)) break;
    VD middle = NAME(root)((from.t + b->least) * (to.t + b->least)) - b->least;
    from = NAME(choosePoint)(falls, to, from);
    to = NAME(choosePoint)(falls, at, NAME(pointAt)(middle, NAME(evaluate)(b, middle, WITH_CURVE), restricted));
  }
  answer.pending = lost | open;
  return answer;
}

static APART NAME(answer) NAME(maximumLikelihood)(const NAME(block) * b, const NAME(sums) * start, VM active) {
  return NAME(search)(b, start, active, 0);
}

static APART NAME(answer) NAME(restrictedLikelihood)(const NAME(block) * b, const NAME(sums) * start, VM active) {
  return NAME(search)(b, start, active, 1);
}

/* Writes a vector of results, NaN in lanes without; whole vectors where all lanes are alive. */
INLINE void NAME(put)(double *to, long at, int live, VM defined, VD x) {
  if (!to) return;
  x = NAME(choose)(defined, x, NAME(all)(__builtin_nan("")));
  if (live == LANES) {
    NAME(store)(to + at, x);
  } else {
    for (int i = 0; i < live; i++) to[at + i] = x[i];
  }
}

/* tau2 of all lanes by the model's method, from the sums at zero. */
INLINE NAME(answer) NAME(heterogeneity)(const NAME(block) * b, int method, NAME(sums) s, VM active) {
  VD df = b->k - 1, raw;
  NAME(answer) a;
  switch (method) {
    case TUTTI_DL: raw = (s.q - df) / s.trace; break;
    case TUTTI_HS: raw = (s.q - b->k) / s.total; break;
    case TUTTI_HE:
      raw = (NAME(crudeSquares)(b) - (b->variances + b->least) * (1 - 1 / b->k)) / df;
      break;
    case TUTTI_SJ: {
      VD crude = NAME(crudeSquares)(b) / b->k;
      raw = crude * NAME(evaluate)(b, crude, WITH_Q).q / df;
      break;
    }
    case TUTTI_PM: return NAME(pauleMandel)(b, &s, active);
    case TUTTI_ML: return NAME(maximumLikelihood)(b, &s, active);
    case TUTTI_REML: return NAME(restrictedLikelihood)(b, &s, active);
    default:
      a.tau2 = NAME(all)(0);
      a.truncated = a.pending = active & 0;
      return a;
  }
  return NAME(moment)(NAME(choose)(active, raw, NAME(all)(0)));
}

/* Fits one block; returns the number of pending lanes. */
static APART long NAME(fitBlock)(const tutti_pool_model *model, NAME(block) * b, const double *yi, const double *vi, int live,
                           long studies, long laneStride, long studyStride, const tutti_pool_output *out, long at,
                           unsigned char *codes, long *open) {
  VD zero = NAME(all)(0), one = NAME(all)(1);
  int method = model->method;
  int likelihood = method == TUTTI_ML || method == TUTTI_REML;
  int plainSums = likelihood || method == TUTTI_HE || method == TUTTI_SJ;
  VM bad = plainSums ? NAME(pack)(b, yi, vi, live, studies, laneStride, studyStride, 1)
                     : NAME(pack)(b, yi, vi, live, studies, laneStride, studyStride, 0);
  VM some = b->k > 0.0, several = b->k > 1.0;
  VM defined = some & ~bad;
  VM active = several & ~bad;
  VD df = b->k - 1;

  /* At zero: Q and tr P for the measures of heterogeneity, and whatever the estimator starts from. */
  NAME(sums) start = likelihood               ? NAME(evaluate)(b, zero, WITH_Q | WITH_CURVE)
                     : method == TUTTI_PM ? NAME(evaluate)(b, zero, WITH_Q | WITH_SLOPE | WITH_TRACE)
                                          : NAME(evaluate)(b, zero, WITH_Q | WITH_TRACE);
  NAME(answer) answer = NAME(heterogeneity)(b, method, start, active);
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
  NAME(put)(column[TUTTI_ESTIMATE], at, live, defined, estimate);
  NAME(put)(column[TUTTI_SE], at, live, defined, se);
  NAME(put)(column[TUTTI_STATISTIC], at, live, defined, statistic);
  NAME(put)(column[TUTTI_CI_LOWER], at, live, defined, estimate - quantile * se);
  NAME(put)(column[TUTTI_CI_UPPER], at, live, defined, estimate + quantile * se);
  NAME(put)(column[TUTTI_TAU2], at, live, defined, tau2);
  NAME(put)(column[TUTTI_I2], at, live, defined, i2);
  NAME(put)(column[TUTTI_H2], at, live, defined, h2);
  NAME(put)(column[TUTTI_Q], at, live, defined, q);
  if (column[TUTTI_DF]) {
    NAME(put)(column[TUTTI_DF], at, live, model->test == TUTTI_Z ? defined & 0 : defined & several, df);
  }
  if (column[TUTTI_PI_LOWER] || column[TUTTI_PI_UPPER]) {
    VD spread = ENTRY(TUTTI_ROW_PREDICTION);
    VD error = model->prediction_error == TUTTI_NO_ERROR ? zero
               : model->prediction_error == TUTTI_TEST_ERROR ? se * se
                                                             : NAME(root)(plain) * NAME(root)(plain);
    VD half = spread * NAME(root)(error + tau2);
    VM exists = defined & (spread == spread);
    NAME(put)(column[TUTTI_PI_LOWER], at, live, exists, estimate - half);
    NAME(put)(column[TUTTI_PI_UPPER], at, live, exists, estimate + half);
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
    NAME(put)(column[TUTTI_P_VALUE], at, live, defined, NAME(smaller)(p, one));
  }
  if (column[TUTTI_Q_P_VALUE]) {
    VD nu = NAME(choose)(several, df, one);
    VD p = NAME(chiSquaredTail)(NAME(choose)(defined, q, zero), nu, b->inverse);
    NAME(put)(column[TUTTI_Q_P_VALUE], at, live, defined, p);
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
  NAME(block) b;
  long room = (studies + 3) / 4 * 4 + 4;
  b.n = (studies + 3) / 4 * 4;
  b.y = (VD *)(((uintptr_t)memory + 63) & ~(uintptr_t)63);
  b.v = b.y + room;
  b.w = b.v + room;
  b.inverse = (double *)(b.w + room);
  for (long m = 1; m <= studies; m++) b.inverse[m] = 2.0 / (double)m;
  long pending = 0;
  for (long n = 0; n < count; n += LANES) {
    int live = count - n < LANES ? (int)(count - n) : LANES;
    long offset = (first + n) * analysisStride;
    /* What the next block will read, while this one is computed. */
    if (studyStride == 1 && n + 2 * LANES <= count) {
      const char *nextY = (const char *)(yi + offset + LANES * analysisStride);
      const char *nextV = (const char *)(vi + offset + LANES * analysisStride);
      long bytes = 8 * LANES * studies < 16384 ? 8 * LANES * studies : 16384;
      for (long at = 0; at < bytes; at += 64) {
        __builtin_prefetch(nextY + at);
        __builtin_prefetch(nextV + at);
      }
    }
    pending += NAME(fitBlock)(model, &b, yi + offset, vi + offset, live, studies, analysisStride, studyStride, out,
                              first + n, codes + n, open);
  }
  return pending;
}

/* Elementary functions for tests. */
static void NAME(elementary)(int function, const double *x, const double *nu, const double *const *rows, long count,
                             double *result) {
  static double inverse[8192];
  for (int m = 1; m < 8192; m++) inverse[m] = 2.0 / m;
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
