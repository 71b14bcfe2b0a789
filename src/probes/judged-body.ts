import type { Json } from '../json.ts';
import type { BodyForm } from './body.ts';
import { formReadings, isClearForm } from './form/form.ts';
import { accepts } from './values/accepts.ts';
import type { Opinion } from './values/formats.ts';

/** Whether a body that is written in its form is right by the document; false too where a form leaves open how to read it. */
export function isSurelyRight({ media, fields }: BodyForm, body: Json): Opinion {
  return fields === undefined || isClearForm(fields, body) ? accepts(media.schema, body) : false;
}

/**
 * Whether a body that is written in its form is wrong, however a server reads it.
 *
 * @param right the same body as it should be
 */
export function isSurelyWrong({ media, fields }: BodyForm, body: Json, right: Json | undefined): boolean {
  const readings = fields === undefined ? [body] : formReadings(fields, body, right);
  return readings.length > 0 && readings.every((reading) => accepts(media.schema, reading) === false);
}
