/** TRANSACTION isolation: virtual transactions on one connection that is rolled back. */
@NullMarked
package io.isolario.jdbc.transaction;

import org.jspecify.annotations.NullMarked;
