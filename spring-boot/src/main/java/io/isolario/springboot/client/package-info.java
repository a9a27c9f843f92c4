/** Adds the carrier to requests of Spring's HTTP clients. */
@NullMarked
package io.isolario.springboot.client;

import org.jspecify.annotations.NullMarked;
