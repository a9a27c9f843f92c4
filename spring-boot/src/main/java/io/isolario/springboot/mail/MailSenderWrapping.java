package io.isolario.springboot.mail;

import io.isolario.core.SandboxRegistry;
import io.isolario.springboot.support.StandIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.mail.MailSender;
import org.springframework.mail.javamail.JavaMailSender;

/** Lets every JavaMailSender bean capture what is sent in a sandbox; it keeps its class and its configuration. */
public final class MailSenderWrapping implements BeanPostProcessor {

    private final ObjectProvider<SandboxRegistry> registry;

    MailSenderWrapping(ObjectProvider<SandboxRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof JavaMailSender sender) {
            CapturingMailSender capturing = new CapturingMailSender(sender, registry::getObject);
            return StandIn.of(sender, capturing, JavaMailSender.class, MailSender.class);
        }
        return bean;
    }
}
