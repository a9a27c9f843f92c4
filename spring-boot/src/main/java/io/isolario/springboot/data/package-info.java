/** Wraps the DataSource beans; starts the throwaway database. */
@NullMarked
package io.isolario.springboot.data;

import org.jspecify.annotations.NullMarked;
