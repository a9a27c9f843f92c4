package io.isolario.wiremock.junit;

import io.isolario.wiremock.Stubs;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets a test of JUnit Jupiter use real services in the place of their stubs, outside the normal run.
 *
 * <pre>{@code
 * @RealService("github")                               // the same tests, against GitHub
 * class RealProfileTest extends ProfileTest {}
 * }</pre>
 *
 * <p>It is skipped unless the property {@code isolario.real} is {@code true}, or lists the services: as a system property or as
 * a configuration parameter of JUnit. It has the tag {@value #TAG}, to select such tests only, or none of them. Then requests of its sandbox
 * are passed on as by {@link Stubs#real()}, from the first {@code @BeforeEach} method on, and after a reset too.
 *
 * <p>On a class it goes for subclasses and nested classes too; those may name further services.
 */
@Documented
@Inherited
@Tag(RealService.TAG)
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealServiceExtension.class)
public @interface RealService {

    /** The tag of tests that use real services. */
    String TAG = "real";

    /** Returns the names of the services. */
    String[] value();

    /** Returns whether {@link Stubs#recording} makes its file anew in this test, for tests of the normal run to answer from. */
    boolean record() default false;
}
