import { answer } from './answer.ts';
import type { Check } from './check.ts';
import { echo } from './echo.ts';
import { errorShape } from './error-shape.ts';
import { example } from './example.ts';
import { extraField } from './extra-field.ts';
import { fresh } from './fresh.ts';
import { gateway } from './gateway.ts';
import { inTime } from './in-time.ts';
import { json } from './json.ts';
import { leak } from './leak.ts';
import { mediaType } from './media-type.ts';
import { responseHeader } from './response-header.ts';
import { schema } from './schema.ts';
import { stable } from './stable.ts';
import { status } from './status.ts';
import { unique } from './unique.ts';
import { vacuous } from './vacuous.ts';

/** Every check, in the order of the layers: who answered, how, with what, and what that means. */
export const checks: readonly Check[] = [
  answer,
  gateway,
  status,
  mediaType,
  json,
  responseHeader,
  schema,
  vacuous,
  example,
  errorShape,
  echo,
  unique,
  fresh,
  inTime,
  stable,
  leak,
  extraField,
];
