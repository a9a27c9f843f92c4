/** What both isolations know of a database: the pool that leads to it, and what a sandbox has of it. */
@NullMarked
package io.isolario.jdbc.database;

import org.jspecify.annotations.NullMarked;
