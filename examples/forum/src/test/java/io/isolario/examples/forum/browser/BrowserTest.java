package io.isolario.examples.forum.browser;

import io.isolario.examples.forum.chat.ScopedChat;
import io.isolario.examples.forum.suite.BaselineWatch;
import io.isolario.junit.Sandboxed;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test class that uses the one running forum by browsers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@ExtendWith(Chromium.IsThere.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import({BaselineWatch.class, ScopedChat.class})
@Sandboxed
@interface BrowserTest {}
