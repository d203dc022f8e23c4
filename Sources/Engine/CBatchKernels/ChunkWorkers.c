#include "ChunkWorkers.h"

#include <pthread.h>
#include <stdatomic.h>

enum { MOST_THREADS = 256 };

typedef struct {
  atomic_long next;
  long chunks;
  void (*body)(void *context, long chunk);
  void *context;
} chunk_queue;

static void *work(void *argument) {
  chunk_queue *queue = argument;
  for (;;) {
    long chunk = atomic_fetch_add_explicit(&queue->next, 1, memory_order_relaxed);
    if (chunk >= queue->chunks) return 0;
    queue->body(queue->context, chunk);
  }
}

void tutti_for_chunks(int threads, long chunks, void (*body)(void *context, long chunk), void *context) {
  chunk_queue queue = {.chunks = chunks, .body = body, .context = context};
  pthread_t others[MOST_THREADS];
  int started = 0;
  atomic_init(&queue.next, 0);
  if (threads > chunks) threads = (int)chunks;
  if (threads > MOST_THREADS) threads = MOST_THREADS;
  pthread_attr_t attributes;
  if (threads > 1 && pthread_attr_init(&attributes) == 0) {
    pthread_attr_setstacksize(&attributes, 8 << 20);
    while (started < threads - 1 && pthread_create(&others[started], &attributes, work, &queue) == 0) started++;
    pthread_attr_destroy(&attributes);
  }
  work(&queue);
  for (int i = 0; i < started; i++) pthread_join(others[i], 0);
}
