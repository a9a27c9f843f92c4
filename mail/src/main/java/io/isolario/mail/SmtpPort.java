package io.isolario.mail;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SMTP server that receives the mails of all sandboxes on one port. A connection tells the sandbox: the agent notes which
 * sandbox the thread is in that opens it. Thread-safe.
 */
public final class SmtpPort implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpPort.class);

    private final ServerSocket server;
    // By local port, which is used again by later connections: the sandbox that made the latest one from it.
    private final Map<Integer, SmtpConnections> makers = new ConcurrentHashMap<>();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    // Set when the registry is built: before that there is no sandbox.
    private volatile @Nullable SandboxRegistry registry;

    private SmtpPort(ServerSocket server) {
        this.server = server;
    }

    /**
     * Opens a free port of the loopback interface.
     *
     * @throws UncheckedIOException if there is none
     */
    public static SmtpPort open() {
        try {
            SmtpPort port = new SmtpPort(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon(port::accept, "isolario-smtp-" + port.port());
            return port;
        } catch (IOException failure) {
            throw new UncheckedIOException("The SMTP port of the sandboxes cannot be opened.", failure);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the address that clients connect to. */
    public String host() {
        return server.getInetAddress().getHostAddress();
    }

    /** Returns the number of the port. */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                daemon(() -> talk(client), "isolario-smtp-" + port() + "-" + client.getPort());
            } catch (IOException failure) {
                LOG.debug("No connection was accepted at the SMTP port.", failure);
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            converse(client);
        } catch (IOException failure) {
            LOG.debug("A client of the SMTP port is gone.", failure);
        } finally {
            clients.remove(client);
        }
    }

    private void converse(Socket client) throws IOException {
        int clientPort = client.getPort();
        try {
            new SmtpDialogue(client, () -> makerOf(clientPort), this::explain).run();
        } finally {
            // Here, as long as nobody else can have the port: a client that never said a word was not asked for.
            makers.remove(clientPort);
        }
    }

    /** Returns the sandbox that made the connection from a port; it is asked once for each connection. */
    Optional<ManagedSandbox> makerOf(int clientPort) {
        return Optional.ofNullable(makers.remove(clientPort)).map(SmtpConnections::sandbox);
    }

    void made(int clientPort, SmtpConnections maker) {
        makers.put(clientPort, maker);
    }

    void forget(SmtpConnections maker) {
        makers.values().removeIf(each -> each == maker);
    }

    /** Says who might own a mail of which that is not known. */
    private String explain() {
        SandboxRegistry application = registry;
        return "Isolario takes mails of sandboxes only, and this connection was made by a thread that has none, or that"
                + " nobody knows of: connections are told by the agent, and only those of java.net.Socket. Open sandboxes: "
                + (application == null ? "none" : application.openSandboxes())
                + ". Ways out: let the work be followed, use the agent, send the header X-Isolario-Sandbox with the mail, or"
                + " send it by a JavaMailSender";
    }

    public SandboxResource<SmtpConnections> resource() {
        return new SandboxResource<>() {

            @Override
            public String name() {
                return "SMTP";
            }

            @Override
            public Class<SmtpConnections> sessionType() {
                return SmtpConnections.class;
            }

            @Override
            public void attach(SandboxRegistry application) {
                registry = application;
            }

            @Override
            public SmtpConnections open(ManagedSandbox sandbox) {
                return new SmtpConnections(sandbox, SmtpPort.this);
            }
        };
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException failure) {
            LOG.debug("The SMTP port was not closed cleanly.", failure);
        }
    }
}
