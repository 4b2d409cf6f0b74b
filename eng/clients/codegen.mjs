// graphql-codegen: the schema by introspection, typed documents for every trusted operation, and a program that the
// TypeScript compiler accepts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { endpoint, server } from './endpoint.mjs';

const answer = await fetch(endpoint, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    query: getIntrospectionQuery({
      descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    }),
  }),
});
const introspection = await answer.json();
assert.equal(introspection.errors, undefined);
const schema = buildClientSchema(introspection.data);

// What introspection tells is what /schema.graphql says, descriptions and defaults included.
const text = await (await fetch(`${server}/schema.graphql`)).text();
const sorted = it => printSchema(lexicographicSortSchema(it));
assert.equal(sorted(schema), sorted(buildSchema(text)));

const folder = new URL('../../schema/operations/', import.meta.url);
const documents = readdirSync(folder).map(name => ({ location: name, document: parse(readFileSync(new URL(name, folder), 'utf8')) }));
const config = { useTypeImports: true, enumsAsTypes: true };
const generated = await codegen({
  filename: 'generated.ts',
  schema: parse(printSchema(schema)),
  schemaAst: schema,
  documents,
  config,
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
});
const output = mkdtempSync(join(import.meta.dirname, 'generated-'));
try {
  writeFileSync(join(output, 'generated.ts'), generated);
  writeFileSync(join(output, 'use.ts'), `
    import type { ResultOf } from '@graphql-typed-document-node/core';
    import { RatingsByCategoryDocument } from './generated.js';
    declare const result: ResultOf<typeof RatingsByCategoryDocument>;
    export const counts: number[] = result.plan?.ratings?.groups.map(group => group.count) ?? [];
    // @ts-expect-error a count is no string
    export const wrong: string[] = result.plan?.ratings?.groups.map(group => group.count) ?? [];
  `);
  execFileSync(join(import.meta.dirname, 'node_modules/.bin/tsc'), [
    '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', '--types', '', join(output, 'use.ts'),
  ], { stdio: 'inherit' });
} finally {
  rmSync(output, { recursive: true });
}
console.log(`codegen: ${documents.length} typed documents`);
