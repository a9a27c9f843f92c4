/** What a lane costs, against a clone per test and against TRUNCATE. */
@NullMarked
package io.isolario.bench.lanes;

import org.jspecify.annotations.NullMarked;
