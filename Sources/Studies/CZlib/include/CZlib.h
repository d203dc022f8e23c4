#ifndef CZLIB_H
#define CZLIB_H

#include <stddef.h>

/// Decompression of gzip files by the system's zlib, which is opened when a file first needs it.
typedef struct tutti_inflater tutti_inflater;

/// How a step of decompression ended.
enum tutti_inflate_result {
  /// More input or more room is needed.
  TUTTI_INFLATE_MORE = 0,
  /// A member of the file is complete; another one may follow.
  TUTTI_INFLATE_END = 1,
  /// The bytes are not a gzip file, or damaged.
  TUTTI_INFLATE_DAMAGED = -1,
  /// Memory ran out.
  TUTTI_INFLATE_MEMORY = -2,
};

/// A decompressor, or NULL when zlib is not installed or memory ran out.
tutti_inflater *tutti_inflater_open(void);

/// Decompresses on: sets how many bytes were taken from `input` and how many were written to `output`.
int tutti_inflate(tutti_inflater *inflater, const void *input, size_t input_count, void *output, size_t output_count,
                  size_t *taken, size_t *written);

/// Begins a new member.
int tutti_inflater_reset(tutti_inflater *inflater);

/// Frees a decompressor.
void tutti_inflater_close(tutti_inflater *inflater);

#endif
