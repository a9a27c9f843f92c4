/** Small pieces that several packages share. */
@NullMarked
package io.isolario.springboot.support;

import org.jspecify.annotations.NullMarked;
