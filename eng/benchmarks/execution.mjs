// The documents of Execution.cs on the same data with graphql-js and graphql-jit.
import { createRequire } from 'node:module';
import { answer } from './samples.mjs';

// Both packages must meet the same copy of graphql, so both come by require.
const require = createRequire(import.meta.url);
const graphql = require('graphql');
const jit = require('graphql-jit');
const jitVersion = require('graphql-jit/package.json').version;

const sdl = `
type Query { rows: [Row!]!, row(id: ID!): Row }
type Row { id: ID!, code: String!, name: String!, title: String, year: Int!, page: Int, score: Float!, ratio: Float,
  final: Boolean!, grade: Grade! }
enum Grade { A B C D }`;

const rows = Array.from({ length: 1000 }, (_, i) => ({
  id: String(i), code: `0720${i}`, name: '行政サービスの向上と財政基盤の強化', title: `Initiative ${i} of the plan`, year: 2017 + (i % 5),
  page: i % 21, score: i / 8, ratio: i / 7, final: i % 2 === 0, grade: 'ABCD'[i % 4],
}));
const root = { rows, row: ({ id }) => rows[Number(id)] };

const documents = {
  'execute 1,000 objects with 10 leaves': ['{ rows { id code name title year page score ratio final grade } }', {}],
  'execute a small query with a variable': ['query($id: ID!) { row(id: $id) { id name } }', { id: '7' }],
};

const workloads = {};
const schema = graphql.buildSchema(sdl);
for (const [name, [text, variables]] of Object.entries(documents)) {
  const document = graphql.parse(text);
  workloads[`${name} / graphql-js ${graphql.version}`] = () =>
    Buffer.from(JSON.stringify(graphql.execute({ schema, document, rootValue: root, variableValues: variables }))).length;
  const compiled = jit.compileQuery(schema, document);
  workloads[`${name} / graphql-jit ${jitVersion}`] = () =>
    Buffer.from(JSON.stringify(compiled.query(root, {}, variables))).length;
}
await answer(workloads);
