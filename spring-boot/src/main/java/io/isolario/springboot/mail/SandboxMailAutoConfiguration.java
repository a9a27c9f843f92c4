package io.isolario.springboot.mail;

import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedMails;
import io.isolario.springboot.SandboxRegistryAutoConfiguration;
import io.isolario.springboot.support.ResourceSource;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Captures the mails that are sent in a sandbox: by beans that send mails, and over SMTP where that is asked for. */
@AutoConfiguration
@ConditionalOnProperty(SandboxRegistryAutoConfiguration.ENABLED)
@ConditionalOnClass(MimeMessage.class)
public class SandboxMailAutoConfiguration {

    @Bean
    ResourceSource isolarioMails() {
        return () -> List.of(CapturedMails.resource());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JavaMailSender.class)
    static class Senders {

        @Bean
        static MailSenderWrapping isolarioMailSenderWrapping(ObjectProvider<SandboxRegistry> registry) {
            return new MailSenderWrapping(registry);
        }
    }
}
