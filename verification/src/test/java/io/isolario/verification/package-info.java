@NullMarked
package io.isolario.verification;

import org.jspecify.annotations.NullMarked;
