/* Vectors of analyses and the elementary functions on them, for one instruction set.

   Included once for each instruction set, with LANES (doubles in a vector) and NAME (a suffix for every name) defined.
   Every operation works lane by lane and none is contracted to a fused one, so that a lane's bytes depend neither on
   the width of the vector nor on its neighbours. */

typedef double NAME(lanes) __attribute__((vector_size(8 * LANES)));
typedef long long NAME(mask) __attribute__((vector_size(8 * LANES)));

#define VD NAME(lanes)
#define VM NAME(mask)
#define INLINE static inline __attribute__((always_inline, unused))
/* Phases that are better compiled by themselves. */
#define APART __attribute__((noinline))

/* The same number in every lane. */
INLINE VD NAME(all)(double x) {
  return (VD){} + x;
}

INLINE VD NAME(load)(const double *from) {
  VD x;
  __builtin_memcpy(&x, from, sizeof x);
  return x;
}

INLINE void NAME(store)(double *to, VD x) { __builtin_memcpy(to, &x, sizeof x); }

/* a where the mask is set, b elsewhere. */
INLINE VD NAME(choose)(VM mask, VD a, VD b) { return (VD)((mask & (VM)a) | (~mask & (VM)b)); }

INLINE int NAME(any)(VM mask) { return __builtin_reduce_or(mask) != 0; }

/* The larger; b where one is not a number. */
INLINE VD NAME(larger)(VD a, VD b) { return NAME(choose)(a > b, a, b); }

/* The smaller; b where one is not a number. */
INLINE VD NAME(smaller)(VD a, VD b) { return NAME(choose)(a < b, a, b); }

INLINE VD NAME(magnitude)(VD x) { return __builtin_elementwise_abs(x); }

INLINE VD NAME(root)(VD x) { return __builtin_elementwise_sqrt(x); }

/* Entry n of each lane's row. */
INLINE VD NAME(entry)(const double *const *row, int n) {
  VD x;
  for (int i = 0; i < LANES; i++) x[i] = row[i][n];
  return x;
}

/* A polynomial by Horner's rule, coefficients from the highest power down. */
#define HORNER(x, table)                                                              \
  ({                                                                                  \
    VD sum_ = NAME(all)((table)[0]);                                                  \
    for (int i_ = 1; i_ < (int)(sizeof(table) / sizeof((table)[0])); i_++) {          \
      sum_ = sum_ * (x) + (table)[i_];                                                \
    }                                                                                 \
    sum_;                                                                             \
  })

/* e^x, within 1 ulp where the result is a normal number; 0 below -746, infinite from 709.8 on. */
INLINE VD NAME(exponential)(VD x) {
  const double magic = 0x1.8p52;
  x = NAME(choose)(x < -1000.0, NAME(all)(-1000.0), x);
  x = NAME(choose)(x > 1000.0, NAME(all)(1000.0), x);
  VD n = (x * 0x1.71547652b82fep0 + magic) - magic;
  VD r = (x - n * 0x1.62e42fee00000p-1) - n * 0x1.a39ef35793c76p-33;
  VD r2 = r * r;
  VD r4 = r2 * r2;
  VD p0 = 1 + r;
  VD p2 = 0.5 + r * (1.0 / 6);
  VD p4 = 1.0 / 24 + r * (1.0 / 120);
  VD p6 = 1.0 / 720 + r * (1.0 / 5040);
  VD p8 = 1.0 / 40320 + r * (1.0 / 362880);
  VD p10 = 1.0 / 3628800 + r * (1.0 / 39916800);
  VD p12 = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
  VD tail = (p4 + r2 * p6) + r4 * ((p8 + r2 * p10) + r4 * p12);
  VD result = p0 + (r2 * p2 + r4 * tail);
  /* 2^n in two factors, so that small results round once. */
  VD half = (n * 0.5 + magic) - magic;
  VM first = ((VM)(half + magic) + 1023) << 52;
  VM second = ((VM)((n - half) + magic) + 1023) << 52;
  return (result * (VD)first) * (VD)second;
}

