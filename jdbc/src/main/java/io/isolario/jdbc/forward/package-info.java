/** JDBC objects that forward each call to another one; without logic. */
@NullMarked
package io.isolario.jdbc.forward;

import org.jspecify.annotations.NullMarked;
