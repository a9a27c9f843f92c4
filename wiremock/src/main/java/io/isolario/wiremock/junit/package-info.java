/** JUnit support: annotations and parameter resolvers. */
@NullMarked
package io.isolario.wiremock.junit;

import org.jspecify.annotations.NullMarked;
