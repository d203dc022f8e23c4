/* Estimators of tau2 without a likelihood; included by PoolingLanes.h once for each instruction set. */

/* Where lanes may still need a search of their own. */
typedef struct {
  VD tau2;
  VM truncated, pending;
} NAME(answer);

/* A block on its way to tau2. */
typedef struct {
  NAME(block) block;
  /* The sums at zero; the lanes to be fitted, and those that must be fitted by themselves. */
  NAME(sums) start;
  VM active, bad;
  NAME(answer) answer;
  /* A search: where it stands, its bracket, the last evaluation and the step before; see Likelihood.h. */
  VD t, low, high, lastAt, trace, square, slope, curve, formerStep, formerValue, formerInverse, spread;
  VM busy;
} NAME(fitting);

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

/* Newton's step made better by the cubic through the last two values of the inverse function and its slopes, where they
   are close. */
INLINE VD NAME(cubicStep)(const NAME(fitting) * f, VD step, VD value, VD inverse) {
  VD scale = 1 / (f->formerValue - value), chord = -f->formerStep * scale;
  VD bend = (chord - inverse) * scale, twist = ((f->formerInverse - chord) * scale - bend) * scale;
  VD better = step + value * value * (bend - f->formerValue * twist);
  VM near = (NAME(magnitude)(f->formerStep) < 0.5 * f->t)
            & (NAME(magnitude)(better - step) < 0.5 * NAME(magnitude)(step));
  return NAME(choose)(near, better, step);
}

/* The root of Q(tau2) = k - 1. 1/Q is concave and rising, so that Newton's method on it never passes the root from
   the left and from the right falls to its left in one step. One evaluation, but for step 0 which has it, and the step
   from there. */
static APART void NAME(pauleMandelStep)(NAME(fitting) * f, int i) {
  const NAME(block) *b = &f->block;
  VD zero = NAME(all)(0), t = f->t, df = b->k - 1, expected = 1 / df, formerStep = f->formerStep;
  NAME(sums) s = i > 0 ? NAME(evaluate)(b, t, WITH_Q | WITH_SLOPE) : f->start;
  /* The function 1/Q - 1/(k - 1), times Q, and the derivative of its inverse. */
  VD both = 1 / (s.slope * s.q);
  VD inverse = s.q * s.q * (s.q * both);
  VD value = (df - s.q) * expected * (s.slope * both);
  VD step = -value * inverse;
  if (i > 1) step = NAME(cubicStep)(f, step, value, inverse);
  VD next = NAME(larger)(t + step, zero);
  step = next - t;
  VD size = NAME(magnitude)(step), former = NAME(smaller)(NAME(magnitude)(formerStep), 0.1 * next);
  VM done = (size * former <= 1e-7 * next * next) & (size <= 1e-3 * next);
  done |= size <= 1e-16 * b->least;
  f->formerStep = step;
  f->formerValue = value;
  f->formerInverse = inverse;
  f->t = NAME(choose)(f->busy, next, t);
  f->busy &= ~done;
}

/* Every block's search in turn, step by step: while one waits for its step, the next is evaluated. */
#define STEP_BY_STEP(advance)                          \
  for (int i = 0, left = 1; i < 60 && left; i++) {     \
    left = 0;                                          \
    for (int n = 0; n < blocks; n++) {                 \
      if (!NAME(any)(f[n].busy)) continue;             \
      advance(f + n, i);                               \
      left = 1;                                        \
    }                                                  \
  }

static APART void NAME(pauleMandel)(NAME(fitting) * f, int blocks) {
  for (int n = 0; n < blocks; n++) {
    VD df = f[n].block.k - 1;
    f[n].t = f[n].formerValue = f[n].formerInverse = NAME(all)(0);
    f[n].formerStep = NAME(all)(1e300);
    f[n].answer.truncated = f[n].active & (f[n].start.q < df);
    f[n].busy = f[n].active & (f[n].start.q > df);
  }
  STEP_BY_STEP(NAME(pauleMandelStep))
  for (int n = 0; n < blocks; n++) {
    f[n].answer.tau2 = f[n].t;
    f[n].answer.pending = f[n].busy;
  }
}
