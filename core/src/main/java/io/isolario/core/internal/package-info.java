/** Shared by modules of Isolario and not for users; knows nothing of sandboxes. */
@NullMarked
package io.isolario.core.internal;

import org.jspecify.annotations.NullMarked;
