@NullMarked
package io.isolario.wiremock;

import org.jspecify.annotations.NullMarked;
