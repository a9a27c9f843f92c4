/** What a resource implements so that clients outside the JVM can use its part of a sandbox. */
@NullMarked
package io.isolario.core.remote;

import org.jspecify.annotations.NullMarked;
