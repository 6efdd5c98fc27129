/**
 * The nouns that belong to the account, not to one API.
 */
@NullMarked
package io.gatehouse.model.account;

import org.jspecify.annotations.NullMarked;
