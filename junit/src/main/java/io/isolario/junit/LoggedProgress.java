package io.isolario.junit;

import java.time.Duration;
import org.slf4j.Logger;

/** A line in the log each ten seconds. */
record LoggedProgress(Logger log) implements ProgressOutput {

    private static final Duration PERIOD = Duration.ofSeconds(10);

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void show(String line) {
        log.info("{}", line);
    }

    @Override
    public void end() {}
}
