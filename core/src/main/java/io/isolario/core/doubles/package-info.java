/** What a test sets in its sandbox: replacements, expectations, traces and the clock. */
@NullMarked
package io.isolario.core.doubles;

import org.jspecify.annotations.NullMarked;
