package io.isolario.postgres;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * The servers that this JVM uses, with how often: a test class that opens one and closes it must not end it for the others. The
 * only mutable static state of this module; it also keeps the file locks reachable.
 */
final class OpenServers {

    /**
     * Interned, so that it is the same object for all copies of this class in the JVM: file locks are a matter of the whole
     * process, whatever the number of class loaders.
     */
    private static final Object JVM_LOCK = "io.isolario.postgres.OpenServers".intern();

    @GuardedBy("JVM_LOCK")
    private static final Map<String, Use> USES = new HashMap<>();

    private record Use(SharedServer server, int count) {}

    private OpenServers() {}

    static SharedServer use(ServerPlan plan) throws IOException, TimeoutException, InterruptedException, SQLException {
        synchronized (JVM_LOCK) {
            String id = plan.directory().root().toString();
            Use use = USES.get(id);
            if (use != null && use.server().postmaster().isAlive()) {
                USES.put(id, new Use(use.server(), use.count() + 1));
                return use.server();
            }
            SharedServer server = SharedServer.open(plan);
            USES.put(id, new Use(server, 1));
            return server;
        }
    }

    static void release(SharedServer server) {
        synchronized (JVM_LOCK) {
            for (Map.Entry<String, Use> entry : USES.entrySet()) {
                Use use = entry.getValue();
                if (use.server() == server && use.count() > 1) {
                    entry.setValue(new Use(server, use.count() - 1));
                    return;
                }
            }
            USES.values().removeIf(use -> use.server() == server);
            server.close();
        }
    }
}
