/** Counts work: what a sandbox has started and what has not ended yet. Knows nothing of sandboxes. */
@NullMarked
package io.isolario.core.work;

import org.jspecify.annotations.NullMarked;
