package io.isolario.postgres;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a throwaway server is tuned: nothing need survive a crash, statements are short, and many tests connect at once.
 *
 * @param maxConnections how many connections the server accepts
 * @param chosen settings of the user; they win over ours
 */
record ServerSettings(int maxConnections, Map<String, String> chosen) {

    ServerSettings {
        chosen = Map.copyOf(chosen);
    }

    /** Returns all settings, each value as {@code SHOW} prints it. */
    Map<String, String> on(Storage storage) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("unix_socket_directories", "");
        all.put("max_connections", Integer.toString(maxConnections));
        addDurability(all, storage);
        addBehaviour(all);
        all.putAll(chosen);
        return all;
    }

    /** Returns a text that is the same for the same settings; two servers with the same text are interchangeable. */
    String fingerprint() {
        Map<String, String> sorted = new TreeMap<>(on(new Storage(Path.of(""), Long.MAX_VALUE)));
        return sorted.toString();
    }

    static String asConfigurationFile(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'")
                .collect(Collectors.joining("\n", "\n# A throwaway server: nothing here survives a crash.\n", "\n"));
    }

    private static void addDurability(Map<String, String> all, Storage storage) {
        all.put("fsync", "off");
        all.put("synchronous_commit", "off");
        all.put("full_page_writes", "off");
        // "minimal" is often advised, but makes TRUNCATE and CREATE DATABASE slower: new files are synchronised at
        // commit.
        all.put("wal_level", "replica");
        all.put("max_wal_size", storage.maxWalSize());
        all.put("checkpoint_timeout", "1h");
        all.put("shared_buffers", "128MB");
        if (!Platform.isWindows()) {
            // Within the data directory: deleted with it even after a crash, and not bounded by a container's small
            // /dev/shm.
            all.put("dynamic_shared_memory_type", "mmap");
        }
    }

    private static void addBehaviour(Map<String, String> all) {
        // Rolled-back and deleted rows pile up in the same few tables test after test.
        all.put("autovacuum", "on");
        all.put("autovacuum_naptime", "1s");
        all.put("autovacuum_vacuum_cost_delay", "0");
        all.put("deadlock_timeout", "200ms");
        all.put("log_lock_waits", "on");
        all.put("jit", "off");
    }
}
