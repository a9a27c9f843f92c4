/** Stubs of external services that are declared by properties. */
@NullMarked
package io.isolario.springboot.stub;

import org.jspecify.annotations.NullMarked;
