package io.isolario.springboot.config;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * Which properties the singletons of an application have copied when they were made: into whatever has {@code @Value}, and into
 * beans of {@code @ConfigurationProperties}.
 *
 * <p>Looked up in the definitions of the beans, when it is first asked. What a bean has read from the Environment by itself, and
 * what one bean has copied from another, cannot be found there.
 */
final class CopiedProperties {

    private final DefaultListableBeanFactory beans;
    // Written once by whoever asks first, maybe by several with the same value.
    private volatile @Nullable List<Singleton> singletons;

    CopiedProperties(DefaultListableBeanFactory beans) {
        this.beans = beans;
    }

    /** @param prefix that of its configuration properties; empty if it has none */
    private record Singleton(String name, Class<?> type, List<ValuePlaceholder> values, String prefix) {}

    /** Returns the places that have a copy of a property. */
    List<CopiedProperty> of(String key) {
        PropertyKey wanted = PropertyKey.of(key);
        List<CopiedProperty> found = new ArrayList<>();
        for (Singleton each : all()) {
            for (ValuePlaceholder value : each.values) {
                if (value.key().equals(wanted)) {
                    found.add(new CopiedProperty(each.name, each.type, value.place(), Map.of()));
                }
            }
            String part = each.prefix.isEmpty() ? "" : wanted.partBelow(PropertyKey.of(each.prefix));
            if (BoundNames.of(each.type).contains(part)) {
                found.add(new CopiedProperty(
                        each.name, each.type, "bound below \"" + each.prefix + "\"", holders(each.name)));
            }
        }
        return found;
    }

    private Map<String, Class<?>> holders(String name) {
        Map<String, Class<?>> holders = new LinkedHashMap<>();
        for (String holder : beans.getDependentBeans(name)) {
            Class<?> type = beans.containsBeanDefinition(holder) ? typeOf(holder) : null;
            holders.put(holder, type == null ? Object.class : type);
        }
        return holders;
    }

    private List<Singleton> all() {
        List<Singleton> known = singletons;
        if (known == null) {
            known = Stream.of(beans.getBeanDefinitionNames())
                    .filter(name -> beans.getMergedBeanDefinition(name).isSingleton())
                    .flatMap(this::singleton)
                    .toList();
            singletons = known;
        }
        return known;
    }

    private Stream<Singleton> singleton(String name) {
        Class<?> type = typeOf(name);
        if (type == null) {
            return Stream.empty();
        }
        Method factory = beans.getMergedBeanDefinition(name) instanceof RootBeanDefinition root
                ? root.getResolvedFactoryMethod()
                : null;
        List<ValuePlaceholder> values = new ArrayList<>();
        if (factory != null) {
            ValuePlaceholder.addParameters(factory, values);
        }
        ValuePlaceholder.addAll(type, values);
        String prefix = prefixOf(type, factory);
        return values.isEmpty() && prefix.isEmpty()
                ? Stream.empty()
                : Stream.of(new Singleton(name, type, List.copyOf(values), prefix));
    }

    private @Nullable Class<?> typeOf(String name) {
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    private static String prefixOf(Class<?> type, @Nullable Method factory) {
        Stream<Supplier<@Nullable ConfigurationProperties>> declared = Stream.of(
                () -> factory == null
                        ? null
                        : AnnotatedElementUtils.findMergedAnnotation(factory, ConfigurationProperties.class),
                () -> AnnotatedElementUtils.findMergedAnnotation(type, ConfigurationProperties.class));
        return declared.flatMap(each -> Stream.ofNullable(each.get()))
                .map(ConfigurationProperties::prefix)
                .filter(prefix -> !prefix.isEmpty())
                .findFirst()
                .orElse("");
    }
}
