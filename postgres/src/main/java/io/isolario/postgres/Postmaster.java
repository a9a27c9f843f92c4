package io.isolario.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A server's main process, as its {@code postmaster.pid} describes it.
 *
 * @param port 0 while the file does not say it yet
 * @param status such as {@code starting} or {@code ready}; empty while the file does not say it yet
 */
record Postmaster(Path dataDirectory, long pid, int port, String status) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Returns empty when no server has been started there, or it has ended in good order. */
    static Optional<Postmaster> of(Path dataDirectory) throws IOException {
        try {
            List<String> lines = Files.readAllLines(dataDirectory.resolve("postmaster.pid"));
            return lines.isEmpty() ? Optional.empty() : Optional.of(parse(dataDirectory, lines));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        }
    }

    boolean isReady() {
        return status.equals("ready");
    }

    /** Tells whether the process lives and is this server: the file stays after a crash, and the id may be another's by then. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(this::isThisServer)
                .isPresent();
    }

    void kill() {
        ProcessHandle.of(pid).filter(this::isThisServer).ifPresent(ProcessHandle::destroyForcibly);
    }

    private boolean isThisServer(ProcessHandle process) {
        Optional<String[]> arguments = process.info().arguments();
        if (arguments.isPresent()) {
            return Arrays.asList(arguments.get()).contains(dataDirectory.toString());
        }
        // Windows does not tell the arguments.
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    private static Postmaster parse(Path dataDirectory, List<String> lines) {
        String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "0";
        String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
        return new Postmaster(dataDirectory, Long.parseLong(lines.get(0).strip()), Integer.parseInt(port), status);
    }
}
