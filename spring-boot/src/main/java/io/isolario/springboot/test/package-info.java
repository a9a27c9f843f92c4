/** Spring's test context and JUnit: switches Isolario on and finds its registry. */
@NullMarked
package io.isolario.springboot.test;

import org.jspecify.annotations.NullMarked;
