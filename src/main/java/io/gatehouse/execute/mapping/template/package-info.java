/**
 * Mapping templates in AWS's dialect of the Velocity Template Language: a parser, an interpreter of what it gives, and
 * the values that templates work with. A template reaches nothing but those values, and every rendering has a budget.
 * The mappings call {@link io.gatehouse.execute.mapping.template.MappingTemplate} and nothing else sees this room. Start
 * there, then read {@link io.gatehouse.execute.mapping.template.TemplateParser}.
 */
@NullMarked
package io.gatehouse.execute.mapping.template;

import org.jspecify.annotations.NullMarked;
