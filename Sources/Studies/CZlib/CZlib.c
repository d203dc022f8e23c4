#include "CZlib.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

/* zlib is opened when a compressed file is first read, so that nothing needs it to build or to start. */

/* The stream of zlib's stable interface (zlib manual, "Basic functions"): declared here, since its header may not be
   installed. */
typedef struct {
  const unsigned char *next_in;
  unsigned int avail_in;
  unsigned long total_in;
  unsigned char *next_out;
  unsigned int avail_out;
  unsigned long total_out;
  const char *message;
  void *state;
  void *allocate;
  void *release;
  void *opaque;
  int data_type;
  unsigned long check;
  unsigned long reserved;
} stream_t;

struct tutti_inflater {
  stream_t stream;
};

typedef int init_t(stream_t *, int window_bits, const char *version, int stream_size);
typedef int inflate_t(stream_t *, int flush);
typedef int simple_t(stream_t *);
typedef const char *version_t(void);

static init_t *init_;
static inflate_t *inflate_;
static simple_t *reset_;
static simple_t *end_;
static version_t *version_;
static int is_open;

static void open_library(void) {
  static const char *const names[] = {"libz.so.1", "libz.so", "libz.dylib", "/usr/lib/libz.1.dylib"};
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_LAZY);
  if (!library) return;
  init_ = (init_t *)dlsym(library, "inflateInit2_");
  inflate_ = (inflate_t *)dlsym(library, "inflate");
  reset_ = (simple_t *)dlsym(library, "inflateReset");
  end_ = (simple_t *)dlsym(library, "inflateEnd");
  version_ = (version_t *)dlsym(library, "zlibVersion");
  is_open = init_ && inflate_ && reset_ && end_ && version_;
}

tutti_inflater *tutti_inflater_open(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, open_library);
  if (!is_open) return NULL;
  tutti_inflater *inflater = calloc(1, sizeof *inflater);
  if (!inflater) return NULL;
  /* 15 bits of window, and 16 for the wrapping of gzip. */
  if (init_(&inflater->stream, 15 + 16, version_(), (int)sizeof(stream_t)) != 0) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

int tutti_inflate(tutti_inflater *inflater, const void *input, size_t input_count, void *output, size_t output_count,
                  size_t *taken, size_t *written) {
  const size_t most = 1u << 30;
  unsigned int in = (unsigned int)(input_count < most ? input_count : most);
  unsigned int out = (unsigned int)(output_count < most ? output_count : most);
  stream_t *stream = &inflater->stream;
  stream->next_in = input;
  stream->avail_in = in;
  stream->next_out = output;
  stream->avail_out = out;
  int status = inflate_(stream, 0);
  *taken = in - stream->avail_in;
  *written = out - stream->avail_out;
  switch (status) {
    case 0:  /* Z_OK */
    case -5: /* Z_BUF_ERROR: no progress without more input or room */
      return TUTTI_INFLATE_MORE;
    case 1: return TUTTI_INFLATE_END;
    case -4: return TUTTI_INFLATE_MEMORY;
    default: return TUTTI_INFLATE_DAMAGED;
  }
}

int tutti_inflater_reset(tutti_inflater *inflater) { return reset_(&inflater->stream); }

void tutti_inflater_close(tutti_inflater *inflater) {
  if (!inflater) return;
  end_(&inflater->stream);
  free(inflater);
}
