package io.isolario.springboot.scoped;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.aop.TargetSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ClassUtils;

/**
 * What stands in for a bean: each call goes to the instance of the caller's sandbox, else to the original.
 *
 * @param original the singleton, for unowned work and for sandboxes that do not have an instance
 * @param beanName its name
 * @param instancesOfCaller finds what the caller's sandbox has
 */
record SandboxTargetSource(Object original, String beanName, Supplier<Optional<ScopedInstances>> instancesOfCaller)
        implements TargetSource {

    static Object standIn(Object bean, String beanName, Supplier<Optional<ScopedInstances>> instancesOfCaller) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTargetSource(new SandboxTargetSource(bean, beanName, instancesOfCaller));
        if (AopUtils.isJdkDynamicProxy(bean)) {
            factory.setInterfaces(ClassUtils.getAllInterfaces(bean));
        } else {
            factory.setProxyTargetClass(true);
        }
        // Nobody may add advice to it: that belongs to each instance.
        factory.setOpaque(true);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    @Override
    public Class<?> getTargetClass() {
        return original.getClass();
    }

    @Override
    public boolean isStatic() {
        return false;
    }

    @Override
    public Object getTarget() {
        return instancesOfCaller
                .get()
                .flatMap(instances -> instances.find(beanName))
                .orElse(original);
    }
}
