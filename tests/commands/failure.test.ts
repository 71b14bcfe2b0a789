import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { failureOf } from '../../src/commands/failure.ts';
import { Problem } from '../../src/problem.ts';

test('what the user has to put right is one line with its place and a hint, and exit code 2', () => {
  const problem = new Problem('the document\n cannot be read', {
    place: { file: 'a\u001b[2Jb.yaml', line: 3, column: 7 },
    hint: 'give another',
  });
  expect(failureOf(problem, false)).toEqual({
    exitCode: 2,
    text: 'plumbline: a\\u001b[2Jb.yaml:3:7: the document cannot be read; give another\n',
  });
});

test('a stack trace and its causes are for --debug, without the words of the error once more', () => {
  const problem = new Problem('cannot be read', { cause: new Error('ENOENT') });
  const { text } = failureOf(problem, true);
  expect(text).toMatch(/^plumbline: cannot be read\n {4}at .+\n/);
  expect(text).toMatch(/\ncaused by ENOENT\n {4}at /);
  expect(text.match(/cannot be read/g)).toHaveLength(1);
});

test('any other error is a defect, says so, and has an exit code that is no verdict', () => {
  expect(failureOf(new TypeError('x is not a function'), false)).toEqual({
    exitCode: 70,
    text: 'plumbline: this is a defect of Plumbline, not of your API: x is not a function; run it again with --debug and report what that prints\n',
  });
  expect(failureOf('a text', true).text).toBe(
    'plumbline: this is a defect of Plumbline, not of your API: a text; please report it\n',
  );
});

test('what is wrong with the arguments is one line, with the name that was meant', () => {
  const usage = (message: string) => failureOf(new CommanderError(1, 'commander.x', message), false).text;
  expect(usage("error: unknown option '--sed'\n(Did you mean --seed?)")).toBe(
    "plumbline: unknown option '--sed'; did you mean --seed?\n",
  );
  expect(usage("error: unknown option '--token=secret'\n(Did you mean one of --to, --ken?)")).toBe(
    "plumbline: unknown option '--token=…'; did you mean one of --to, --ken?\n",
  );
});

test('help and the version are no failure, and a missing command is', () => {
  expect(failureOf(new CommanderError(0, 'commander.helpDisplayed', ''), false)).toEqual({
    exitCode: 0,
    text: '',
  });
  expect(failureOf(new CommanderError(0, 'commander.version', ''), false)).toEqual({ exitCode: 0, text: '' });
  expect(failureOf(new CommanderError(1, 'commander.help', ''), false)).toEqual({
    exitCode: 2,
    text: 'plumbline: a command is wanted: one of those above\n',
  });
});
