/** What the Elixir originals promise, and what they do wrong, by behaviour; docs/parity.md maps each case. */
@NullMarked
package io.isolario.verification.originals;

import org.jspecify.annotations.NullMarked;
