package io.isolario.springboot.event;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.capture.CapturedEvents;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Hands the context of every observation that stops to its sandbox: that of the thread that stops it, else that of the thread that
 * started it.
 */
final class ObservationTap implements BeanPostProcessor {

    private final ObjectProvider<SandboxRegistry> registry;

    ObservationTap(ObjectProvider<SandboxRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        // Without a handler a registry calls itself no-op; one that is takes no handler.
        if (bean instanceof ObservationRegistry observations) {
            observations.observationConfig().observationHandler(new Handler());
        }
        return bean;
    }

    private final class Handler implements ObservationHandler<Observation.Context> {

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStart(Observation.Context context) {
            ManagedSandbox.current().ifPresent(sandbox -> context.put(ObservationTap.class, sandbox));
        }

        @Override
        public void onStop(Observation.Context context) {
            ManagedSandbox started = context.get(ObservationTap.class);
            ManagedSandbox sandbox = ManagedSandbox.current().orElse(started);
            if (sandbox != null && sandbox.registry() == registry.getIfAvailable()) {
                sandbox.findSession(CapturedEvents.class).ifPresent(events -> events.add(context));
            }
        }
    }
}
