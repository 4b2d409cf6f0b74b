// The documents of Parsing.cs with graphql-js.
import { readFileSync, readdirSync } from 'node:fs';
import { buildSchema, parse, validate, version } from 'graphql';
import { answer } from './samples.mjs';

const root = new URL('../../', import.meta.url);
const read = path => readFileSync(new URL(path, root), 'utf8');
const operations = readdirSync(new URL('schema/operations/', root)).filter(name => name.endsWith('.graphql')).sort()
  .map(name => read(`schema/operations/${name}`));
const introspection = read('tests/ReformOpenData.GraphQL.Tests/Introspection/query.graphql');
const contract = read('schema/reform.graphql');
const schema = buildSchema(contract);

function check(text) {
  const errors = validate(schema, parse(text));
  if (errors.length > 0) throw new Error(errors[0].message);
}

check(introspection);
const workloads = {
  'parse the trusted operations': () => operations.forEach(text => parse(text)),
  'parse the introspection query': () => parse(introspection),
  'parse the contract': () => parse(contract),
  'parse and validate the trusted operations': () => operations.forEach(check),
  'parse and validate the introspection query': () => check(introspection),
};
await answer(Object.fromEntries(
  Object.entries(workloads).map(([workload, run]) => [`${workload} / graphql-js ${version}`, run])));
