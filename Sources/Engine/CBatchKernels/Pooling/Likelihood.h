/* The global maximum of the (restricted) likelihood; included by PoolingLanes.h once for each instruction set. */

/* Evaluations spent on proving that a maximum is the only one, above and below it. */
#define PROBES 8

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

/* Newton's method on T/y'PPy - 1, which is linear where variances are equal, inside a bracket: before the first step. */
INLINE void NAME(enter)(NAME(fitting) * f, const int restricted) {
  const NAME(block) *b = &f->block;
  const NAME(sums) *start = &f->start;
  VD zero = NAME(all)(0);
  f->t = f->low = f->lastAt = zero;
  f->high = NAME(all)(__builtin_inf());
  /* A bound of the sum of squares round the unweighted mean. */
  f->spread = (b->squares - b->moment * b->moment / b->k) + 1e-14 * b->squares;
  /* The last evaluation of each lane, and the step before. */
  f->trace = restricted ? start->trace : start->total;
  f->square = restricted ? start->traceSquare : start->square;
  f->slope = start->slope;
  f->curve = start->curve;
  f->formerStep = NAME(all)(1e300);
  f->formerValue = f->formerInverse = zero;
  VD excess = f->slope - f->trace;
  f->answer.truncated = f->active & (excess <= 0);
  f->busy = f->active & (excess > 0);
}

/* One evaluation, but for step 0 which has it, and the step from there. */
INLINE void NAME(advance)(NAME(fitting) * f, int i, const int restricted) {
  const NAME(block) *b = &f->block;
  VD t = f->t, low = f->low, high = f->high, trace = f->trace, square = f->square, slope = f->slope, curve = f->curve;
  VM busy = f->busy;
  VD excess = slope - trace;
  if (i > 0) {
    NAME(sums) s = NAME(evaluate)(b, t, WITH_CURVE);
    f->lastAt = NAME(choose)(busy, t, f->lastAt);
    f->trace = trace = NAME(choose)(busy, restricted ? s.trace : s.total, trace);
    f->square = square = NAME(choose)(busy, restricted ? s.traceSquare : s.square, square);
    f->slope = slope = NAME(choose)(busy, s.slope, slope);
    f->curve = curve = NAME(choose)(busy, s.curve, curve);
    excess = slope - trace;
    f->low = low = NAME(choose)(busy & (excess > 0), t, low);
    f->high = high = NAME(choose)(busy & (excess < 0), t, high);
  }
  /* The function h = T/y'PPy - 1 and the derivative of its inverse. */
  VD bending = 2 * trace * curve - square * slope, both = 1 / (slope * bending);
  VD value = -excess * (bending * both);
  VD inverse = slope * slope * (slope * both);
  VD step = -value * inverse, formerStep = f->formerStep;
  if (i > 1) step = NAME(cubicStep)(f, step, value, inverse);
  VD next = t + step;
  if (i == 0) {
    VD share = 1 / b->k;
    VD crude = (restricted ? f->spread / (b->k - 1) : f->spread * share) - (b->variances + b->least) * share;
    next = NAME(choose)(crude > next, crude, next);
  }
  VM inside = (next > low) & (next < high);
  if (NAME(any)(busy & ~inside)) {
    /* No maximum lies beyond this. */
    VD mean = b->squares / (restricted ? b->k - 1 : b->k);
    high = NAME(smaller)(high, 2 * (mean + NAME(root)(mean * b->reach)) + b->reach);
    f->high = high;
    VD floor = NAME(larger)(low, 1e-6 * high);
    VD middle = NAME(choose)(high > 8 * low, NAME(root)(floor * high), 0.5 * (low + high));
    next = NAME(choose)(inside, next, middle);
  }
  step = next - t;
  VD size = NAME(magnitude)(step), former = NAME(smaller)(NAME(magnitude)(formerStep), 0.1 * next);
  VM done = (inside & (size * former <= 1e-6 * next * next) & (size <= 1e-3 * next)) | (excess == 0);
  f->formerStep = step;
  f->formerValue = value;
  f->formerInverse = inverse;
  f->t = NAME(choose)(busy, NAME(choose)(excess == 0, t, next), t);
  f->busy = busy & ~done;
}

/* The proof that no other maximum exists. What cannot be proved is left pending. */
INLINE void NAME(prove)(NAME(fitting) * f, const int restricted) {
  const NAME(block) *b = &f->block;
  VD trace = f->trace, square = f->square, slope = f->slope, curve = f->curve, lastAt = f->lastAt;
  f->answer.tau2 = f->t;
  VM inner = f->active & ~f->answer.truncated, lost = f->busy;
  VD first = restricted ? f->start.trace : f->start.total, rest = slope - curve * lastAt;
  /* Short forms of risesBeyond() and fallsBetween(), without roots and quotients, settle most lanes. */
  VD quarter = square * square * f->spread * slope, whole = trace * trace;
  VM open = f->active & ~lost & ~(4 * (whole * whole) > quarter * (1 + 1e-9));
  VM below = inner & ~lost & ~(slope * slope * slope > first * (rest * rest) * (1 + 1e-9));
  f->answer.pending = lost;
  if (!NAME(any)(open | below)) return;
  NAME(sums) last;
  last.total = last.trace = trace;
  last.square = last.traceSquare = square;
  last.slope = slope;
  last.curve = curve;
  NAME(point) origin = NAME(pointAt)(NAME(all)(0), f->start, restricted), at = NAME(pointAt)(lastAt, last, restricted);
  /* Z rises at least as steeply as 1/sqrt(S), S the sum of squares round the unweighted mean. */
  VD steepness = 1 / NAME(root)(f->spread);
  /* No maximum beyond: march from the maximum found to where Z's least slope settles the rest. */
  NAME(point) from = at, to;
  VD far = NAME(larger)(f->spread / b->k, at.t);
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
  f->answer.pending = lost | open;
}

static APART void NAME(advancePlain)(NAME(fitting) * f, int i) { NAME(advance)(f, i, 0); }
static APART void NAME(advanceRestricted)(NAME(fitting) * f, int i) { NAME(advance)(f, i, 1); }
static APART void NAME(provePlain)(NAME(fitting) * f) { NAME(prove)(f, 0); }
static APART void NAME(proveRestricted)(NAME(fitting) * f) { NAME(prove)(f, 1); }

/* The global maximum of the likelihood. */
static APART void NAME(maximumLikelihood)(NAME(fitting) * f, int blocks) {
  for (int n = 0; n < blocks; n++) NAME(enter)(f + n, 0);
  STEP_BY_STEP(NAME(advancePlain))
  for (int n = 0; n < blocks; n++) NAME(provePlain)(f + n);
}

/* The global maximum of the restricted likelihood. */
static APART void NAME(restrictedLikelihood)(NAME(fitting) * f, int blocks) {
  for (int n = 0; n < blocks; n++) NAME(enter)(f + n, 1);
  STEP_BY_STEP(NAME(advanceRestricted))
  for (int n = 0; n < blocks; n++) NAME(proveRestricted)(f + n);
}
