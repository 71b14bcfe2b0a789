#!/usr/bin/env node
// Stands in for gh: writes down each call as a line of JSON in $GH_FAKE/calls.jsonl, and keeps issues and pull requests
// in $GH_FAKE/state.json, as far as the calls of this repository need them.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env['GH_FAKE'] ?? '';
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const file = option('--body-file');
const body = file === undefined ? undefined : readFileSync(file === '-' ? 0 : file, 'utf8');
appendFileSync(
  join(folder, 'calls.jsonl'),
  `${JSON.stringify({ args, body, repository: process.env['GH_REPO'], variables: Object.keys(process.env).sort() })}\n`,
);
const stored = join(folder, 'state.json');
const state = existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')) : { issues: [], pulls: [] };
const [what, verb, number] = args;

function fail(message, code = 1) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
const failing = process.env['GH_FAKE_FAILS'] ?? '';
if (failing === 'offline')
  fail('error connecting to api.github.com\ncheck your internet connection or https://githubstatus.com');
if (failing === 'login') fail('To get started with GitHub CLI, please run:  gh auth login', 4);
if (failing !== '' && `${what} ${verb}` === failing) fail('GraphQL: Resource not accessible by integration');

const issue = () => state.issues.find((each) => String(each.number) === number) ?? fail(`no issue ${number}`);
const pull = () =>
  state.pulls.find((each) => String(each.number) === number) ?? fail(`no pull request ${number}`);
switch (`${what} ${verb}`) {
  case 'api --paginate':
    for (const each of state.issues) process.stdout.write(`${JSON.stringify(each)}\n`);
    break;
  case 'label create':
    if (state.label === number)
      fail(`label with name "${number}" already exists; use \`--force\` to update its color and description`);
    state.label = number;
    break;
  case 'issue create': {
    if (state.label !== option('--label')) fail(`could not add label: '${option('--label')}' not found`);
    const made = {
      number: state.issues.length + 1,
      title: option('--title'),
      body,
      state: 'open',
      state_reason: null,
    };
    state.issues.push(made);
    process.stdout.write(`https://github.com/our-team/our-client/issues/${made.number}\n`);
    break;
  }
  case 'issue edit':
    Object.assign(issue(), {
      body,
      ...(option('--title') === undefined ? {} : { title: option('--title') }),
    });
    break;
  case 'issue reopen':
    Object.assign(issue(), { state: 'open', state_reason: 'reopened' });
    break;
  case 'issue close':
    Object.assign(issue(), { state: 'closed', state_reason: option('--reason')?.replace(' ', '_') });
    break;
  case 'pr list': {
    const head = option('--head');
    // What the --jq of spec-propose.sh picks: the state of one branch, or the numbers of the older proposals.
    if (head !== undefined) {
      const found = state.pulls.filter((each) => each.head === head).at(-1);
      if (found !== undefined) process.stdout.write(`${found.number} ${found.state}\n`);
    } else {
      const newest = state.pulls.at(-1)?.head;
      for (const each of state.pulls)
        if (each.state === 'OPEN' && each.head !== newest) process.stdout.write(`${each.number}\n`);
    }
    break;
  }
  case 'pr create':
    state.pulls.push({
      number: state.pulls.length + 1,
      head: option('--head'),
      base: option('--base'),
      title: option('--title'),
      draft: args.includes('--draft'),
      body,
      state: 'OPEN',
    });
    break;
  case 'pr edit':
    Object.assign(pull(), { title: option('--title'), body });
    break;
  case 'pr close':
    pull().state = 'CLOSED';
    break;
  default:
    fail(`unknown command "${what} ${verb}"`);
}
writeFileSync(stored, JSON.stringify(state));
