/** What modules of ours share and nobody else should use; it knows nothing of sandboxes. */
@NullMarked
package io.isolario.core.internal;

import org.jspecify.annotations.NullMarked;
