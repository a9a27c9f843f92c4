package io.isolario.springboot.task;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.scheduling.concurrent.ConcurrentTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Puts a {@link SandboxTaskDecorator} around the decorator that an executor of Spring has already.
 *
 * <p>Ours is the outermost: what the application's decorator does when the task runs belongs to the sandbox too, and the handler
 * of rejected tasks sees ours.
 */
final class ExecutorDecoration implements BeanPostProcessor {

    private static final String DECORATOR = "taskDecorator";
    private static final String EXECUTOR = "concurrentExecutor";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String beanName) {
        if (bean instanceof ThreadPoolTaskExecutor executor) {
            executor.setTaskDecorator(around(present(executor)));
        } else if (bean instanceof ThreadPoolTaskScheduler scheduler) {
            scheduler.setTaskDecorator(around(present(scheduler)));
        } else if (bean instanceof SimpleAsyncTaskExecutor executor) {
            executor.setTaskDecorator(around(present(executor)));
        } else if (bean instanceof TaskExecutorAdapter executor) {
            executor.setTaskDecorator(around(present(executor)));
        } else if (bean instanceof ConcurrentTaskExecutor executor) {
            executor.setTaskDecorator(around(present(executor)));
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ThreadPoolTaskExecutor executor) {
            ThreadPoolExecutor pool = executor.getThreadPoolExecutor();
            pool.setRejectedExecutionHandler(new RejectedTasks(pool.getRejectedExecutionHandler()));
        } else if (bean.getClass() == TaskExecutorAdapter.class) {
            watchRejections(bean);
        } else if (bean instanceof ConcurrentTaskExecutor
                && field(bean, "adaptedExecutor") instanceof TaskExecutorAdapter adapter) {
            watchRejections(adapter);
        }
        return bean;
    }

    /**
     * Makes an adapter hand its tasks to its executor through one that drops those turned away. Only its own field is changed: who
     * asks for the executor, as by getConcurrentExecutor(), gets that of the application.
     */
    private static void watchRejections(Object adapter) {
        if (field(adapter, EXECUTOR) instanceof Executor executor) {
            new DirectFieldAccessor(adapter).setPropertyValue(EXECUTOR, new DroppingExecutor(executor));
        }
    }

    private static TaskDecorator around(Optional<TaskDecorator> present) {
        return new SandboxTaskDecorator(present.orElse(task -> task));
    }

    /** Spring offers no way to ask an executor for its decorator, and to replace one unseen would lose it. */
    private static Optional<TaskDecorator> present(Object executor) {
        return Optional.ofNullable((TaskDecorator) field(executor, DECORATOR));
    }

    private static @Nullable Object field(Object executor, String name) {
        DirectFieldAccessor fields = new DirectFieldAccessor(executor);
        if (!fields.isReadableProperty(name)) {
            throw new IllegalStateException(executor.getClass().getName() + " has no field \"" + name
                    + "\": this version of Spring is not known to Isolario. Use Spring Boot 3.5 or 4.1, or set"
                    + " isolario.enabled=false.");
        }
        return fields.getPropertyValue(name);
    }
}
