/* The search for one lane's tau2, as a machine that asks for one evaluation at a time.

   Likelihoods: a ladder of tau2 values brackets every maximum, rungs in which the cubic through both ends could turn
   back are halved, each bracket is polished by safeguarded Newton, the highest maximum wins. Q(tau2) = target: Newton
   on 1/Q - 1/target. The rules are those of the single fit (LikelihoodSearch, QEquation, RootFinder); a step of Newton
   below 1e-10 relative ends a search, since the error left is of the order of its square. */
#ifndef TUTTI_LANE_SEARCH_H
#define TUTTI_LANE_SEARCH_H

#include <float.h>
#include <math.h>

enum { SEARCH_DONE, SEARCH_LADDER, SEARCH_CENTER, SEARCH_NEWTON, SEARCH_DEVIANCE };
enum { SEARCH_MAXIMA = 32, SEARCH_STACK = 10 };

typedef struct {
  double t, value, slope;
} lane_knot;

typedef struct {
  lane_knot a, b;
  int depth;
} lane_rung;

typedef struct {
  int phase, is_root, overflow;
  double t;                /* the tau2 asked for */
  double target;
  double rung, bound;      /* the next step of the ladder and where it ends */
  int is_last;
  lane_knot lower, upper;
  lane_rung stack[SEARCH_STACK];
  int height;
  lane_rung current;
  double a, b, width;      /* Newton's bracket */
  int iteration;
  double maxima[SEARCH_MAXIMA];
  int count, candidate;
  double best_deviance;
  double tau2;
} lane_search;

static inline double lane_midpoint(double a, double b) {
  if (a >= 0 && b > 8 * a) {
    double floor = a > b * 1e-6 ? a : b * 1e-6;
    return sqrt(floor) * sqrt(b);
  }
  return a + 0.5 * (b - a);
}

static inline int lane_may_turn(const lane_knot *a, const lane_knot *b) {
  double width = b->t - a->t, fa = a->value, fb = b->value, da = a->slope * width, db = b->slope * width;
  if ((fa < 0) == (fb < 0)) {
    double sign = fa < 0 ? 1 : -1;
    if (!(sign * da > 0 && sign * db < 0)) return 0;
    return fabs(fa) / fabs(da) + fabs(fb) / fabs(db) < 1.5;
  }
  return fb > fa ? da < 0 || db < 0 : da > 0 || db > 0;
}

static inline void lane_maximum(lane_search *s, double t) {
  if (s->count < SEARCH_MAXIMA)
    s->maxima[s->count++] = t;
  else
    s->overflow = 1;
}

static inline void lane_push(lane_search *s, lane_knot a, lane_knot b, int depth) {
  s->stack[s->height].a = a;
  s->stack[s->height].b = b;
  s->stack[s->height++].depth = depth;
}

static inline void lane_start_newton(lane_search *s, double a, double b, double start) {
  s->phase = SEARCH_NEWTON;
  s->a = a;
  s->b = b;
  s->width = b - a;
  s->iteration = 0;
  if (!(start > a && start < b)) start = lane_midpoint(a, b);
  s->t = start;
}

/* The rungs on the stack, then the next one of the ladder, until an evaluation is needed or the search is over. */
static inline void lane_advance(lane_search *s) {
  for (;;) {
    while (s->height > 0) {
      lane_rung rung = s->stack[--s->height];
      if (rung.depth < 6 && lane_may_turn(&rung.a, &rung.b)) {
        s->current = rung;
        s->phase = SEARCH_CENTER;
        s->t = 0.5 * (rung.a.t + rung.b.t);
        return;
      }
      if (rung.a.value < 0 && rung.b.value >= 0) {
        if (rung.b.value == 0) {
          lane_maximum(s, rung.b.t);
          continue;
        }
        lane_start_newton(s, rung.a.t, rung.b.t, -1);
        return;
      }
    }
    s->lower = s->upper;
    if (s->is_last) break;
    s->phase = SEARCH_LADDER;
    s->t = s->rung;
    s->is_last = !(s->rung < s->bound);
    s->rung *= 2;
    return;
  }
  s->tau2 = s->count > 0 ? s->maxima[0] : 0;
  s->phase = SEARCH_DONE;
  if (s->count > 1) {
    s->phase = SEARCH_DEVIANCE;
    s->best_deviance = INFINITY;
    s->candidate = 0;
    s->t = s->maxima[0];
  }
}

