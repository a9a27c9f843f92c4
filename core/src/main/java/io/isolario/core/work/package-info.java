/** The work of a sandbox as its users see it: units that have not ended, and delayed tasks. */
@NullMarked
package io.isolario.core.work;

import org.jspecify.annotations.NullMarked;