/* log(1 + w) for w >= 0, within 2 ulp; x = 1/(1 + w). */
INLINE VD NAME(logOnePlus)(VD w, VD x) {
  VD u = 1 + w;
  VD lost = (w - (u - 1)) * x;
  const long long rootHalf = 0x3fe6a09e667f3bcdLL;
  typedef unsigned long long NAME(words) __attribute__((vector_size(8 * LANES)));
  VM exponent = (VM)((NAME(words))((VM)u - rootHalf) >> 52);
  VD f = (VD)((VM)u - (exponent << 52)) - 1;
  VD e = (VD)(exponent | 0x4330000000000000LL) - 0x1p52;
  VD s = f / (2 + f);
  VD z = s * s;
  VD z2 = z * z;
  VD even = z2 * (3.999999999940941908e-01 + z2 * (2.222219843214978396e-01 + z2 * 1.531383769920937332e-01));
  VD odd = z * (6.666666666666735130e-01
                + z2 * (2.857142874366239149e-01 + z2 * (1.818357216161805012e-01 + z2 * 1.479819860511658591e-01)));
  VD half = 0.5 * f * f;
  VD rest = s * (half + (even + odd)) + (e * 1.90821492927058770002e-10 + lost);
  return e * 6.93147180369123816490e-01 - ((half - rest) - f);
}

/* 2 e^(x^2/2) (1 - Phi(x)) for x >= 0, as in the room Distributions. */
static APART VD NAME(scaledNormalTail)(VD x) {
  static const double nearTop[] = {
    6.335155948812709e-06, 0.00017141151641492702, 0.00219979296137169, 0.017369461971841228, 0.0920693675124392,
    0.3359880766991393, 0.829925823929597, 1.2870291919544423, 1.0,
  };
  static const double nearBottom[] = {
    7.939939774570558e-06, 0.00021483252860196405, 0.0027649697856754907, 0.02198426417226077, 0.11813235056965775,
    0.4424464238287917, 1.150032760398607, 1.9934463178601654, 2.0849137527573096, 1.0,
  };
  static const double farTop[] = {
    3248.412865350517, 21640.660815956795, 20557.105002376047, 6389.558504526354, 812.128447786833, 43.38992962082668,
    0.7978845608028653,
  };
  static const double farBottom[] = {
    14656.411146049893, 43731.116995313714, 32206.742333160986, 8927.213645379781, 1070.2332771383458,
    55.38121221090657, 1.0,
  };
  VM isFar = x > 4.5;
  VD t = NAME(choose)(isFar, NAME(all)(0), x);
  VD top = HORNER(t, nearTop);
  VD bottom = HORNER(t, nearBottom);
  if (NAME(any)(isFar)) {
    VD s = 1 / (x * x);
    VD farther = HORNER(s, farTop);
    VD below = x * HORNER(s, farBottom);
    top = NAME(choose)(isFar, farther, top);
    bottom = NAME(choose)(isFar, below, bottom);
  }
  return top / bottom;
}

/* 2 (1 - Phi(z)) for z >= 0. */
static APART VD NAME(normalTwoTails)(VD z) {
  z = NAME(choose)(z > 40.0, NAME(all)(40.0), z);
  VD high = (VD)((VM)z & (long long)0xFFFFFFFFF8000000ULL);
  VD rest = -0.5 * (z - high) * (z + high);
  VD decay = NAME(exponential)(-0.5 * high * high) * (1 + rest * (1 + 0.5 * rest));
  return decay * NAME(scaledNormalTail)(z);
}

/* 2 P(T > t) for t >= 0, from the rows that tutti_student_row() makes.

   The two ways of the room Distributions: a series of positive terms where log(1 + t^2/nu) > 1, otherwise the uniform
   expansion round the normal tail after nu was raised to 30 by as many terms of the series. */
