package io.isolario.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts what a field of a test holds in the place of all objects of a type, for the sandbox of each test of the class, as
 * {@code sandbox.replace(type, value)} does.
 *
 * <pre>{@code
 * @SandboxReplace
 * Payments payments = order -> Receipt.of("r-1");
 *
 * @SandboxReplace(Mailer.class)
 * RecordingMailer mailer = new RecordingMailer();
 * }</pre>
 *
 * <p>It is done before the {@code @BeforeEach} methods of the test; for a field that they, or another extension such as Mockito's,
 * assign, right before the test itself. A field that is null then fails the test.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SandboxReplace {

    /** Returns the type to replace; the type of the field when it is not given. */
    Class<?> value() default SandboxReplace.class;
}
