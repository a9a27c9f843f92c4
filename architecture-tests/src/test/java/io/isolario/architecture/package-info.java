/** What holds for all modules: who may use whom, how big things get, what is public. */
@NullMarked
package io.isolario.architecture;

import org.jspecify.annotations.NullMarked;
