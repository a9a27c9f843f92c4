/** Connections for work without a sandbox. */
@NullMarked
package io.isolario.jdbc.unowned;

import org.jspecify.annotations.NullMarked;
