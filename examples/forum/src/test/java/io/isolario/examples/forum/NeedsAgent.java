package io.isolario.examples.forum;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What only the agent can follow: an element of a queue on its way to a thread that serves everybody. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
        named = "isolario.agent",
        matches = "off",
        disabledReason = "Without the agent nothing connects an element of a queue with its sandbox.")
@interface NeedsAgent {}
