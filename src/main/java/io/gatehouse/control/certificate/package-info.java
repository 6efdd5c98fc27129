/**
 * X.509 certificates and their private keys: makes those of client certificates and checks those that people bring.
 * The only room that knows Bouncy Castle, and none of its classes leaves it; the JDK's own providers do the arithmetic.
 * Used by the control plane's kinds and operations. Start at {@link io.gatehouse.control.certificate.SelfSigned}.
 */
@NullMarked
package io.gatehouse.control.certificate;

import org.jspecify.annotations.NullMarked;
