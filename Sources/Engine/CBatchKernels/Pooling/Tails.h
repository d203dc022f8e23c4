/* Tails of the normal, t and chi-squared distributions; included by PoolingKernels.c once for each instruction set. */

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
  /* In powers of x^2 instead of 1/x^2. */
  static const double farTop[] = {
    0.7978845608028653, 43.38992962082668, 812.128447786833, 6389.558504526354, 20557.105002376047,
    21640.660815956795, 3248.412865350517,
  };
  static const double farBottom[] = {
    1.0, 55.38121221090657, 1070.2332771383458, 8927.213645379781, 32206.742333160986, 43731.116995313714,
    14656.411146049893,
  };
  VM isFar = x > 4.5;
  VD t = NAME(choose)(isFar, NAME(all)(0), x);
  VD top = POLYNOMIAL(t, nearTop);
  VD bottom = POLYNOMIAL(t, nearBottom);
  if (NAME(any)(isFar)) {
    VD s = x * x;
    VD farther = POLYNOMIAL(s, farTop);
    VD below = x * POLYNOMIAL(s, farBottom);
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
    VD root = NAME(smaller)(NAME(root)(q), NAME(all)(1e20));
    /* sqrt(2/pi) sqrt(q) is 2 sqrt(x/pi). */
    VD with = NAME(choose)(half > 0.5, 0.79788456080286535588 * root * sum, NAME(all)(0));
    sum = NAME(choose)(isOdd, NAME(scaledNormalTail)(root) + with, sum);
  }
  VD decay = NAME(exponential)(-0.5 * x);
  VD result = NAME(smaller)((decay * sum) * decay, NAME(all)(1));
  return NAME(choose)(sum < __builtin_inf(), result, NAME(all)(-1));
}
