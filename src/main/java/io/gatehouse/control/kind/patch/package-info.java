/**
 * JSON trees and the one patcher: tables of what may be patched, in AWS's words of refusal. Start at {@link
 * io.gatehouse.control.kind.patch.PatchRules}; only the kinds use it.
 */
@NullMarked
package io.gatehouse.control.kind.patch;

import org.jspecify.annotations.NullMarked;
