package io.isolario.springboot;

import io.isolario.junit.Sandboxed;
import io.isolario.springboot.counters.CountersApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A sandboxed test of the counters application, which is started once for all of them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = CountersApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"counters.label=drawer", "spring.datasource.url=jdbc:h2:mem:${random.uuid};DB_CLOSE_DELAY=-1"})
@Sandboxed
public @interface CountersTest {}
