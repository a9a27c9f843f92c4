/** Binds requests of Spring MVC, WebFlux and WebSocket to their sandbox. */
@NullMarked
package io.isolario.springboot.web;

import org.jspecify.annotations.NullMarked;
