import type { Rule } from './rule.ts';
import { acceptsEmptyBody } from './rules/accepts-empty.ts';
import { arrayWithoutItems } from './rules/array-without-items.ts';
import { besideReference } from './rules/beside-reference.ts';
import { composedOfItself } from './rules/composed-of-itself.ts';
import { deadLink } from './rules/dead-link.ts';
import { defaultFailsSchema } from './rules/default-fails-schema.ts';
import { duplicateOperationId } from './rules/duplicate-operation-id.ts';
import { duplicateParameter } from './rules/duplicate-parameter.ts';
import { enumValues } from './rules/enum-values.ts';
import { errorList } from './rules/error-list.ts';
import { errorWithoutBody } from './rules/error-without-body.ts';
import { errorWithoutExample } from './rules/error-without-example.ts';
import { exampleFailsSchema } from './rules/example-fails-schema.ts';
import { exampleNotProducible } from './rules/example-not-producible.ts';
import { examplePointer } from './rules/example-pointer.ts';
import { exampleWithoutValue } from './rules/example-without-value.ts';
import { forbiddenBody } from './rules/forbidden-body.ts';
import { foreignPattern } from './rules/foreign-pattern.ts';
import { formatName } from './rules/format-name.ts';
import { ignoredHeader } from './rules/ignored-header.ts';
import { impossibleBounds } from './rules/impossible-bounds.ts';
import { mediaTypeName } from './rules/media-type-name.ts';
import { noSuccess } from './rules/no-success.ts';
import { nullableWithoutType } from './rules/nullable-without-type.ts';
import { oneSidedRequired } from './rules/one-sided-required.ts';
import { pathParameter } from './rules/path-parameter.ts';
import { reference } from './rules/reference.ts';
import { requestBodyOptional } from './rules/request-body-optional.ts';
import { requiredInProse } from './rules/required-in-prose.ts';
import { requiredUnknown } from './rules/required-unknown.ts';
import { samePath } from './rules/same-path.ts';
import { securityScheme } from './rules/security-scheme.ts';
import { serverVariable } from './rules/server-variable.ts';
import { structure } from './rules/structure.ts';
import { tagUndeclared } from './rules/tag-undeclared.ts';
import { tagUnused } from './rules/tag-unused.ts';
import { unauthorized } from './rules/unauthorized.ts';
import { unknownName } from './rules/unknown-name.ts';
import { unreachableComponent } from './rules/unreachable-component.ts';
import { withoutEffect } from './rules/without-effect.ts';

/** Every rule: what nobody can keep to, then what does not say what it means, then what is worth a look. */
export const rules: readonly Rule[] = [
  structure,
  reference,
  duplicateOperationId,
  samePath,
  pathParameter,
  duplicateParameter,
  securityScheme,
  serverVariable,
  exampleFailsSchema,
  defaultFailsSchema,
  enumValues,
  impossibleBounds,
  composedOfItself,
  requestBodyOptional,
  requiredInProse,
  acceptsEmptyBody,
  errorWithoutExample,
  examplePointer,
  exampleNotProducible,
  unknownName,
  deadLink,
  exampleWithoutValue,
  requiredUnknown,
  besideReference,
  withoutEffect,
  foreignPattern,
  arrayWithoutItems,
  forbiddenBody,
  noSuccess,
  mediaTypeName,
  oneSidedRequired,
  nullableWithoutType,
  formatName,
  ignoredHeader,
  errorList,
  errorWithoutBody,
  unauthorized,
  unreachableComponent,
  tagUnused,
  tagUndeclared,
];
