/**
 * The container tests: the built WAR and EAR on a real WildFly and a real Payara process, driven by the AWS SDK for Java
 * and by raw sockets. The build runs them once for each server; start at {@link io.gatehouse.it.Server}.
 */
@NullMarked
package io.gatehouse.it;

import org.jspecify.annotations.NullMarked;
