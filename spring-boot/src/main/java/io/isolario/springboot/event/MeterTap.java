package io.isolario.springboot.event;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Hands what the application tells its meters to the sandbox of the thread that tells it; every composite registry is listened to. */
final class MeterTap implements BeanPostProcessor, DisposableBean {

    private final ObjectProvider<SandboxRegistry> registry;
    private final SandboxMeterRegistry meters = new SandboxMeterRegistry(this::publish);
    private final Collection<CompositeMeterRegistry> composites = new ConcurrentLinkedQueue<>();

    MeterTap(ObjectProvider<SandboxRegistry> registry) {
        this.registry = registry;
    }

    MeterRegistry meters() {
        return meters;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof CompositeMeterRegistry composite) {
            composites.add(composite);
            composite.add(meters);
        }
        return bean;
    }

    private void publish(MeterUpdate update) {
        ManagedSandbox sandbox = ManagedSandbox.watched().orElse(null);
        if (sandbox != null && sandbox.registry() == registry.getIfAvailable()) {
            sandbox.findSession(CapturedEvents.class).ifPresent(events -> events.add(update));
        }
    }

    /** A composite may outlive the application: the one that {@code Metrics} has is of the JVM. */
    @Override
    public void destroy() {
        composites.forEach(composite -> composite.remove(meters));
        meters.close();
    }
}
