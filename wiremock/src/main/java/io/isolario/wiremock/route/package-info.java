/** Routes: which stubs a sandbox expects to be called, and how often. */
@NullMarked
package io.isolario.wiremock.route;

import org.jspecify.annotations.NullMarked;
