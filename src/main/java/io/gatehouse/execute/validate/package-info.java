/** Holds requests against what their method demands: required parameters, and bodies against models. */
@org.jspecify.annotations.NullMarked
package io.gatehouse.execute.validate;
