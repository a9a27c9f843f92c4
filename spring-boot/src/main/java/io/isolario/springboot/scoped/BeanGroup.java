package io.isolario.springboot.scoped;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

/**
 * Instances of beans that are made, started and stopped together, as an application context would do it.
 *
 * <p>They come from a bean factory below that of the application with copies of their definitions, so that those among them that
 * use each other do so here, and whatever else they use is the application's. Confined to one thread at a time.
 */
final class BeanGroup {

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final DefaultListableBeanFactory beans;

    BeanGroup(DefaultListableBeanFactory application, Set<String> names) {
        this.beans = new DefaultListableBeanFactory(application);
        beans.copyConfigurationFrom(application);
        beans.addEmbeddedValueResolver(application::resolveEmbeddedValue);
        beans.getBeanPostProcessors().removeIf(BeanGroup::registersElsewhere);
        for (String name : names) {
            RootBeanDefinition definition =
                    ((RootBeanDefinition) application.getMergedBeanDefinition(name)).cloneBeanDefinition();
            definition.setLazyInit(false);
            beans.registerBeanDefinition(name, definition);
        }
    }

    /**
     * What would make others call an instance on their own, or stand in for it once more. Event listeners are looked up by the name
     * of the bean, so the one stand-in hears for all.
     */
    private static boolean registersElsewhere(BeanPostProcessor processor) {
        String type = processor.getClass().getSimpleName();
        return processor instanceof ScopableBeans
                || processor instanceof ScheduledAnnotationBeanPostProcessor
                || type.equals("ApplicationListenerDetector")
                || type.endsWith("ListenerAnnotationBeanPostProcessor");
    }

    /** Makes all instances, and returns them by the names of their beans. */
    Map<String, Object> make() {
        beans.preInstantiateSingletons();
        Map<String, Object> instances = new LinkedHashMap<>();
        for (String name : beans.getBeanDefinitionNames()) {
            instances.put(name, beans.getBean(name));
        }
        return instances;
    }

    /** Returns an instance, which is made if it has not been yet; empty for a bean of the application. */
    Optional<Object> find(String name) {
        return beans.containsLocalBean(name) ? Optional.of(beans.getBean(name)) : Optional.empty();
    }

    /** Starts what starts by itself with an application context. */
    void start() {
        for (Map.Entry<String, Lifecycle> each : inOrder()) {
            if (each.getValue() instanceof SmartLifecycle smart && smart.isAutoStartup()) {
                smart.start();
            }
        }
    }

    /** Stops and destroys all instances; all of them even if one fails. */
    void close() {
        Failures failures = new Failures();
        List<Map.Entry<String, Lifecycle>> running = inOrder();
        for (int i = running.size() - 1; i >= 0; i--) {
            Map.Entry<String, Lifecycle> each = running.get(i);
            failures.collect(() -> stop(each.getKey(), each.getValue()));
        }
        failures.collect(beans::destroySingletons);
        failures.orThrow();
    }

    private static void stop(String name, Lifecycle instance) {
        if (!instance.isRunning()) {
            return;
        }
        if (!(instance instanceof SmartLifecycle smart)) {
            instance.stop();
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        smart.stop(stopped::countDown);
        try {
            if (!stopped.await(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Bean \"" + name + "\" of the sandbox did not stop within "
                        + STOP_PATIENCE.toSeconds() + " s. Its stop(Runnable) has to run its argument.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Map.Entry<String, Lifecycle>> inOrder() {
        return beans.getBeansOfType(Lifecycle.class, false, false).entrySet().stream()
                .sorted(Comparator.comparingInt(each -> phaseOf(each.getValue())))
                .toList();
    }

    private static int phaseOf(Lifecycle instance) {
        return instance instanceof SmartLifecycle smart ? smart.getPhase() : 0;
    }
}
