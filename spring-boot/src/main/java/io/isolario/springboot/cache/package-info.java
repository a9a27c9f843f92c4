/** Spring caches, one set for each sandbox. */
@NullMarked
package io.isolario.springboot.cache;

import org.jspecify.annotations.NullMarked;
