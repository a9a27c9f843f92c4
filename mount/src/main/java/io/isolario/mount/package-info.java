/** Serves a real implementation of an external service inside the test JVM, for one sandbox. */
@NullMarked
package io.isolario.mount;

import org.jspecify.annotations.NullMarked;
