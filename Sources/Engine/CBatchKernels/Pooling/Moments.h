/* Estimators of tau2 without a likelihood; included by PoolingLanes.h once for each instruction set. */

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
