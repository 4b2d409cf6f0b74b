// graphql-inspector: what is served breaks no client of the schema that was committed last. A break that is meant stands, as
// the inspector words it, in accepted-breaking-changes.txt, and in the changelog.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { server } from './endpoint.mjs';

const git = (...words) => execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
function committed() {
  for (const base of ['origin/main', 'HEAD^']) {
    try {
      if (git('rev-parse', base) !== git('rev-parse', 'HEAD')) return [base, git('show', `${base}:schema/reform.graphql`)];
    } catch {
      // A shallow clone, or a first commit: try the next.
    }
  }
  return ['HEAD', git('show', 'HEAD:schema/reform.graphql')];
}

const [base, before] = committed();
const served = await (await fetch(`${server}/schema.graphql`)).text();
const accepted = new Set(readFileSync(new URL('accepted-breaking-changes.txt', import.meta.url), 'utf8').split('\n'));
const changes = await diff(buildSchema(before), buildSchema(served));
const breaking = changes.filter(change => change.criticality.level === CriticalityLevel.Breaking && !accepted.has(change.message));
for (const change of breaking) console.error(change.message);
console.log(`inspector: ${changes.length} changes since ${base}, ${breaking.length} breaking`);
process.exit(breaking.length === 0 ? 0 : 1);
