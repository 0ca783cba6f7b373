package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The offsets written down in Java are those of the C compiler. */
@Timeout(10)
class LayoutTest {
    /** In the order of {@code src/platform/abi.c}: struct by struct, size first. */
    private static final int[] EXPECTED = {
        SubmissionLayout.SIZE,
        SubmissionLayout.OPCODE,
        SubmissionLayout.FLAGS,
        SubmissionLayout.IOPRIO,
        SubmissionLayout.FD,
        SubmissionLayout.OFF,
        SubmissionLayout.ADDR,
        SubmissionLayout.LEN,
        SubmissionLayout.OP_FLAGS,
        SubmissionLayout.USER_DATA,
        SubmissionLayout.BUF_INDEX,
        SubmissionLayout.PERSONALITY,
        SubmissionLayout.FILE_INDEX,
        SubmissionLayout.RESERVED,
        CompletionLayout.SIZE,
        CompletionLayout.USER_DATA,
        CompletionLayout.RES,
        CompletionLayout.FLAGS,
        RingParamsLayout.SIZE,
        RingParamsLayout.BACKEND,
        RingParamsLayout.SQ_ENTRIES,
        RingParamsLayout.CQ_ENTRIES,
        RingParamsLayout.RESERVED,
        RingParamsLayout.DISABLED,
        RingLayout.SIZE,
        RingLayout.RING_BASE,
        RingLayout.RING_SIZE,
        RingLayout.SQES_BASE,
        RingLayout.SQES_SIZE,
        RingLayout.SQ_HEAD_OFFSET,
        RingLayout.SQ_TAIL_OFFSET,
        RingLayout.SQ_FLAGS_OFFSET,
        RingLayout.CQ_HEAD_OFFSET,
        RingLayout.CQ_TAIL_OFFSET,
        RingLayout.CQ_OVERFLOW_OFFSET,
        RingLayout.CQES_OFFSET,
        RingLayout.SQ_ENTRIES,
        RingLayout.CQ_ENTRIES,
        RingLayout.BACKEND,
        RingLayout.FEATURES,
        ProbeLayout.SIZE,
        ProbeLayout.STATUS,
        ProbeLayout.BACKEND,
        ProbeLayout.FEATURES,
        ProbeLayout.OPCODES,
        AddressLayout.SIZE,
        AddressLayout.FAMILY,
        AddressLayout.PORT,
        AddressLayout.SCOPE_ID,
        AddressLayout.RESERVED,
        AddressLayout.BYTES,
        LocationLayout.SIZE,
        LocationLayout.CPU,
        LocationLayout.NODE,
        LimitsLayout.SIZE,
        LimitsLayout.DESCRIPTORS_SOFT,
        LimitsLayout.DESCRIPTORS_HARD,
        LimitsLayout.LOCKED_BYTES_SOFT,
        LimitsLayout.LOCKED_BYTES_HARD,
    };

    private final NativeCalls calls = NativeLibrary.calls();

    @Test
    void everySizeAndOffsetIsThatOfTheCCompiler() {
        List<Integer> java = new ArrayList<>();
        List<Integer> c = new ArrayList<>();
        for (int i = 0; i < EXPECTED.length; i++) {
            java.add(EXPECTED[i]);
            c.add(calls.abiLayout(i));
        }
        assertEquals(c, java);
    }

    @Test
    void cKnowsNoMoreThanJava() {
        int pastTheEnd = calls.abiLayout(EXPECTED.length);
        assertTrue(ErrnoTable.platform().is(pastTheEnd, Errno.EINVAL), "also " + pastTheEnd);
    }

    @Test
    void eachFeatureHasABitOfItsOwn() {
        long all = 0;
        for (Feature feature : Feature.values()) {
            assertEquals(0, all & feature.mask(), feature.name());
            all |= feature.mask();
        }
        assertEquals(all, Feature.mask(Feature.ofMask(-1)));
    }

    @Test
    void opcodesFitTheBitSetOfAProbe() throws IllegalAccessException {
        for (Field field : Opcode.class.getFields()) {
            assertTrue(Modifier.isStatic(field.getModifiers()));
            byte opcode = field.getByte(null);
            assertTrue(opcode >= 0 && opcode < Long.SIZE, field.getName());
        }
    }
}
