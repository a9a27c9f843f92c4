package io.isolario.springboot.event;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedEvents;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;

/**
 * Hands every event that is published in a sandbox to it, before any listener of the application hears it: one that fails keeps
 * the others from hearing it. What an application publishes is the payload, if it is no event of Spring itself.
 */
final class EventTap implements ApplicationListener<ApplicationEvent>, Ordered {

    /** What Spring's test framework publishes about the life of a test is none of the application's. */
    private static final String OF_TESTS = "org.springframework.test.";

    private final ObjectProvider<SandboxRegistry> registry;

    EventTap(ObjectProvider<SandboxRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        if (event.getClass().getName().startsWith(OF_TESTS)) {
            return;
        }
        // Events of the start-up come before there is a registry, and those of other applications are none of ours.
        ManagedSandbox sandbox = ManagedSandbox.current().orElse(null);
        if (sandbox != null && sandbox.registry() == registry.getIfAvailable()) {
            Object published = event instanceof PayloadApplicationEvent<?> wrapped ? wrapped.getPayload() : event;
            sandbox.findSession(CapturedEvents.class).ifPresent(events -> events.add(published));
        }
    }
}
