/** Tests of what has another name in Boot 3.5. */
@NullMarked
package io.isolario.springboot.boot35;

import org.jspecify.annotations.NullMarked;
