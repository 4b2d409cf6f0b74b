// Relay: its compiler takes the schema and a paginated, refetchable fragment; its runtime runs what was compiled.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import compiler from 'relay-compiler';
import relay from 'relay-runtime';
import { endpoint, server } from './endpoint.mjs';

const output = mkdtempSync(join(import.meta.dirname, 'generated-'));
try {
  mkdirSync(join(output, 'src/__generated__'), { recursive: true });
  writeFileSync(join(output, 'package.json'), '{ "type": "commonjs" }');
  writeFileSync(join(output, 'schema.graphql'), await (await fetch(`${server}/schema.graphql`)).text());
  writeFileSync(join(output, 'src/page.js'), `
    const { graphql } = require('relay-runtime');
    graphql\`
      query pageQuery($grade: Grade!) { ...page_ratings @arguments(grade: $grade) node(id: "x") { id } }
    \`;
    graphql\`
      fragment page_ratings on Query
        @argumentDefinitions(grade: { type: "Grade!" }, first: { type: "Int", defaultValue: 5 }, after: { type: "String" })
        @refetchable(queryName: "pageRefetchQuery") {
        ratings(where: { grade: { eq: $grade } }, first: $first, after: $after) @connection(key: "page_ratings") {
          edges { node { id grade category { name } } }
        }
      }
    \`;
  `);
  writeFileSync(join(output, 'relay.config.json'), JSON.stringify({
    src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './src/__generated__', eagerEsModules: false,
  }));
  execFileSync(compiler, ['relay.config.json'], { cwd: output, stdio: ['ignore', 'ignore', 'inherit'] });
  const require = createRequire(join(output, 'src/'));
  const request = require('./__generated__/pageRefetchQuery.graphql.js');
  assert.match(readFileSync(join(output, 'src/__generated__/pageRefetchQuery.graphql.js'), 'utf8'), /pageInfo/);

  const environment = new relay.Environment({
    store: new relay.Store(new relay.RecordSource()),
    network: relay.Network.create(async ({ text }, variables) => {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return answer.json();
    }),
  });
  await relay.fetchQuery(environment, request, { grade: 'B', first: 5, after: null }).toPromise();
  const edges = Object.values(environment.getStore().getSource().toJSON()).filter(record => record.__typename === 'Rating');
  assert.equal(edges.length, 5);
} finally {
  rmSync(output, { recursive: true });
}
console.log('relay: ok');
