package io.isolario.junit;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;

/** One line on a terminal, drawn again each second. */
final class RedrawnProgress implements ProgressOutput {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    // Since then there is a console without a terminal, too, and a method that says so.
    private static final int FIRST_WITH_OTHER_CONSOLES = 22;

    private final PrintWriter terminal;
    private int drawn;

    RedrawnProgress(PrintWriter terminal) {
        this.terminal = terminal;
    }

    /** Returns the output to the terminal of this JVM; empty when it has none. */
    static Optional<RedrawnProgress> onTerminal() {
        return Optional.ofNullable(System.console())
                .filter(RedrawnProgress::isTerminal)
                .map(console -> new RedrawnProgress(console.writer()));
    }

    private static boolean isTerminal(Console console) {
        if (Runtime.version().feature() < FIRST_WITH_OTHER_CONSOLES) {
            return true;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException noAnswer) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no Console.isTerminal().", noAnswer);
        }
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void show(String line) {
        draw(line);
    }

    @Override
    public void end() {
        if (drawn > 0) {
            draw("");
            terminal.print('\r');
            terminal.flush();
        }
    }

    private void draw(String line) {
        terminal.print('\r' + line + " ".repeat(Math.max(0, drawn - line.length())));
        terminal.flush();
        drawn = line.length();
    }
}
