package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What others must know of a server: those who join it, and the guard that ends it. Written before the server is started, so that
 * one whose starter died on the way can be found.
 *
 * @param dataDirectory the data directory, alone in a directory of its own
 * @param stopCommand the words of the command that ends the server at once
 */
record ServerRecord(Path dataDirectory, List<String> stopCommand) {

    private static final String DATA_DIRECTORY = "data-directory";
    private static final String STOP_COMMAND = "stop-command";

    static ServerRecord from(Properties properties) throws IOException {
        String dataDirectory = properties.getProperty(DATA_DIRECTORY);
        String stopCommand = properties.getProperty(STOP_COMMAND);
        if (dataDirectory == null || stopCommand == null) {
            throw new IOException("the record of the server is incomplete: " + properties);
        }
        return new ServerRecord(Path.of(dataDirectory), List.of(stopCommand.split("\n")));
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty(DATA_DIRECTORY, dataDirectory.toString());
        properties.setProperty(STOP_COMMAND, String.join("\n", stopCommand));
        return properties;
    }

    /** Returns the server's main process, if it runs and accepts connections. */
    Optional<Postmaster> readyPostmaster() throws IOException {
        return Postmaster.of(dataDirectory).filter(Postmaster::isReady).filter(Postmaster::isAlive);
    }

    void end() throws IOException {
        Optional<Postmaster> postmaster = Postmaster.of(dataDirectory).filter(Postmaster::isAlive);
        if (postmaster.isPresent()) {
            CommandRun run = CommandRun.of(stopCommand);
            if (!run.succeeded()) {
                postmaster.get().kill();
            }
        }
        // Should a server have been missed because it had not yet written its process id: it ends itself within a
        // minute
        // when it finds its data directory gone.
        Path parent = dataDirectory.getParent();
        new DirectoryTree(parent == null ? dataDirectory : parent).delete();
    }
}
