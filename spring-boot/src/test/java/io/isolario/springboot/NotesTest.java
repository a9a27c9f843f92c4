package io.isolario.springboot;

import io.isolario.junit.Sandboxed;
import io.isolario.springboot.notes.NotesApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A sandboxed test of the notes application, which is started once for all of them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = NotesApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"notes.label=shared", "spring.datasource.url=jdbc:h2:mem:notes;DB_CLOSE_DELAY=-1"})
@Sandboxed
@interface NotesTest {}
