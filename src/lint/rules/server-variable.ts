import { joinPointer } from '../../document/pointer.ts';
import { brief, isObject, type Json } from '../../json.ts';
import { yamlText } from '../look.ts';
import type { Rule } from '../rule.ts';

export const serverVariable: Rule = {
  id: 'server-variable',
  promise: 'Every name in braces in the address of a server is a variable with a default that it allows.',
  severity: 'error',
  source: 'OpenAPI 3.0 sections 4.7.5 and 4.7.6',
  *find({ document, every }) {
    const lists: { pointer: string; servers: Json | undefined }[] = [
      { pointer: '/servers', servers: document.root['servers'] },
      ...(['pathItem', 'operation'] as const).flatMap((kind) =>
        every(kind).flatMap(({ pointer, value }) =>
          isObject(value) ? [{ pointer: joinPointer(pointer, 'servers'), servers: value['servers'] }] : [],
        ),
      ),
    ];
    for (const { pointer, servers } of lists) {
      for (const [index, server] of (Array.isArray(servers) ? servers : []).entries()) {
        if (!isObject(server) || typeof server['url'] !== 'string') continue;
        const variables = isObject(server['variables']) ? server['variables'] : {};
        for (const [, name = ''] of server['url'].matchAll(/\{([^{}]+)\}/g)) {
          if (Object.hasOwn(variables, name)) continue;
          yield {
            pointer: joinPointer(pointer, index),
            message: `the server ${server['url']} has {${name}}, and no variable of that name`,
            suggestion: {
              text: 'Declare the variable with a default.',
              yaml: `variables:\n  ${yamlText(name)}:\n    default: …`,
            },
            identity: [server['url'], name],
          };
        }
        for (const [name, variable] of Object.entries(variables)) {
          if (!isObject(variable) || !Array.isArray(variable['enum'])) continue;
          const preset = variable['default'];
          if (preset === undefined || variable['enum'].includes(preset)) continue;
          yield {
            pointer: joinPointer(pointer, index, 'variables', name),
            message: `the default of the server variable ${name} is ${brief(preset)}, which its enum does not have`,
            suggestion: { text: 'Let the default be one of the values.' },
            identity: [server['url'], name, 'default'],
          };
        }
      }
    }
  },
};
