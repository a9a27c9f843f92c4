package io.isolario.wiremock.junit;

import io.isolario.wiremock.Stubs;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hands the stubs of a service to a parameter of type {@link Stubs} of a test, or of a {@code @BeforeEach} or {@code @AfterEach}
 * method, of JUnit Jupiter.
 *
 * <pre>{@code
 * @Test
 * void showsTheProfile(@StubbedService("github") Stubs github) {
 *     github.once(get("/users/octocat").willReturn(okJson("{}")));
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StubsParameterResolver.class)
public @interface StubbedService {

    /** Returns the name of the service. */
    String value();
}
