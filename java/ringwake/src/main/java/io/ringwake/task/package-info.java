/** Tasks: a future with a state word, a waker and a place in a run queue, all one object. */
@NullMarked
package io.ringwake.task;

import org.jspecify.annotations.NullMarked;
