/** Tests on real Tomcats in this process. */
@NullMarked
package dev.holdfast.tomcat;

import org.jspecify.annotations.NullMarked;
