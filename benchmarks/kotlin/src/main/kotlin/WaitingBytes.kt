package io.ringwake.benchmarks.async

import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.intrinsics.COROUTINE_SUSPENDED
import kotlin.coroutines.intrinsics.suspendCoroutineUninterceptedOrReturn
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine

/**
 * How many bytes of heap a coroutine takes that waits with a long, an int and a string to go on
 * with: the twin of WaitingBytes.java. Prints `NAME BYTES` for each kind.
 */
private const val COUNT = 200_000

private val sum = AtomicLong()
private val waiting = AtomicInteger()

/** Suspends for ever; keeps the continuation, as a future keeps a waker. */
private suspend fun never(): Int =
    suspendCoroutineUninterceptedOrReturn { continuation ->
        kept = continuation
        waiting.incrementAndGet()
        COROUTINE_SUSPENDED
    }

private var kept: Continuation<Int>? = null

private suspend fun function(a: Long, b: Int, c: String): Long {
    val value = never()
    return a + b + c.length + value
}

/** Suspends for ever the way a user does it, cancellable. */
private suspend fun neverCancellable(): Int =
    suspendCancellableCoroutine { waiting.incrementAndGet() }

private suspend fun cancellable(a: Long, b: Int, c: String): Long {
    val value = neverCancellable()
    return a + b + c.length + value
}

private object Ended : Continuation<Long> {
    override val context = EmptyCoroutineContext

    override fun resumeWith(result: Result<Long>) = throw IllegalStateException("has ended")
}

/** The continuation of the suspend function alone. */
private fun startFunction(a: Long, b: Int, c: String): Any {
    (::function as Function4<Long, Int, String, Continuation<Long>, Any?>)(a, b, c, Ended)
    return kept!!
}

/** A coroutine of the library on its default dispatcher. */
@OptIn(DelicateCoroutinesApi::class)
private fun startLaunched(a: Long, b: Int, c: String): Any =
    GlobalScope.launch { sum.addAndGet(cancellable(a, b, c)) }

private fun measure(name: String, start: (Long, Int, String) -> Any) {
    val all = arrayOfNulls<Any>(COUNT)
    start(0, 0, name)
    awaitWaiting(1)
    val before = usedAfterCollection()
    for (i in 0 until COUNT) {
        all[i] = start(i.toLong(), i, name)
    }
    awaitWaiting(COUNT + 1)
    val after = usedAfterCollection()
    check(all.all { it != null } && sum.get() == 0L) { "not all wait" }
    println("%s %.1f".format(name, (after - before) / COUNT.toDouble()))
    waiting.set(0)
}

private fun awaitWaiting(count: Int) {
    val begun = System.nanoTime()
    while (waiting.get() < count) {
        check(System.nanoTime() - begun < 60_000_000_000L) { "not all wait" }
        Thread.onSpinWait()
    }
}

private fun usedAfterCollection(): Long {
    repeat(3) { System.gc() }
    val vm = Runtime.getRuntime()
    return vm.totalMemory() - vm.freeMemory()
}

fun main() {
    measure("kotlin_function", ::startFunction)
    measure("kotlin_launched", ::startLaunched)
}
