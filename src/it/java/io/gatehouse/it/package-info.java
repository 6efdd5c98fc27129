/**
 * The container tests: the built WAR and EAR on real WildFly and Payara processes, driven by the AWS SDK for Java and
 * by raw sockets. A test class annotated with {@link io.gatehouse.it.OnEveryServer} runs once for each server.
 */
@NullMarked
package io.gatehouse.it;

import org.jspecify.annotations.NullMarked;
