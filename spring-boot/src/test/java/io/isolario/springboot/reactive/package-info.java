/** A small reactive application, as people write them. */
@NullMarked
package io.isolario.springboot.reactive;

import org.jspecify.annotations.NullMarked;
