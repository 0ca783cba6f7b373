package io.ringwake.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the program's version, and the Java it runs on. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"ringwake " + number() + " (Java " + Runtime.version() + ")"};
    }

    /** The version of this build. */
    public static String number() throws IOException {
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            if (stream == null) {
                throw new IOException("version.properties is missing from the program's jar");
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version", "unknown");
        }
    }
}
