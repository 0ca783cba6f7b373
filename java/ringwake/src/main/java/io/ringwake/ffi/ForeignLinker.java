package io.ringwake.ffi;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links C functions with {@code java.lang.foreign}, which is not there when this is compiled for
 * Java 17: so it is reached by reflection, once for each function. What comes out is a method
 * handle over {@code int} and {@code long} alone, and calling it involves no reflection.
 *
 * <p>A pointer is declared as a 64-bit integer. On all platforms we support the two travel in the
 * same registers (System V AMD64 ABI 3.2.3, AAPCS64 6.8.2), and no {@code MemorySegment} is made.
 */
final class ForeignLinker {
    private static final String PACKAGE = "java.lang.foreign.";

    private final Object lookup;
    private final Object linker;

    private ForeignLinker(Object lookup) {
        this.lookup = lookup;
        this.linker = call(null, method("Linker", "nativeLinker"));
    }

    static ForeignLinker ofFile(String path) {
        return open(Path.class, Path.of(path));
    }

    static ForeignLinker ofName(String name) {
        return open(String.class, name);
    }

    private static <T> ForeignLinker open(Class<T> type, T what) {
        Object forEver = call(null, method("Arena", "global"));
        Method open = method("SymbolLookup", "libraryLookup", type, type("Arena"));
        return new ForeignLinker(call(null, open, what, forEver));
    }

    /** The C function behind a method of {@link NativeFunctions}, with that method's type. */
    MethodHandle function(String name) {
        Method declared =
                Arrays.stream(NativeFunctions.class.getMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no function " + name));
        Class<?> segment = type("MemorySegment");
        Class<?> descriptor = type("FunctionDescriptor");
        Object options = Array.newInstance(type("Linker$Option"), 0);
        Method link = method("Linker", "downcallHandle", segment, descriptor, options.getClass());
        return (MethodHandle)
                call(
                        linker,
                        link,
                        symbol(NativeFunctions.cName(name)),
                        descriptor(declared),
                        options);
    }

    private Object symbol(String name) {
        Optional<?> found =
                (Optional<?>) call(lookup, method("SymbolLookup", "find", String.class), name);
        return found.orElseThrow(() -> new UnsatisfiedLinkError("the library has no " + name));
    }

    private static Object descriptor(Method function) {
        Class<?> layout = type("MemoryLayout");
        Class<?>[] types = function.getParameterTypes();
        Object arguments = Array.newInstance(layout, types.length);
        for (int i = 0; i < types.length; i++) {
            Array.set(arguments, i, layout(types[i]));
        }
        if (function.getReturnType() == void.class) {
            Method of = method("FunctionDescriptor", "ofVoid", arguments.getClass());
            return call(null, of, arguments);
        }
        Method of = method("FunctionDescriptor", "of", layout, arguments.getClass());
        return call(null, of, layout(function.getReturnType()), arguments);
    }

    private static Object layout(Class<?> type) {
        try {
            return type("ValueLayout")
                    .getField(type == long.class ? "JAVA_LONG" : "JAVA_INT")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw failure("java.lang.foreign.ValueLayout", e);
        }
    }

    /** {@code (long address, long size) -> ByteBuffer}. */
    static MethodHandle view() {
        Class<?> segment = type("MemorySegment");
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            MethodHandle at = own.findStatic(segment, "ofAddress", methodType(segment, long.class));
            MethodHandle sized =
                    own.findVirtual(segment, "reinterpret", methodType(segment, long.class));
            MethodHandle buffer =
                    own.findVirtual(segment, "asByteBuffer", methodType(ByteBuffer.class));
            return MethodHandles.filterReturnValue(
                    MethodHandles.filterArguments(sized, 0, at), buffer);
        } catch (ReflectiveOperationException e) {
            throw failure("the conversion of an address to a buffer", e);
        }
    }

    /** {@code (ByteBuffer) -> long}: the address of the byte at the buffer's position. */
    static MethodHandle address() {
        Class<?> segment = type("MemorySegment");
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            MethodHandle of =
                    own.findStatic(segment, "ofBuffer", methodType(segment, Buffer.class));
            MethodHandle address = own.findVirtual(segment, "address", methodType(long.class));
            return MethodHandles.filterReturnValue(of, address)
                    .asType(methodType(long.class, ByteBuffer.class));
        } catch (ReflectiveOperationException e) {
            throw failure("the conversion of a buffer to an address", e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            throw failure("this JVM has no " + PACKAGE + name, e);
        }
    }

    private static Method method(String owner, String name, Class<?>... parameters) {
        try {
            return type(owner).getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw failure("this JVM has no " + PACKAGE + owner + "." + name, e);
        }
    }

    /** IllegalCallerException says that native access is denied, and goes on as it is. */
    static Object call(@Nullable Object target, Method method, Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            if (cause instanceof IllegalCallerException denied) {
                throw denied;
            }
            throw failure(method.getName() + ": " + cause, cause);
        } catch (IllegalAccessException e) {
            throw failure(method.getName() + ": " + e, e);
        }
    }

    private static UnsatisfiedLinkError failure(String what, Throwable cause) {
        UnsatisfiedLinkError error = new UnsatisfiedLinkError(what);
        error.initCause(cause);
        return error;
    }
}
