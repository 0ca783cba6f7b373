package io.ringwake.maven;

import io.ringwake.async.compiler.BlockReport;
import io.ringwake.async.compiler.BlockReports;
import java.util.Comparator;
import java.util.List;

/** How large a block may be, in bytes of one instance; 0 for any size. */
record SizeLimit(int bytes) {
    /** Returns the blocks that are larger, the largest first. */
    List<BlockReport> exceededBy(List<BlockReport> blocks) {
        return blocks.stream()
                .filter(block -> bytes > 0 && block.bytes() > bytes)
                .sorted(Comparator.comparing(BlockReport::bytes, Comparator.reverseOrder()))
                .toList();
    }

    /** Says of one of them where it is, and which local to look at first. */
    String complaint(BlockReport block) {
        return block.file()
                + ":["
                + block.line()
                + ",1] the async block in "
                + block.className()
                + "."
                + block.method()
                + " takes "
                + block.bytes()
                + " bytes, more than maxBlockBytes="
                + bytes
                + "; "
                + BlockReports.largest(block);
    }

    /** Says of all of them why the build fails. */
    String failure(List<BlockReport> larger) {
        return larger.size()
                + " async block(s) take more than "
                + bytes
                + " bytes, the largest: "
                + complaint(larger.get(0));
    }
}
