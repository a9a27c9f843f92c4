package io.isolario.springboot.scoped;

import io.isolario.core.ManagedSandbox;
import io.isolario.core.SandboxRegistry;
import io.isolario.core.SandboxResource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * The beans that some test class or configuration declares by {@link SandboxScoped}: each gets a stand-in that leads to the
 * instance of the caller's sandbox, if that has one.
 *
 * <p>A bean that cannot have one is left as it is, so that only those who declare it hear why.
 */
public final class ScopableBeans implements BeanFactoryPostProcessor, BeanPostProcessor {

    private final Map<String, Scopability> byName = new ConcurrentHashMap<>();
    // All are set while the context is prepared, by one thread, and read from then on.
    private volatile @Nullable DefaultListableBeanFactory beans;
    private volatile Set<Class<?>> inEachSandbox = Set.of();
    private volatile Set<Class<?>> candidates = Set.of();
    // Set when the registry is built: before that there is no sandbox.
    private volatile @Nullable SandboxRegistry registry;

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        beans = (DefaultListableBeanFactory) beanFactory;
        Set<Class<?>> declared = new LinkedHashSet<>();
        for (String name : beanFactory.getBeanDefinitionNames()) {
            Class<?> type = beanFactory.getType(name, false);
            if (type != null) {
                declared.addAll(ScopedDeclarations.of(type));
            }
        }
        inEachSandbox = Set.copyOf(declared);
        if (beanFactory.getSingleton(ScopedCandidates.NAME) instanceof ScopedCandidates ofTests) {
            declared.addAll(ofTests.types());
        }
        candidates = Set.copyOf(declared);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof FactoryBean || !isCandidate(bean)) {
            return bean;
        }
        Scopability scopability = Scopability.of(bean, beanName, factory());
        byName.put(beanName, scopability);
        return scopability.reasonAgainst().isEmpty()
                ? SandboxTargetSource.standIn(bean, beanName, this::instancesOfCaller)
                : bean;
    }

    private boolean isCandidate(Object bean) {
        return candidates.stream().anyMatch(type -> type.isInstance(bean));
    }

    /** Returns what the caller's sandbox has instead of the originals; empty for unowned work. */
    private Optional<ScopedInstances> instancesOfCaller() {
        SandboxRegistry application = registry;
        return application == null
                ? Optional.empty()
                : application.current().flatMap(sandbox -> sandbox.findSession(ScopedInstances.class));
    }

    /** Returns whether and why not a bean can have an instance in each sandbox; it is created if it has not been so far. */
    Scopability scopability(String beanName) {
        factory().getBean(beanName);
        return byName.getOrDefault(beanName, Scopability.CREATED_TOO_EARLY);
    }

    DefaultListableBeanFactory factory() {
        DefaultListableBeanFactory factory = beans;
        if (factory == null) {
            throw new IllegalStateException("The application context has not been prepared yet.");
        }
        return factory;
    }

    public SandboxResource<ScopedInstances> resource() {
        return new Resource();
    }

    private final class Resource implements SandboxResource<ScopedInstances> {

        @Override
        public String name() {
            return "scoped beans";
        }

        @Override
        public Class<ScopedInstances> sessionType() {
            return ScopedInstances.class;
        }

        @Override
        public void attach(SandboxRegistry application) {
            registry = application;
        }

        @Override
        public ScopedInstances open(ManagedSandbox sandbox) {
            ScopedInstances instances = new ScopedInstances(sandbox, ScopableBeans.this);
            if (!inEachSandbox.isEmpty()) {
                instances.add(inEachSandbox, "a configuration class");
            }
            return instances;
        }
    }
}
