// graphql-inspector: what is served breaks no client of the contract as it was last released (the newest tag v*), or, before the
// first release, as it was first committed. A break that is meant stands, as the inspector words it, in
// accepted-breaking-changes.txt, and in the changelog.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { server } from './endpoint.mjs';

const contract = 'schema/reform.graphql';
const root = new URL('../..', import.meta.url);
const env = { ...process.env, GIT_TERMINAL_PROMPT: '0' };
const git = (...words) =>
  execFileSync('git', words, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const attempt = (...words) => {
  try {
    return git(...words);
  } catch {
    return '';
  }
};

const released = () => attempt('describe', '--tags', '--abbrev=0', '--match', 'v*');
const isShallow = () => attempt('rev-parse', '--is-shallow-repository') === 'true';
if (!released() && isShallow()) attempt('fetch', '--unshallow', '--tags', '--quiet');
if (!released() && isShallow()) {
  console.log(`inspector: skipped, since this clone lacks the history of ${contract}; git fetch --unshallow --tags brings it`);
  process.exit(0);
}
const from = released() || git('log', '--format=%h', '--diff-filter=A', '--', contract).split('\n').at(-1);
const before = git('show', `${from}:${contract}`);
const served = await (await fetch(`${server}/schema.graphql`)).text();
const accepted = new Set(readFileSync(new URL('accepted-breaking-changes.txt', import.meta.url), 'utf8').split('\n'));
const changes = await diff(buildSchema(before), buildSchema(served));
const breaking = changes.filter(change => change.criticality.level === CriticalityLevel.Breaking && !accepted.has(change.message));
for (const change of breaking) console.error(change.message);
console.log(`inspector: ${changes.length} changes since ${from}, ${breaking.length} breaking`);
process.exit(breaking.length === 0 ? 0 : 1);
