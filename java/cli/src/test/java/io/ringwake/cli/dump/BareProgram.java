package io.ringwake.cli.dump;

/** A JVM without any runtime, until its standard input ends. */
final class BareProgram {
    private BareProgram() {}

    public static void main(String[] args) throws Exception {
        System.out.println("waiting");
        while (System.in.read() >= 0) {}
    }
}
