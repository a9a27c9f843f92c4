@NullMarked
package io.isolario.jdbc;

import org.jspecify.annotations.NullMarked;
