/** The application under test: beans that keep state. */
@NullMarked
package io.isolario.springboot.counters;

import org.jspecify.annotations.NullMarked;
