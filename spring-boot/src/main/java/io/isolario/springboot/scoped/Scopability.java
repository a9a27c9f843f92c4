package io.isolario.springboot.scoped;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Whether a bean can have an instance in each sandbox.
 *
 * @param reasonAgainst why not, and the ways out; empty if it can
 */
record Scopability(Optional<String> reasonAgainst) {

    static final Scopability CREATED_TOO_EARLY = new Scopability(Optional.of(
            "it was created before beans could be prepared for that, as part of a BeanPostProcessor. Declare a bean that it is"
                    + " used by, or declare the BeanPostProcessor's dependency as @Lazy in the application"));

    static Scopability of(Object bean, String beanName, ConfigurableListableBeanFactory beans) {
        return new Scopability(reasonAgainst(bean, beanName, beans));
    }

    private static Optional<String> reasonAgainst(Object bean, String beanName, ConfigurableListableBeanFactory beans) {
        Class<?> type = ClassUtils.getUserClass(bean);
        if (!beans.containsBeanDefinition(beanName) || !beans.isSingleton(beanName)) {
            return Optional.of(
                    "it is no singleton with a bean definition of its own. Declare a singleton bean, or replace the"
                            + " object that it takes its state from");
        }
        if (bean instanceof DataSource) {
            return Optional.of("each sandbox has a database of its own already. Leave the declaration out");
        }
        if (AopUtils.isJdkDynamicProxy(bean)) {
            return Optional.empty();
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return Optional.of(
                    "its class is final, so nothing can stand in for it. Make the class extensible (in Kotlin:"
                            + " open), declare a bean of another class that uses it, or give the test what it keeps by other means");
        }
        List<String> finalMethods = finalMethodsOf(type);
        return finalMethods.isEmpty()
                ? Optional.empty()
                : Optional.of("its methods " + finalMethods
                        + " are final, and would bypass whatever stands in for it. Make them"
                        + " extensible, or declare a bean of another class that uses it");
    }

    private static List<String> finalMethodsOf(Class<?> type) {
        return Stream.<Class<?>>iterate(type, each -> each != Object.class, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic())
                .filter(method -> isFinalInstanceMethod(method.getModifiers()))
                .map(Method::getName)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isFinalInstanceMethod(int modifiers) {
        return Modifier.isFinal(modifiers) && !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers);
    }
}
