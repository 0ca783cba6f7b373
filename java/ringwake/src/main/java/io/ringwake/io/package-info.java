/**
 * Memory that the kernel reads from and writes to ({@link io.ringwake.io.Buf}, {@link
 * io.ringwake.io.RingBuffer}, {@link io.ringwake.io.BufferPool}), and what moves bytes ({@link
 * io.ringwake.io.AsyncRead}, {@link io.ringwake.io.AsyncWrite}, {@link io.ringwake.io.Copy}).
 *
 * <pre>
 *   field                 who reads      who writes     mode                guard
 *   PinnableMemory.state  user, reactor  user, reactor  CAS; acquire reads  one user at a time
 *   RingBuffer.head, tail both sides     its own side   acquire, release    one user of a side
 *   SizeClass.free        pool's thread  pool's thread  plain               confined
 *   SizeClass.returned    pool's thread  any thread     CAS release, swap   taken as a whole
 *   SizeClass.closed      any thread     pool's thread  volatile            set once
 *   SizeClass counters    any thread     pool's thread  plain               approximate elsewhere
 * </pre>
 */
@NullMarked
package io.ringwake.io;

import org.jspecify.annotations.NullMarked;
