package io.ringwake.cli.load;

import io.ringwake.cli.argument.HostPort;
import io.ringwake.cli.console.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What a load test has found. */
public final class LoadResult {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LoadOptions options;
    private final LoadStats stats;
    private final double seconds;
    private final double messagesPerSecond;

    LoadResult(LoadOptions options, LoadStats stats, long sentForNanos, long messagesInTime) {
        this.options = options;
        this.stats = stats;
        this.seconds = sentForNanos / NANOS_PER_SECOND;
        this.messagesPerSecond = sentForNanos == 0 ? 0 : messagesInTime / seconds;
    }

    /** Whether every connection was made and held, and every byte was right. */
    public boolean isClean() {
        return stats.differences == 0 && stats.broken == 0 && stats.unconnected == 0;
    }

    /** Messages that came back within the time of sending, for each second of it. */
    public double messagesPerSecond() {
        return messagesPerSecond;
    }

    /** Payload bytes in each direction for each second. */
    public double bytesPerSecond() {
        return messagesPerSecond * options.messageBytes();
    }

    /** Messages that came back at all. */
    public long messages() {
        return stats.messages;
    }

    /** Bytes that were not what was sent. */
    public long differences() {
        return stats.differences;
    }

    /** Connections that could not be made, ended too early, or got no answer. */
    public int broken() {
        return stats.broken + stats.unconnected;
    }

    /** The latency that this share of the messages did not exceed. */
    public long latencyNanos(double percentile) {
        return stats.latencyNanos.getValueAtPercentile(percentile);
    }

    /** For people. */
    List<String> lines() {
        return List.of(
                "%d connections to %s, %d x %s under way on each, sending for %.1f s"
                        .formatted(
                                options.connections(),
                                HostPort.format(options.target()),
                                options.pipeline(),
                                Quantity.bytes(options.messageBytes()),
                                seconds),
                "messages    %s (%s/s)"
                        .formatted(
                                Quantity.count(stats.messages),
                                Quantity.count(Math.round(messagesPerSecond))),
                "throughput  %s/s each way".formatted(Quantity.bytes(bytesPerSecond())),
                "latency     " + latencyLine(),
                "verified    " + verdict());
    }

    private String latencyLine() {
        Histogram latency = stats.latencyNanos;
        StringBuilder line = new StringBuilder();
        line.append("min ").append(Quantity.nanos(latency.getMinValue()));
        for (double percentile : PERCENTILES) {
            line.append("  ").append(name(percentile)).append(' ');
            line.append(Quantity.nanos(latency.getValueAtPercentile(percentile)));
        }
        return line.append("  max ").append(Quantity.nanos(latency.getMaxValue())).toString();
    }

    private String verdict() {
        return isClean()
                ? "every byte, no connection broke"
                : "%d bytes differed, %d connections broke, %d could not be made"
                        .formatted(stats.differences, stats.broken, stats.unconnected);
    }

    /** For programs. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("target", HostPort.format(options.target()));
        facts.put("connections", options.connections());
        facts.put("message_bytes", options.messageBytes());
        facts.put("pipeline", options.pipeline());
        facts.put("seconds", seconds);
        facts.put("messages", stats.messages);
        facts.put("bytes", stats.bytes);
        facts.put("messages_per_second", messagesPerSecond);
        facts.put("bytes_per_second", bytesPerSecond());
        facts.put("latency_nanos", latencyFacts());
        facts.put("bytes_differed", stats.differences);
        facts.put("connections_broken", stats.broken);
        facts.put("connections_not_made", stats.unconnected);
        facts.put("clean", isClean());
        return facts;
    }

    private Map<String, Object> latencyFacts() {
        Histogram latency = stats.latencyNanos;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("min", latency.getMinValue());
        facts.put("mean", latency.getMean());
        for (double percentile : PERCENTILES) {
            facts.put(name(percentile), latency.getValueAtPercentile(percentile));
        }
        facts.put("max", latency.getMaxValue());
        return facts;
    }

    private static String name(double percentile) {
        return percentile == Math.rint(percentile)
                ? "p" + (int) percentile
                : String.format(Locale.ROOT, "p%.1f", percentile);
    }
}
