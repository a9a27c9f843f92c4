package io.isolario.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Starts a server on a fresh copy of the template. To be used under the start lock, by a member. */
record ServerLaunch(PostgresBinaries binaries, TemplateDirectory template, ServerDirectory directory, Duration bound) {

    private static final int ATTEMPTS = 5;
    private static final String PORT_TAKEN = "could not bind";
    private static final int SHOWN_LOG_LINES = 12;

    /** Makes the data directory and puts the server on record, so that the guard finds it whatever happens next. */
    ServerRecord prepare(Storage storage, ServerSettings settings) throws IOException {
        Path data = storage.newDataDirectory(directory.root().getFileName().toString(), binaries.account());
        ServerRecord server = new ServerRecord(
                data, binaries.command("pg_ctl", "stop", "--mode=immediate", "--timeout=20", "--pgdata=" + data));
        directory.write(server);
        new DirectoryTree(template.data()).copyTo(data);
        Files.writeString(
                data.resolve("postgresql.conf"),
                ServerSettings.asConfigurationFile(settings.on(storage)),
                StandardOpenOption.APPEND);
        OptionalInt owner = binaries.account().userId();
        if (owner.isPresent()) {
            new DirectoryTree(data).giveTo(owner.getAsInt());
        }
        return server;
    }

    /** Starts the server and waits until it accepts connections; tries another port when somebody was faster. */
    Postmaster start(ServerRecord server) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Files.deleteIfExists(directory.serverLog());
            Process process = CommandRun.start(
                    command(server, freePort()), directory.serverLog().toFile());
            Optional<Postmaster> ready = awaitReady(server, process);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (attempt == ATTEMPTS || !log().contains(PORT_TAKEN)) {
                throw notStarted(server, process);
            }
        }
    }

    private List<String> command(ServerRecord server, int port) {
        List<String> command = new ArrayList<>();
        if (LaunchAccount.isOnPath("setsid")) {
            // Ctrl-C in the terminal of the JVM that happened to start the server must not end it for all others.
            command.add("setsid");
        }
        command.addAll(
                binaries.command("postgres", "-D", server.dataDirectory().toString(), "-p", Integer.toString(port)));
        return command;
    }

    /** Looks every 5 ms, since the server tells by a file only. Empty if the process has ended. */
    private Optional<Postmaster> awaitReady(ServerRecord server, Process process)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        while (process.isAlive()) {
            Optional<Postmaster> ready = server.readyPostmaster();
            if (ready.isPresent()) {
                return ready;
            }
            if (System.nanoTime() - deadline > 0) {
                ThrowawayPostgresException failure = notStarted(server, process);
                process.destroyForcibly();
                throw failure;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return Optional.empty();
    }

    private ThrowawayPostgresException notStarted(ServerRecord server, Process process) throws IOException {
        String state = process.isAlive()
                ? "is not ready after %d s (ThrowawayPostgres.builder().startTimeout(..))".formatted(bound.toSeconds())
                : "ended with code %d".formatted(process.exitValue());
        return new ThrowawayPostgresException(
                ("PostgreSQL %s: run as %s, data in %s. Its log %s ends with:%n%s%nIf a setting is refused, mend "
                                + "ThrowawayPostgres.builder().setting(..); if files are damaged, delete %s, %s.")
                        .formatted(
                                state,
                                binaries.account().description(),
                                server.dataDirectory(),
                                directory.serverLog(),
                                lastLines(log()),
                                template.root().getParent(),
                                GivenUrl.WAY_OUT));
    }

    private String log() throws IOException {
        return Files.readString(directory.serverLog());
    }

    private static String lastLines(String log) {
        List<String> lines = log.lines().toList();
        return String.join(
                System.lineSeparator(), lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Fails when the server runs with other settings than it was given. */
    static void verify(Map<String, String> expected, Map<String, String> actual) {
        List<String> differences = expected.entrySet().stream()
                .filter(setting -> !setting.getValue().equals(actual.get(setting.getKey())))
                .map(setting -> "%s is \"%s\", expected \"%s\""
                        .formatted(setting.getKey(), actual.get(setting.getKey()), setting.getValue()))
                .toList();
        if (!differences.isEmpty()) {
            throw new ThrowawayPostgresException(("PostgreSQL does not run as asked: %s. Give values to "
                            + "ThrowawayPostgres.builder().setting(..) as SHOW prints them, such as \"64MB\" or \"on\".")
                    .formatted(String.join("; ", differences)));
        }
    }
}
