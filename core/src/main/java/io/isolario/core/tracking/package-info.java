/** Counts the work of a sandbox; knows nothing of sandboxes. */
@NullMarked
package io.isolario.core.tracking;

import org.jspecify.annotations.NullMarked;
