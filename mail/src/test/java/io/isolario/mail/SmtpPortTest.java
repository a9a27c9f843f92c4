package io.isolario.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedMails;
import io.isolario.core.event.Mail;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose a connection is, of ports that are used again and again; told here as the agent would. */
class SmtpPortTest {

    private static final int BEFORE = 16;

    private final SmtpPort smtp = SmtpPort.open();
    private final SandboxRegistry registry = SandboxRegistry.builder("shop")
            .resource(smtp.resource())
            .resource(CapturedMails.resource())
            .build();

    @AfterEach
    void close() {
        registry.close();
        smtp.close();
    }

    private ManagedSandbox aSandbox(String owner) {
        return registry.open(SandboxOptions.builder(owner).build());
    }

    private void tell(ManagedSandbox sandbox, int localPort) {
        sandbox.session(SmtpConnections.class).connected(localPort, smtp.port());
    }

    @Test
    void isOfTheSandboxThatMadeTheLatestFromItsPort() throws Exception {
        List<ManagedSandbox> before = IntStream.range(0, BEFORE)
                .mapToObj(i -> aSandbox("before " + i))
                .toList();
        ManagedSandbox now = aSandbox("now");
        try (Socket socket = boundSocket()) {
            before.forEach(sandbox -> tell(sandbox, socket.getLocalPort()));
            tell(now, socket.getLocalPort());

            BufferedReader answers = connect(socket);
            say(socket, answers, "MAIL FROM:<shop@example.org>");
            say(socket, answers, "RCPT TO:<ana@example.org>");
            say(socket, answers, "DATA");
            assertThat(say(socket, answers, "Subject: Hello\r\n\r\nHello\r\n.")).isEqualTo("250 OK");
        }

        assertThat(now.mails().all()).extracting(Mail::subject).containsExactly("Hello");
        assertThat(before)
                .allSatisfy(sandbox -> assertThat(sandbox.mails().all()).isEmpty());
    }

    @Test
    void isForgottenAtItsEndAlsoIfNothingWasSaid() throws Exception {
        ManagedSandbox sandbox = aSandbox("silent");
        int clientPort;
        try (Socket socket = boundSocket()) {
            clientPort = socket.getLocalPort();
            tell(sandbox, clientPort);
            BufferedReader answers = connect(socket);
            socket.shutdownOutput();
            assertThat(answers.readLine()).as("the end").isNull();
        }

        assertThat(smtp.makerOf(clientPort)).isEmpty();
    }

    @Test
    void isForgottenWithItsSandbox() {
        ManagedSandbox sandbox = aSandbox("ended");
        tell(sandbox, 1);
        sandbox.close();

        assertThat(smtp.makerOf(1)).isEmpty();
    }

    private static Socket boundSocket() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private BufferedReader connect(Socket socket) throws IOException {
        socket.connect(new InetSocketAddress(smtp.host(), smtp.port()));
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(answers.readLine()).startsWith("220 ");
        return answers;
    }

    private static String say(Socket socket, BufferedReader answers, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return String.valueOf(answers.readLine());
    }
}
