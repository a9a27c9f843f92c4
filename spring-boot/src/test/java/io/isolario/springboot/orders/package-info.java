/** An application that logs, publishes events, observes itself and is configured in every way that applications are. */
@NullMarked
package io.isolario.springboot.orders;

import org.jspecify.annotations.NullMarked;
