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

/* A polynomial, coefficients from the highest power down: the even and the odd powers by Horner's rule in x^2, side by
   side. */
#define POLYNOMIAL(x, table)                                                          \
  ({                                                                                  \
    enum { terms_ = sizeof(table) / sizeof((table)[0]) };                             \
    VD x_ = (x), square_ = x_ * x_, first_ = NAME(all)((table)[0]), second_ = NAME(all)((table)[1]); \
    for (int i_ = 2; i_ < terms_; i_ += 2) {                                          \
      first_ = first_ * square_ + (table)[i_];                                        \
      if (i_ + 1 < terms_) second_ = second_ * square_ + (table)[i_ + 1];             \
    }                                                                                 \
    terms_ % 2 ? first_ + x_ * second_ : x_ * first_ + second_;                       \
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
