import type { Rule } from './rule.ts';
import { acceptsEmptyBody } from './rules/accepts-empty.ts';
import { deadLink } from './rules/dead-link.ts';
import { errorList } from './rules/error-list.ts';
import { errorWithoutBody } from './rules/error-without-body.ts';
import { errorWithoutExample } from './rules/error-without-example.ts';
import { exampleNotProducible } from './rules/example-not-producible.ts';
import { examplePointer } from './rules/example-pointer.ts';
import { reference } from './rules/reference.ts';
import { requestBodyOptional } from './rules/request-body-optional.ts';
import { requiredInProse } from './rules/required-in-prose.ts';
import { structure } from './rules/structure.ts';
import { tagUnused } from './rules/tag-unused.ts';
import { unknownName } from './rules/unknown-name.ts';
import { unreachableComponent } from './rules/unreachable-component.ts';

/** Every rule, from what breaks readers of the document to what is worth a look. */
export const rules: readonly Rule[] = [
  structure,
  reference,
  requestBodyOptional,
  requiredInProse,
  acceptsEmptyBody,
  errorWithoutExample,
  examplePointer,
  exampleNotProducible,
  unknownName,
  deadLink,
  errorList,
  errorWithoutBody,
  unreachableComponent,
  tagUnused,
];
