package io.isolario.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxOptions;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.Scope;
import io.isolario.core.event.Mail;
import io.isolario.springboot.orders.OrdersApplication;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Mails of an application that sends them by SMTP itself: whose they are is known by the connection. */
@EnabledIfSystemProperty(named = "isolario.agent", matches = "required", disabledReason = "The agent is off here.")
@Isolated("It starts applications: two that start at once configure one logging system.")
class SmtpWithAgentTest {

    private static final int AT_ONCE = 32;

    private final ConfigurableApplicationContext application = new SpringApplicationBuilder(OrdersApplication.class)
            .web(WebApplicationType.NONE)
            .run(
                    "--isolario.enabled=true",
                    "--isolario.smtp.port-property=orders.smtp.port",
                    "--spring.datasource.url=jdbc:h2:mem:smtp-agent");
    private final SandboxRegistry registry = application.getBean(SandboxRegistry.class);

    @AfterEach
    void close() {
        application.close();
    }

    private void send(String subject) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", application.getEnvironment().getRequiredProperty("orders.smtp.port"));
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(properties));
            message.setFrom("shop@example.org");
            message.setRecipients(Message.RecipientType.TO, "ana@example.org");
            message.setSubject(subject);
            message.setText("Hello");
            Transport.send(message);
        } catch (MessagingException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void belongToTheSandboxWhoseThreadSendsThem() {
        try (ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder("ana").build());
                Scope scope = sandbox.enter()) {
            CompletableFuture.runAsync(() -> send("Hello")).join();

            assertThat(sandbox.mails().awaitOne().subject()).isEqualTo("Hello");
        }
    }

    @Test
    void ofManySandboxesAtOnceDoNotMix() {
        List<CompletableFuture<Void>> tests = IntStream.range(0, AT_ONCE)
                .mapToObj(number -> CompletableFuture.runAsync(() -> sendsAlone("mail " + number)))
                .toList();

        tests.forEach(CompletableFuture::join);
        assertThat(registry.openSandboxes()).isEmpty();
    }

    private void sendsAlone(String subject) {
        try (ManagedSandbox sandbox =
                        registry.open(SandboxOptions.builder(subject).build());
                Scope scope = sandbox.enter()) {
            for (int i = 0; i < 10; i++) {
                send(subject + " of " + i);
            }
            assertThat(sandbox.mails().all())
                    .extracting(Mail::subject)
                    .isEqualTo(IntStream.range(0, 10)
                            .mapToObj(i -> subject + " of " + i)
                            .toList());
        }
    }
}
