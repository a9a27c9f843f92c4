package io.isolario.examples.forum.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the database with its baseline when the suite has ended, and adds the result to the summary of the demo. */
public final class RowsLeftBehind implements LauncherSessionListener {

    private static final Logger LOG = LoggerFactory.getLogger(RowsLeftBehind.class);

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        BaselineWatch.ofThisSuite().ifPresent(watch -> {
            List<String> differences = watch.differences();
            LOG.info("Rows left behind in {} tables: {} {}", watch.tables(), differences.size(), differences);
            addToSummary("rows-left-behind " + differences.size() + " count");
        });
    }

    private static void addToSummary(String line) {
        String file = System.getProperty("isolario.summary-file");
        if (file == null) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(file), line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The summary could not be written to " + file, e);
        }
    }
}
