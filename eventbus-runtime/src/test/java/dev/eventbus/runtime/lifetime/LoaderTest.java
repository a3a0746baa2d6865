package dev.eventbus.runtime.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.runtime.Garbage;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A program that is loaded, uses a bus and is unloaded leaves nothing behind in threads, timers and stages that live
 * on, whichever thread did what: its class loader is collected.
 */
class LoaderTest {

    /** More than threads have cells to count in, so that some share one. */
    static final int THREADS = 4 * Runtime.getRuntime().availableProcessors() + 4;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final CompletableFuture<Object> owner = new CompletableFuture<>();

    @BeforeEach
    void startThreads() throws Exception {
        // Here, since a thread keeps what was on the stack of who started it, up to JDK 23.
        threads.prestartAllCoreThreads();
        timer.setRemoveOnCancelPolicy(true);
        timer.prestartAllCoreThreads();
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(1, TimeUnit.NANOSECONDS))
                .get();
        ForkJoinPool.commonPool().submit(() -> {}).get();
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void theClassLoaderOfAClosedBusIsCollected(PlugIn.Use use) throws Exception {
        Garbage garbage = new Garbage();
        runAndUnload(use.name(), garbage);
        assertThat(garbage.remaining()).isEmpty();
    }

    private void runAndUnload(String use, Garbage garbage) throws Exception {
        try (PlugInLoader loader = new PlugInLoader()) {
            garbage.expect(loader);
            Class<?> program = loader.loadClass(PlugIn.class.getName());
            assertThat(program).isNotEqualTo(PlugIn.class);
            Object plugIn = program.getConstructor(
                            ExecutorService.class, ScheduledExecutorService.class, CompletableFuture.class)
                    .newInstance(threads, timer, owner);
            program.getMethod("run", String.class).invoke(plugIn, use);
        }
    }

    /** Loads the bus and the program by itself, and all else where the test has it. */
    private static final class PlugInLoader extends URLClassLoader {

        PlugInLoader() throws MalformedURLException {
            super(classPath(), LoaderTest.class.getClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                entries.add(Path.of(entry).toUri().toURL());
            }
            return entries.toArray(new URL[0]);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("dev.eventbus.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : findClass(name);
            }
        }
    }
}
