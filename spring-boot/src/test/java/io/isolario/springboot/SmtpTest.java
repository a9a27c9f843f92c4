package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.isolario.core.Sandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.carrier.Carriers;
import io.isolario.core.event.Mail;
import io.isolario.springboot.orders.OrdersApplication;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Mails of an application that sends them by SMTP itself, without an agent. */
@Isolated("It starts applications: two that start at once configure one logging system.")
class SmtpTest {

    private final ConfigurableApplicationContext application = new SpringApplicationBuilder(OrdersApplication.class)
            .web(WebApplicationType.NONE)
            .run(
                    "--isolario.enabled=true",
                    "--isolario.smtp.port-property=orders.smtp.port",
                    "--isolario.smtp.host-property=orders.smtp.host",
                    "--spring.datasource.url=jdbc:h2:mem:smtp");
    private final SandboxRegistry registry = application.getBean(SandboxRegistry.class);

    @AfterEach
    void close() {
        application.close();
    }

    private void send(String subject, String... headers) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", application.getEnvironment().getRequiredProperty("orders.smtp.host"));
        properties.put("mail.smtp.port", application.getEnvironment().getRequiredProperty("orders.smtp.port"));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("shop@example.org");
        message.setRecipients(Message.RecipientType.TO, "ana@example.org");
        message.addRecipient(Message.RecipientType.BCC, new InternetAddress("bob@example.org"));
        message.setSubject(subject);
        message.setText("Hello\n.\n..dots");
        for (String header : headers) {
            message.setHeader(Carriers.DEFAULT_HEADER, header);
        }
        Transport.send(message);
    }

    @Test
    void belongToTheSandboxThatTheyName() throws Exception {
        Sandbox sandbox = registry.open(SandboxOptions.builder("ana").build());
        Sandbox other = registry.open(SandboxOptions.builder("bob").build());

        send("Grüße", sandbox.id().value());

        assertThat(sandbox.mails().single())
                .isEqualTo(new Mail(
                        "shop@example.org",
                        List.of("ana@example.org", "bob@example.org"),
                        "Grüße",
                        "Hello\r\n.\r\n..dots\r\n",
                        ""));
        assertThat(other.mails().all()).isEmpty();
    }

    @Test
    void areRefusedWhenNobodyKnowsWhoseTheyAre() {
        Sandbox sandbox = registry.open(SandboxOptions.builder("ana").build());

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send("Hello"))
                .withMessageContaining(
                        "554 5.7.1 The mail to ana@example.org, bob@example.org belongs to no sandbox. Isolario"
                                + " takes mails of sandboxes only")
                .withMessageContaining("Open sandboxes: [" + sandbox + "]")
                .withMessageContaining("send the header X-Isolario-Sandbox with the mail");
        assertThat(sandbox.mails().all()).isEmpty();
    }

    @Test
    void areRefusedWhenTheirSandboxHasEnded() {
        Sandbox sandbox = registry.open(SandboxOptions.builder("ana").build());
        sandbox.close();

        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send("Hello", sandbox.id().value()))
                .withMessageContaining("554 5.7.1 Sandbox " + sandbox);
    }

    @Test
    void comeOneByOneOverAConnection() throws Exception {
        try (Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        application.getEnvironment().getRequiredProperty("orders.smtp.port", Integer.class));
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(answers.readLine()).startsWith("220 ");
            assertThat(said(socket, answers, "HELO shop")).isEqualTo("250 isolario");
            assertThat(said(socket, answers, "AUTH LOGIN")).startsWith("334 ");
            assertThat(said(socket, answers, "YW5h")).startsWith("334 ");
            assertThat(said(socket, answers, "c2VjcmV0")).startsWith("235 ");
            assertThat(said(socket, answers, "DATA")).isEqualTo("503 RCPT first");
            assertThat(said(socket, answers, "FROB")).isEqualTo("502 FROB is not understood");
            assertThat(said(socket, answers, "MAIL FROM:<shop@example.org>")).isEqualTo("250 OK");
            assertThat(said(socket, answers, "RCPT TO:<>")).isEqualTo("501 No address in: RCPT TO:<>");
            assertThat(said(socket, answers, "RCPT TO:<ana@example.org>")).isEqualTo("250 OK");
            assertThat(said(socket, answers, "DATA")).startsWith("354 ");
            assertThat(said(socket, answers, "Subject: Hello\r\n\r\nHello\r\n."))
                    .startsWith("554 5.7.1 ");
            assertThat(said(socket, answers, "RSET")).startsWith("421 4.3.2 One mail a connection");
            assertThat(answers.readLine()).isNull();
        }
    }

    private static String said(Socket socket, BufferedReader answers, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return String.valueOf(answers.readLine());
    }
}
