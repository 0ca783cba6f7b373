package io.ringwake.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * What a server says to the harness and hears from it.
 *
 * <p>{@code sample} on standard input runs the server's sampler, which answers with one line of
 * JSON. Anything else, and the end of the input, ends the process.
 */
final class Console {
    private Console() {}

    /** Announces the port, and hears commands from now on. */
    static void open(int port, Runnable sampler) {
        print("{\"port\":" + port + "}");
        Thread thread = new Thread(() -> hear(sampler), "console");
        thread.setDaemon(true);
        thread.start();
    }

    static void print(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void hear(Runnable sampler) {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            while ("sample".equals(input.readLine())) {
                sampler.run();
            }
        } catch (IOException e) {
            print("{\"error\":\"standard input: " + e.getMessage() + "\"}");
        }
        System.exit(0);
    }
}
