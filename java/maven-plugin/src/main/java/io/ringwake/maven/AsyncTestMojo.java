package io.ringwake.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Compiles the async blocks of the test classes. */
@Mojo(
        name = "async-test",
        defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class AsyncTestMojo extends AbstractAsyncMojo {
    @Parameter(defaultValue = "${project.build.testOutputDirectory}", readonly = true)
    private File classes;

    @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true)
    private List<String> classPath;

    @Parameter(defaultValue = "${project.testCompileSourceRoots}", readonly = true)
    private List<String> sources;

    @Override
    Compilation compilation() {
        return new Compilation("test", classes, classPath, sources);
    }
}
