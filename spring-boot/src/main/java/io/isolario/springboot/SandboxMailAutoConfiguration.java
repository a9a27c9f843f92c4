package io.isolario.springboot;

import io.isolario.core.CapturedMails;
import io.isolario.core.SandboxRegistry;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;

/** Captures the mails that are sent in a sandbox. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnClass({JavaMailSender.class, MimeMessage.class})
class SandboxMailAutoConfiguration {

    @Bean
    static MailSenderWrapping isolarioMailSenderWrapping(ObjectProvider<SandboxRegistry> registry) {
        return new MailSenderWrapping(registry);
    }

    @Bean
    ResourceSource isolarioMails() {
        return () -> List.of(CapturedMails.resource());
    }
}
