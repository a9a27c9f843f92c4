package io.isolario.junit;

import io.isolario.core.Isolation;
import io.isolario.core.SandboxOptions;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Gives each test a sandbox of its own, from before its instance is created until after its last callback, and lets tests run
 * concurrently.
 *
 * <pre>{@code
 * @SpringBootTest
 * @Sandboxed
 * class OrderTest {
 *
 *     @Test
 *     void shipsAnOrder(Sandbox sandbox) {
 *         shop.order("book");
 *         sandbox.awaitQuiescence();
 *         assertThat(shop.orders()).hasSize(1);
 *     }
 * }
 * }</pre>
 *
 * <p>The sandbox is one of the registry that a {@link SandboxExtension} of the class has, else of the one that a {@link
 * RegistryLocator} finds. Constructors, test methods, and methods before and after each test can have a parameter of type {@code
 * Sandbox} or {@code Mails}. A test fails when its sandbox ends with a problem.
 *
 * <h2>Notes and cautions</h2>
 *
 * <ul>
 *   <li>On a class it goes for nested classes and subclasses too. On a method its attributes win over those of the class, each
 *       for itself. It can be used as a meta-annotation.
 *   <li>What runs once per class ({@code @BeforeAll}, {@code @AfterAll}, the constructor with lifecycle {@code PER_CLASS}) runs
 *       outside every sandbox.
 *   <li>With lifecycle {@code PER_CLASS}, concurrent tests share the fields of one instance; {@code @Execution(SAME_THREAD)} on
 *       such a class runs its tests one after another.
 * </ul>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SandboxedExtension.class)
@Execution(ExecutionMode.CONCURRENT)
public @interface Sandboxed {

    /** Returns how data is kept apart: one value, or none for the default of the registry. */
    Isolation[] isolation() default {};

    /**
     * Returns after how many seconds the sandbox is ended although the test still runs. Zero means never, a negative number the
     * default: {@link SandboxOptions#DEFAULT_OWNERSHIP_TIMEOUT}, or never under a debugger.
     */
    long ownershipTimeoutSeconds() default -1;

    /**
     * Returns how many milliseconds the end of a test waits for work that the test started. Zero means not at all, a negative
     * number the default: {@link SandboxOptions#DEFAULT_DRAIN_TIMEOUT}.
     */
    long drainTimeoutMillis() default -1;
}
