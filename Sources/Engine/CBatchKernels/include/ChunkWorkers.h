/* Threads that take chunks of work from one counter until none is left. */
#ifndef TUTTI_CHUNK_WORKERS_H
#define TUTTI_CHUNK_WORKERS_H

/* Calls body once for every chunk from 0 to chunks - 1, on at most so many threads, this one among them; returns when
   all have ended. Where a thread cannot be started the others do its work. */
void tutti_for_chunks(int threads, long chunks, void (*body)(void *context, long chunk), void *context);

#endif
