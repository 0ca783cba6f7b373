package io.ringwake.async.compiler;

import org.objectweb.asm.Type;

/**
 * A place of the method that holds values of one type: they share a field without being moved.
 *
 * @param operand whether it is on the operand stack, not among the locals
 * @param index the slot, or the depth from the bottom
 * @param type of the values
 */
record Home(boolean operand, int index, Type type) {}