INLINE VD NAME(studentTails)(VD t, VD nu, const double *const *row, int alike) {
#define ENTRY(n) (alike ? NAME(all)(row[0][n]) : NAME(entry)(row, n))
  VD zero = NAME(all)(0);
  VD w = t * t * ENTRY(STUDENT_INVERSE);
  VD x = 1 / (1 + w);
  VD growth = NAME(logOnePlus)(w, x);
  VD term = ENTRY(STUDENT_SCALE) * t * NAME(exponential)(-0.5 * (nu + 1) * growth);
  VM isFar = growth > 1.0;
  VD x2 = x * x, x4 = x2 * x2;
  VD far = zero, near = zero;
  if (NAME(any)(isFar)) {
    VD s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    for (int n = STUDENT_POWERS - 4; n >= 0; n -= 4) {
      s0 = s0 * x4 + ENTRY(STUDENT_POWER + n);
      s1 = s1 * x4 + ENTRY(STUDENT_POWER + n + 1);
      s2 = s2 * x4 + ENTRY(STUDENT_POWER + n + 2);
      s3 = s3 * x4 + ENTRY(STUDENT_POWER + n + 3);
    }
    far = term * ((s0 + s1 * x) + x2 * (s2 + s3 * x));
  }
  if (NAME(any)(~isFar)) {
    VD steps = ENTRY(STUDENT_STEPS);
    double most = row[0][STUDENT_STEPS];
    if (!alike) {
      for (int i = 1; i < LANES; i++) most = row[i][STUDENT_STEPS] > most ? row[i][STUDENT_STEPS] : most;
    }
    VD sum = zero;
    for (int n = (int)most - 1; n >= 0; n--) {
      VD next = sum * x + ENTRY(STUDENT_POWER + n);
      sum = alike ? next : NAME(choose)(steps > (double)n, next, sum);
    }
    VD g2 = growth * growth, g4 = g2 * g2;
    VD s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    for (int n = STUDENT_TERMS - 4; n >= 0; n -= 4) {
      s0 = s0 * g4 + ENTRY(STUDENT_SERIES + n);
      s1 = s1 * g4 + ENTRY(STUDENT_SERIES + n + 1);
      s2 = s2 * g4 + ENTRY(STUDENT_SERIES + n + 2);
      s3 = s3 * g4 + ENTRY(STUDENT_SERIES + n + 3);
    }
    VD root = NAME(root)(growth);
    VD correction = root * ((s0 + s1 * growth) + g2 * (s2 + s3 * growth));
    VD body = 0.5 * NAME(exponential)((-0.5 * nu - steps) * growth);
    near = term * sum + body * (NAME(scaledNormalTail)(ENTRY(STUDENT_ROOT) * root) + correction);
  }
  return NAME(smaller)(2 * NAME(choose)(isFar, far, near), NAME(all)(1));
#undef ENTRY
}

/* The same, for lanes of equal degrees of freedom or not. */
static APART VD NAME(studentTwoTails)(VD t, VD nu, const double *const *row, int alike) {
  return alike ? NAME(studentTails)(t, nu, row, 1) : NAME(studentTails)(t, nu, row, 0);
}

/* P(chi-squared > q) for q >= 0 and whole degrees of freedom nu >= 1: finite sums of positive terms, e^-x sum x^j/j! for
   even nu and erfc(sqrt x) + e^-x sum x^(j+1/2)/Gamma(j+3/2) for odd nu, with x = q/2 (Abramowitz & Stegun 1964,
   26.4.4-5). inverse[m] = 2/m for m up to the largest nu. -1 where the sum is too large for a double. */
static APART VD NAME(chiSquaredTail)(VD q, VD nu, const double *inverse) {
  VD x = 0.5 * q;
  VD half = (nu * 0.5 - 0.25 + 0x1.8p52) - 0x1.8p52;
  VM isOdd = half * 2 != nu;
  VD sum = NAME(all)(1);
  double most = half[0];
  if (NAME(any)(half != most)) {
    for (int i = 1; i < LANES; i++) most = half[i] > most ? half[i] : most;
    for (long j = (long)most - 1; j >= 1; j--) {
      VD share = NAME(choose)(isOdd, NAME(all)(inverse[2 * j + 1]), NAME(all)(inverse[2 * j]));
      sum = NAME(choose)(half > (double)j, 1 + (x * share) * sum, sum);
    }
  } else {
    for (long j = (long)most - 1; j >= 1; j--) {
      VD share = NAME(choose)(isOdd, NAME(all)(inverse[2 * j + 1]), NAME(all)(inverse[2 * j]));
      sum = 1 + (x * share) * sum;
    }
  }
  if (NAME(any)(isOdd)) {
    VD with = NAME(choose)(half > 0.5, 1.1283791670955125739 * NAME(root)(x) * sum, NAME(all)(0));
    sum = NAME(choose)(isOdd, NAME(scaledNormalTail)(NAME(root)(q)) + with, sum);
  }
  VD decay = NAME(exponential)(-0.5 * x);
  VD result = NAME(smaller)((decay * sum) * decay, NAME(all)(1));
  return NAME(choose)(sum < __builtin_inf(), result, NAME(all)(-1));
}
