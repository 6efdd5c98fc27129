/**
 * The control plane: answers the AWS SDK, the AWS CLI and Terraform. {@link io.gatehouse.control.ControlWiring} is
 * its table of contents.
 */
@NullMarked
package io.gatehouse.control;

import org.jspecify.annotations.NullMarked;
