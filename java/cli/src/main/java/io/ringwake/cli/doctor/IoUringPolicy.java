package io.ringwake.cli.doctor;

/** What the sysctl {@code kernel.io_uring_disabled} says, in words. */
final class IoUringPolicy {
    private IoUringPolicy() {}

    static String describe(SystemFiles files) {
        return files.read("proc/sys/kernel/io_uring_disabled")
                .map(IoUringPolicy::meaning)
                .orElse("no such sysctl (a kernel before 6.6)");
    }

    private static String meaning(String value) {
        return switch (value) {
            case "0" -> "0 (allowed for all)";
            case "1" -> "1 (only for CAP_SYS_ADMIN and the group kernel.io_uring_group)";
            case "2" -> "2 (forbidden for all)";
            default -> value;
        };
    }
}
