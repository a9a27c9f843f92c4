package io.isolario.examples.forum;

import io.isolario.examples.forum.chat.ScopedChat;
import io.isolario.examples.forum.suite.BaselineWatch;
import io.isolario.junit.Sandboxed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test class that talks to the one running forum, each test inside its own sandbox. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({BaselineWatch.class, ScopedChat.class})
@Sandboxed
public @interface ForumTest {}
