package io.isolario.testing;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The standard streams of this JVM, kept from the console while its tests run. */
final class Console {

    private static final int CAPACITY = 8 << 20;

    /**
     * {@code failed} lets only the output of failed tests through; {@code console} all, and marks failures; without it nothing is
     * changed.
     */
    private static final String PROPERTY = "isolario.testing.output";

    // Set when the outermost session opens, cleared when it closes: the streams belong to the JVM, so this does too.
    private static final AtomicReference<@Nullable Console> OF_THIS_JVM = new AtomicReference<>();

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final KeptOutput kept = new KeptOutput(CAPACITY);

    private Console() {}

    /** Keeps the output from now on; returns false when that was not asked for, or begun before. */
    static boolean keep() {
        Console begun = new Console();
        if (!"failed".equals(System.getProperty(PROPERTY)) || !OF_THIS_JVM.compareAndSet(null, begun)) {
            return false;
        }
        PrintStream instead = new PrintStream(begun.kept, true, StandardCharsets.UTF_8);
        System.setOut(instead);
        System.setErr(instead);
        return true;
    }

    /** Lets the output through again. */
    static void release() {
        Console ended = Objects.requireNonNull(OF_THIS_JVM.getAndSet(null));
        System.setOut(ended.out);
        System.setErr(ended.err);
    }

    /** Returns what is kept; empty when nothing is. */
    static Optional<KeptOutput> kept() {
        return Optional.ofNullable(OF_THIS_JVM.get()).map(console -> console.kept);
    }

    /** Returns the stream that failed tests are printed to; empty when they are not. */
    static Optional<PrintStream> ofFailures() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(value -> out());
    }

    /** Returns the stream that a person sees. */
    static PrintStream out() {
        Console console = OF_THIS_JVM.get();
        return console == null ? System.out : console.out;
    }
}