/* A search of a likelihood, from half the derivative of -2 l at tau2 = 0. */
static inline void lane_start_likelihood(lane_search *s, double value, double slope, double smallest, double largest,
                                         double mean_square) {
  s->is_root = s->overflow = s->height = s->count = s->is_last = 0;
  s->bound = 2 * (mean_square + sqrt(mean_square * largest)) + largest;
  s->rung = smallest / 4;
  s->upper.t = 0;
  s->upper.value = value;
  s->upper.slope = slope;
  if (value >= 0) lane_maximum(s, 0);
  lane_advance(s);
}

/* A search for Q(tau2) = target, from Q and y'PPy at tau2 = 0 and the sum of squares. */
static inline void lane_start_root(lane_search *s, double q, double q_slope, double target, double squares,
                                   double smallest) {
  s->is_root = 1;
  s->overflow = 0;
  s->count = 1;
  s->target = target;
  s->tau2 = 0;
  s->phase = SEARCH_DONE;
  if (!(q > target && target > 0)) return;
  double bound = squares / target - smallest;
  bound = (bound > 0 ? bound : 0) * (1 + 1e-12) + DBL_MIN;
  lane_start_newton(s, 0, bound, (q - target) * q / (target * q_slope));
}

static inline void lane_newton(lane_search *s, double value, double slope) {
  double x = s->t, root = x;
  int done = value == 0;
  if (!done) {
    s->iteration++;
    if (value > 0)
      s->b = x;
    else
      s->a = x;
    int third = s->iteration % 3 == 0;
    double next = x - value / slope, tolerance = 1e-10 * x;
    if (!(next > s->a && next < s->b) || (third && s->b - s->a > 0.5 * s->width)) {
      next = lane_midpoint(s->a, s->b);
      tolerance = 16 * DBL_EPSILON * x;
    }
    if (third) s->width = s->b - s->a;
    done = fabs(next - x) <= tolerance || nextafter(s->b, 0) <= s->a || s->iteration >= 400;
    if (done) root = next > s->a && next < s->b ? next : x;
    s->t = next;
  }
  if (!done) return;
  if (s->is_root) {
    s->tau2 = root;
    s->phase = SEARCH_DONE;
  } else {
    lane_maximum(s, root);
    lane_advance(s);
  }
}

/* Takes the function and its derivative at the tau2 asked for. */
static inline void lane_feed(lane_search *s, double value, double slope) {
  lane_knot knot = {s->t, value, slope};
  switch (s->phase) {
  case SEARCH_LADDER:
    s->upper = knot;
    lane_push(s, s->lower, knot, 0);
    lane_advance(s);
    break;
  case SEARCH_CENTER:
    lane_push(s, knot, s->current.b, s->current.depth + 1);
    lane_push(s, s->current.a, knot, s->current.depth + 1);
    lane_advance(s);
    break;
  case SEARCH_NEWTON: lane_newton(s, value, slope); break;
  default: break;
  }
}

/* Takes the deviance at the tau2 asked for; the smaller tau2 wins a tie. */
static inline void lane_feed_deviance(lane_search *s, double deviance) {
  if (deviance < s->best_deviance) {
    s->best_deviance = deviance;
    s->tau2 = s->maxima[s->candidate];
  }
  if (++s->candidate < s->count)
    s->t = s->maxima[s->candidate];
  else
    s->phase = SEARCH_DONE;
}

#endif
