/** Reads and writes the JSON of the HTTP API. */
@NullMarked
package io.isolario.http.json;

import org.jspecify.annotations.NullMarked;
