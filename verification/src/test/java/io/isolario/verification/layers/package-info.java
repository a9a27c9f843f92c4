/** Real data layers above a sandboxed DataSource. */
@NullMarked
package io.isolario.verification.layers;

import org.jspecify.annotations.NullMarked;
