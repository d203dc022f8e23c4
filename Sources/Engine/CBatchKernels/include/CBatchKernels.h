/* The hot loops of the batch engine in plain C. Each kernel source is compiled once for every instruction set of the
   processor's family and chosen at run time; the numbers are the same on all of them. */
#ifndef TUTTI_CBATCHKERNELS_H
#define TUTTI_CBATCHKERNELS_H

#include "ChunkWorkers.h"
#include "LargePages.h"
#include "Pooling.h"
#include "PermutedStatistics.h"
#include "RegressionLanes.h"

/* Instruction sets, from what every processor has to the widest. */
#define TUTTI_BASELINE 0
#define TUTTI_AVX2 1
#define TUTTI_AVX512 2

/* The widest instruction set of this processor that kernels are compiled for. */
int tutti_widest_instruction_set(void);

#endif
