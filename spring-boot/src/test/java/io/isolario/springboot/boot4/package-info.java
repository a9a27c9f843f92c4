/** Tests of what has another name before Boot 4, or is not there at all. */
@NullMarked
package io.isolario.springboot.boot4;

import org.jspecify.annotations.NullMarked;
