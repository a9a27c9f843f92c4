@NullMarked
package io.isolario.jdbc.lane;

import org.jspecify.annotations.NullMarked;
