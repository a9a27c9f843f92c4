/** An application whose one bean stands behind a proxy of CGLIB. */
@NullMarked
package io.isolario.springboot.ledger;

import org.jspecify.annotations.NullMarked;
