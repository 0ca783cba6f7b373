package io.ringwake.shipped;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ad-hoc signature of a macOS library: hashes of its pages, which the kernel compares as it
 * maps them. Offsets and numbers are those of XNU's {@code cs_blobs.h}; all of it is big-endian.
 */
final class MachSignature {
    private static final int EMBEDDED = 0xfade0cc0;
    private static final int CODE_DIRECTORY = 0xfade0c02;
    private static final int FLAG_ADHOC = 2;
    private static final int SHA_256 = 2;

    private MachSignature() {}

    static List<String> faults(byte[] bytes, int begin) {
        FileBytes file = new FileBytes(bytes);
        if (file.bigEndian(begin) != EMBEDDED) {
            return List.of("has no signature where it should be");
        }
        for (int i = 0; i < file.bigEndian(begin + 8); i++) {
            int blob = begin + file.bigEndian(begin + 16 + 8 * i);
            if (file.bigEndian(blob) == CODE_DIRECTORY) {
                return directoryFaults(bytes, file, begin, blob);
            }
        }
        return List.of("has a signature without a code directory");
    }

    private static List<String> directoryFaults(byte[] bytes, FileBytes file, int end, int at) {
        List<String> faults = new ArrayList<>();
        if ((file.bigEndian(at + 12) & FLAG_ADHOC) == 0) {
            faults.add("signed by somebody: not ad hoc");
        }
        if (file.bigEndian(at + 32) != end) {
            faults.add("signed in part");
        }
        if (file.u8(at + 37) != SHA_256) {
            faults.add("signed with hash " + file.u8(at + 37) + ", not SHA-256");
            return faults;
        }
        int hashes = at + file.bigEndian(at + 16);
        int page = 1 << file.u8(at + 39);
        for (int i = 0; i < file.bigEndian(at + 28); i++) {
            byte[] code = Arrays.copyOfRange(bytes, i * page, Math.min((i + 1) * page, end));
            byte[] signed = Arrays.copyOfRange(bytes, hashes + 32 * i, hashes + 32 * (i + 1));
            if (!Arrays.equals(sha256(code), signed)) {
                faults.add("changed since it was signed: page " + i);
            }
        }
        return faults;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
