/** JDBC objects that lead each call through an execution, and the executions that both isolations share. */
@NullMarked
package io.isolario.jdbc.guard;

import org.jspecify.annotations.NullMarked;
