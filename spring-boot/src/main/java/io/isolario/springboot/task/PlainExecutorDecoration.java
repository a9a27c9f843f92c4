package io.isolario.springboot.task;

import io.isolario.core.SandboxContext;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Lets executors of the JDK among the beans run each task in the sandbox of whoever submits it, if no agent does.
 *
 * <p>Nothing can stand in for the classes of the JDK, so a bean is left alone unless it is declared by an interface; what is
 * submitted to it then belongs to nobody. So does what is scheduled with a delay.
 *
 * @param beans tells how a bean is declared
 */
record PlainExecutorDecoration(ConfigurableListableBeanFactory beans) implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        boolean plain =
                bean instanceof ExecutorService && bean.getClass().getName().startsWith("java.util.concurrent.");
        if (!plain || !isDeclaredByInterface(beanName)) {
            return bean;
        }
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setOpaque(true);
        factory.addAdvice(new Submission(SandboxContext.wrap((ExecutorService) bean)));
        return factory.getProxy(beans.getBeanClassLoader());
    }

    private boolean isDeclaredByInterface(String beanName) {
        return beans.containsBeanDefinition(beanName)
                && beans.getMergedBeanDefinition(beanName) instanceof RootBeanDefinition definition
                && definition.getResolvedFactoryMethod() != null
                && definition.getResolvedFactoryMethod().getReturnType().isInterface();
    }

    /**
     * Submits through another executor that captures tasks, as long as nobody else follows them.
     *
     * @param capturing shares its threads with the bean
     */
    private record Submission(ExecutorService capturing) implements MethodInterceptor {

        private static final Set<Class<?>> CONTRACTS = Set.of(Executor.class, ExecutorService.class);

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            // Asked each time: the agent comes with the registry, later than most executors.
            return CONTRACTS.contains(invocation.getMethod().getDeclaringClass()) && !SandboxContext.followsByItself()
                    ? AopUtils.invokeJoinpointUsingReflection(
                            capturing, invocation.getMethod(), invocation.getArguments())
                    : invocation.proceed();
        }
    }
}
