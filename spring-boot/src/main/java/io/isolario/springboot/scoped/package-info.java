/** Beans of which each sandbox has its own instance. */
@NullMarked
package io.isolario.springboot.scoped;

import org.jspecify.annotations.NullMarked;
