/** What differs between databases, and the checks of statements that a dialect refuses. */
@NullMarked
package io.isolario.jdbc.dialect;

import org.jspecify.annotations.NullMarked;
