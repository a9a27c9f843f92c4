package io.isolario.springboot;

import io.isolario.core.Scope;
import io.isolario.springboot.support.StandIn;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.Lifecycle;
import org.springframework.context.LifecycleProcessor;

/**
 * Starts, pauses and stops what lives with an application context outside every sandbox.
 *
 * <p>Since Spring 7 a context is paused, and started again, when tests turn to another one: by the thread of whichever test that is.
 * What is started belongs to no test.
 */
final class DetachedLifecycle implements LifecycleProcessor {

    private final LifecycleProcessor application;
    private final ReentrantLock phases = new ReentrantLock();

    private DetachedLifecycle(LifecycleProcessor application) {
        this.application = application;
    }

    /** Wraps the processor of a context. */
    static final class Wrapping implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return bean instanceof LifecycleProcessor processor
                    ? StandIn.of(processor, new DetachedLifecycle(processor), LifecycleProcessor.class, Lifecycle.class)
                    : bean;
        }
    }

    @Override
    public void onRefresh() {
        detached(application::onRefresh);
    }

    @Override
    public void onRestart() {
        detached(application::onRestart);
    }

    @Override
    public void onPause() {
        detached(application::onPause);
    }

    @Override
    public void onClose() {
        detached(application::onClose);
    }

    @Override
    public void start() {
        detached(application::start);
    }

    @Override
    public void stop() {
        detached(application::stop);
    }

    @Override
    public boolean isRunning() {
        return application.isRunning();
    }

    private void detached(Runnable phase) {
        if (phases.isHeldByCurrentThread()) {
            // A processor finds itself among the beans that it starts and stops, and does not know itself in this
            // guise.
            return;
        }
        phases.lock();
        try (Scope scope = Scope.detached()) {
            phase.run();
        } finally {
            phases.unlock();
        }
    }
}
