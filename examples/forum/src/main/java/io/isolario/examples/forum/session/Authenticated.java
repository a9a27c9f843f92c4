package io.isolario.examples.forum.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A controller, or a method of one, that asks for one of the given credentials. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Authenticated {

    Credential[] value() default {Credential.SESSION, Credential.API_KEY};
}
