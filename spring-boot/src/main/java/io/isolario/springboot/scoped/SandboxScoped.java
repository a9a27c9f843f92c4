package io.isolario.springboot.scoped;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives each sandbox an instance of its own of the beans of these types, with all the state that they keep.
 *
 * <pre>{@code
 * @SpringBootTest
 * @Sandboxed
 * @SandboxScoped(TelemetryAggregator.class)
 * class TelemetryTest { ... }
 * }</pre>
 *
 * <p>On a test class, its super or enclosing classes, or as a meta-annotation, it goes for the sandboxes of the tests of the class.
 * On a configuration class it goes for all sandboxes of the application context. Several declarations add up. Test classes
 * that declare different beans share one application context.
 *
 * <p>The instance is made when the sandbox is opened, from the definition of the bean, and started as Spring would start it:
 * dependencies, {@code @PostConstruct}, init methods, {@code SmartLifecycle}. It is stopped, and destroyed likewise, when the
 * sandbox ends: once the work that is on its way has ended. Whoever has the bean injected gets, in the sandbox, that
 * instance, on every thread; unowned work uses the original.
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>Threads and tasks that the instance starts while it is made and started live as long as the sandbox; quiescence does not
 *       wait for them, only for what they take from queues. That they are followed into the sandbox takes the agent.
 *   <li>Event listeners of the bean hear in a sandbox what is published there, by its instance. What is scheduled, and listeners of
 *       message brokers, stay with the original: a test calls such a method itself.
 *   <li>A bean must be a singleton with a class that can be extended; its fields must not be accessed from outside. Caches of
 *       Spring need no declaration, each sandbox has its own.
 * </ul>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface SandboxScoped {

    /** Returns the types of the beans; every bean of such a type is meant. */
    Class<?>[] value();
}
