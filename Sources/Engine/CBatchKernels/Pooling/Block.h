/* Reading a block of analyses; included by PoolingLanes.h once for each instruction set. */

#define ABSENT 0x1p220
/* Estimates and variances beyond these go to the single fit; tau2 then stays far below ABSENT, and products of four
   variances in range. */
#define LARGEST_ESTIMATE 0x1p70
#define LARGEST 0x1p100
#define SMALLEST 0x1p-100

#define each(j) for (long j = 0; j < n; j += 4)
#define SUM4(a, b, c, d) (((a) + (b)) + ((c) + (d)))

/* The block of analyses in work. */
typedef struct {
  /* Studies in a block, a multiple of 4, and the arrays of that many vectors. */
  long n;
  VD *y, *v, *w;
  /* Number of studies; the anchor's estimate and variance; sums of all variances and of the magnitudes of estimates. */
  VD k, origin, least, reach, size;
  /* Sums over studies but the anchor: differences, their squares, variances. */
  VD moment, squares, variances;
  /* 2/m, for the tails of chi-squared. */
  double *inverse;
} NAME(block);

/* Studies that are turned at a time. */
#define TURNED (LANES == 8 ? 4 : LANES)

/* TURNED studies of LANES analyses, from rows to columns. */
INLINE void NAME(transpose)(VD *to, const double *const *row, long j) {
#if LANES == 8
  typedef double half __attribute__((vector_size(32)));
  VD r[4], s[4];
  for (int i = 0; i < 4; i++) {
    half low, high;
    __builtin_memcpy(&low, row[i] + j, 32);
    __builtin_memcpy(&high, row[i + 4] + j, 32);
    r[i] = __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7);
  }
  for (int i = 0; i < 4; i += 2) {
    s[i] = __builtin_shufflevector(r[i], r[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
    s[i + 1] = __builtin_shufflevector(r[i], r[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
  }
  for (int i = 0; i < 2; i++) {
    to[j + i] = __builtin_shufflevector(s[i], s[i + 2], 0, 1, 8, 9, 4, 5, 12, 13);
    to[j + i + 2] = __builtin_shufflevector(s[i], s[i + 2], 2, 3, 10, 11, 6, 7, 14, 15);
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
    while (j < studies && studies >= TURNED) {
      /* The last studies overlap those before them. */
      if (j > studies - TURNED) j = studies - TURNED;
      NAME(transpose)(to, row, j);
      j += TURNED;
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
  VD least = absent, reach = none, size = none, origin = none, place = none;
  VD k = NAME(all)((double)studies);
  VM bad = (VM)none;
  /* First as if all were complete and in range; a missing number spoils its sum. Even and odd studies apart, since each
     step of the search for the least waits for the one before. */
  VD *const ys = b->y, *const vs = b->v;
  VD position = none, otherLeast = absent, otherOrigin = none, otherPlace = none, otherReach = none, otherSize = none;
  least = vs[0], origin = ys[0];
  long j = 0;
  for (; j + 2 <= studies; j += 2) {
    VD y = ys[j], v = vs[j], otherY = ys[j + 1], otherV = vs[j + 1];
    VM lighter = v < least, otherLighter = otherV < otherLeast;
    reach += v, otherReach += otherV;
    size += NAME(magnitude)(y), otherSize += NAME(magnitude)(otherY);
    least = NAME(choose)(lighter, v, least), otherLeast = NAME(choose)(otherLighter, otherV, otherLeast);
    origin = NAME(choose)(lighter, y, origin), otherOrigin = NAME(choose)(otherLighter, otherY, otherOrigin);
    place = NAME(choose)(lighter, position, place), otherPlace = NAME(choose)(otherLighter, position, otherPlace);
    position += 2;
  }
  otherPlace += 1;
  if (j < studies) {
    VD y = ys[j], v = vs[j];
    VM lighter = v < least;
    reach += v;
    size += NAME(magnitude)(y);
    least = NAME(choose)(lighter, v, least);
    origin = NAME(choose)(lighter, y, origin);
    place = NAME(choose)(lighter, position, place);
  }
  reach += otherReach, size += otherSize;
  /* The first of equals. */
  VM other = (otherLeast < least) | ((otherLeast == least) & (otherPlace < place));
  least = NAME(choose)(other, otherLeast, least);
  origin = NAME(choose)(other, otherOrigin, origin);
  place = NAME(choose)(other, otherPlace, place);
  VM whole = (size < LARGEST_ESTIMATE) & (reach < LARGEST) & (least > SMALLEST);
  if (live < LANES) whole = bad;
  VM gaps = ~whole;
  if (NAME(any)(gaps)) {
    VM lane;
    for (int i = 0; i < LANES; i++) lane[i] = i < live ? -1 : 0;
    k = reach = size = origin = place = none;
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
      reach += NAME(choose)(here, v, none);
      size += NAME(choose)(here, big, none);
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
  b->reach = reach;
  b->size = size;
  b->moment = moment;
  b->squares = squares;
  b->variances = variances;
  return bad;
}
