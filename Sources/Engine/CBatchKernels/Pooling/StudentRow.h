/* The row of numbers that the tails of t need for one number of degrees of freedom. */
#ifndef TUTTI_STUDENT_H
#define TUTTI_STUDENT_H

#include "CBatchKernels.h"

/* Density at 0 over nu. */
#define STUDENT_SCALE TUTTI_ROW_STUDENT
/* How often nu is raised by 2 to reach 30. */
#define STUDENT_STEPS (TUTTI_ROW_STUDENT + 1)
/* 1/nu. */
#define STUDENT_INVERSE (TUTTI_ROW_STUDENT + 2)
/* The square root of nu as raised. */
#define STUDENT_ROOT (TUTTI_ROW_STUDENT + 3)
/* Coefficients of the uniform expansion, by powers of log(1 + t^2/nu). */
#define STUDENT_SERIES 8
#define STUDENT_TERMS 24
/* Coefficients of the series in 1/(1 + t^2/nu): products of (nu + 2i + 1)/(nu + 2i + 2). */
#define STUDENT_POWER 32
#define STUDENT_POWERS 40

#endif
