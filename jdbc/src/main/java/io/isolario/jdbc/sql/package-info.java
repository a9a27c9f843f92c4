/** Reads SQL text: tokens, scripts, commands; makes the SQL errors. */
@NullMarked
package io.isolario.jdbc.sql;

import org.jspecify.annotations.NullMarked;
