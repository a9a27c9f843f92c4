package io.isolario.springboot.support;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;

/**
 * Stands in for a bean: what its contracts declare is answered by a replacement, the rest by the bean itself.
 *
 * <p>It keeps the class of the bean, because an application may inject it by class, or call one {@code @Bean} method from another:
 * Spring refuses both when a bean turns out to be a mere implementation of an interface. A bean of a final class, or
 * with a final method of a contract, keeps its interfaces at least.
 */
public final class StandIn implements MethodInterceptor {

    private final Object replacement;
    private final Map<Signature, Method> contracts;

    private StandIn(Object replacement, Stream<Class<?>> contracts) {
        this.replacement = replacement;
        this.contracts = contracts
                .flatMap(contract -> Arrays.stream(contract.getMethods()))
                .collect(Collectors.toMap(Signature::of, Function.identity(), (first, second) -> first));
    }

    /** Returns a stand-in for {@code bean}; {@code replacement} implements all of the contracts. */
    public static Object of(Object bean, Object replacement, Class<?>... contracts) {
        StandIn standIn = new StandIn(replacement, Stream.of(contracts));
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(standIn.canExtend(bean.getClass()));
        factory.setOpaque(true);
        factory.addAdvice(standIn);
        return factory.getProxy(bean.getClass().getClassLoader());
    }

    /** A final method would go past the replacement. */
    private boolean canExtend(Class<?> type) {
        return !Modifier.isFinal(type.getModifiers())
                && Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isFinal(method.getModifiers()))
                        .noneMatch(method -> contracts.containsKey(Signature.of(method)));
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method contract = contracts.get(Signature.of(invocation.getMethod()));
        return contract == null
                ? invocation.proceed()
                : AopUtils.invokeJoinpointUsingReflection(replacement, contract, invocation.getArguments());
    }

    private record Signature(String name, List<Class<?>> parameters) {

        static Signature of(Method method) {
            return new Signature(method.getName(), List.of(method.getParameterTypes()));
        }
    }
}
