package io.ringwake.maven;

import io.ringwake.async.compiler.BlockReport;
import io.ringwake.async.compiler.BlockReports;
import io.ringwake.async.compiler.Diagnostic;
import io.ringwake.async.compiler.tool.SearchPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals for main and for test classes share: all but the directories. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
abstract class AbstractAsyncMojo extends AbstractMojo {
    /** Leaves the classes as javac made them: their async blocks then run on threads. */
    @Parameter(property = "ringwake.async.skip", defaultValue = "false")
    private boolean skip;

    /** Where to write what each async block became: as JSON if it ends so, else as text. */
    @Parameter(property = "ringwake.async.report")
    private @Nullable File report;

    /** How large a block may be, in bytes of one instance; 0 for any size. */
    @Parameter(property = "ringwake.async.maxBlockBytes", defaultValue = "0")
    private int maxBlockBytes;

    /** What becomes of a larger block: {@code warn} or {@code fail}. */
    @Parameter(property = "ringwake.async.largeBlocks", defaultValue = "warn")
    private String largeBlocks;

    /** What is known of earlier builds. */
    @Parameter(defaultValue = "${project.build.directory}/ringwake-async", readonly = true)
    private File state;

    /** The directories of one goal. */
    record Compilation(String name, File classes, List<String> classPath, List<String> sources) {}

    abstract Compilation compilation();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Compilation compilation = compilation();
        if (!largeBlocks.equals("warn") && !largeBlocks.equals("fail")) {
            throw new MojoExecutionException(
                    "largeBlocks=" + largeBlocks + " is neither warn nor fail");
        }
        if (skip || !compilation.classes().isDirectory()) {
            getLog().debug("nothing to do: skip=" + skip + ", " + compilation.classes());
            return;
        }
        Path known = state.toPath().resolve(compilation.name());
        List<Path> entries = compilation.classPath().stream().map(Path::of).toList();
        try (SearchPath path = new SearchPath(entries)) {
            ClassDirectory directory =
                    new ClassDirectory(compilation.classes().toPath(), known, path);
            directory.compile();
            refuse(directory.errors(), new Sources(compilation.sources()));
            say(directory);
        } catch (IOException e) {
            throw new MojoExecutionException("async blocks cannot be compiled: " + e, e);
        }
    }

    private void refuse(List<Diagnostic> errors, Sources sources) throws MojoFailureException {
        for (Diagnostic error : errors) {
            String where = sources.find(error.className(), error.file());
            getLog().error(
                            where
                                    + ":["
                                    + error.line()
                                    + ",1] "
                                    + error.className()
                                    + "."
                                    + error.method()
                                    + ": "
                                    + error.problem()
                                    + " "
                                    + error.advice());
        }
        if (!errors.isEmpty()) {
            throw new MojoFailureException(
                    errors.size() + " place(s) in async blocks cannot be compiled, see above");
        }
    }

    private void say(ClassDirectory directory) throws IOException, MojoFailureException {
        if (directory.compiled() > 0) {
            getLog().info("Compiled async blocks in " + directory.compiled() + " class(es)");
        }
        if (report == null && maxBlockBytes == 0) {
            return;
        }
        List<BlockReport> blocks = directory.reports();
        if (report != null) {
            Path file = report.toPath();
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean json = file.toString().endsWith(".json");
            Files.writeString(file, json ? BlockReports.json(blocks) : BlockReports.text(blocks));
        }
        checkSizes(blocks);
    }

    private void checkSizes(List<BlockReport> blocks) throws MojoFailureException {
        SizeLimit limit = new SizeLimit(maxBlockBytes);
        List<BlockReport> larger = limit.exceededBy(blocks);
        larger.forEach(block -> getLog().warn(limit.complaint(block)));
        if (!larger.isEmpty() && largeBlocks.equals("fail")) {
            throw new MojoFailureException(limit.failure(larger));
        }
    }
}
