package io.ringwake.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Compiles the async blocks of the main classes. */
@Mojo(
        name = "async",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters
public final class AsyncMojo extends AbstractAsyncMojo {
    @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true)
    private File classes;

    @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true)
    private List<String> classPath;

    @Parameter(defaultValue = "${project.compileSourceRoots}", readonly = true)
    private List<String> sources;

    @Override
    Compilation compilation() {
        return new Compilation("main", classes, classPath, sources);
    }
}
