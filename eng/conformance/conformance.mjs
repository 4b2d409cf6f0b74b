import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema, print } from 'graphql';
import { Engine } from './engine.mjs';
import { DESCRIPTIONS, alignDescriptions, executeDocument } from './execute.mjs';
import { DocumentGenerator } from './generate.mjs';
import { AIMED, mutateText, mutateTree, respace } from './mutate.mjs';
import { Random } from './random.mjs';
import {
  buildSchema16, comparableSchemaErrors, validateDocument, validateSchemaText, verdictOf16,
} from './reference.mjs';
import { mutateSchema } from './sdl.mjs';
import { Tally } from './tally.mjs';

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '10000' },
    first: { type: 'string', default: '0' },
    schema: { type: 'string' },
    validate: { type: 'boolean', default: false },
    examples: { type: 'string', default: '5' },
  },
});
const seed = Number(options.seed);
const count = Number(options.count);
const first = Number(options.first);
const headings = Object.keys(AIMED);
const schemas = Object.entries({ 'kitchen-sink': fileText('./kitchen-sink.graphql'), reform: fileText('../../schema/reform.graphql') })
  .filter(([key, text]) => text !== undefined && (options.schema === undefined || options.schema === key));

function fileText(path) {
  const url = new URL(path, import.meta.url);
  return existsSync(url) ? readFileSync(url, 'utf8') : undefined;
}

/** Document `index` of the run: its kind, its text, and what to execute it with. */
function documentOf(generator, schema, index) {
  const random = Random.for(seed, index);
  const written = generator.generate(random);
  let kind = 'valid';
  let text = written.text;
  const choice = index % 20;
  if (choice < 9) {
    // Every rule in turn, whatever the count.
    kind = headings[Math.floor(index / 20) * 9 % headings.length + choice] ?? headings[(Math.floor(index / 20) * 9 + choice) % headings.length];
    const document = structuredClone(written.document);
    AIMED[kind](document, random, schema);
    if (random.chance(15)) AIMED[random.pick(headings)](document, random, schema);
    text = print(document);
  } else if (choice < 11) {
    kind = 'tree';
    const document = structuredClone(written.document);
    for (let times = 1 + random.below(3); times > 0; times--) mutateTree(document, random);
    text = print(document);
  } else if (choice < 13) {
    kind = 'tokens';
    text = mutateText(text, random);
  }
  if (kind !== 'tokens' && random.chance(25)) text = respace(text, random);
  // A lone surrogate cannot be sent as UTF-8: both sides see what UTF-8 makes of it.
  return { ...written, kind, text: Buffer.from(text, 'utf8').toString('utf8') };
}

async function inWindows(from, to, run) {
  const pending = [];
  for (let index = from; index < to; index++) {
    pending.push(run(index));
    if (pending.length >= 64) await pending.shift();
  }
  await Promise.all(pending);
}

const engine = new Engine();
let failed = false;
for (const [key, text] of schemas) {
  const schema = buildSchema(text);
  const schema16 = buildSchema16(text);
  const generator = new DocumentGenerator(schema);
  await engine.ask({ op: 'schema', key, text });
  alignDescriptions(schema, await engine.ask({ op: 'execute', key, text: DESCRIPTIONS, variables: {} }));

  const documents = new Tally(`${key}: documents`, Number(options.examples));
  const executions = new Tally(`${key}: executions`, Number(options.examples));
  const opinions = new Tally(`${key}: second opinions of graphql-js 16`, Number(options.examples));
  const texts = new Tally(`${key}: schema texts`, Number(options.examples), 200);
  await inWindows(first, first + count, async (index) => {
    const written = documentOf(generator, schema, index);
    const expected = validateDocument(schema, written.text);
    const actual = await engine.ask({ op: 'validate', key, text: written.text });
    documents.compare(index, written.kind, written.text, expected, actual);
    // Not where 16 shares what reference.mjs puts right in 17, nor of the rules that 17 added.
    const isCorrected = actual.errors.some(({ message }) => /1e400|OneOf Input Object|operation is not supported|Subscription must not use/.test(message));
    const verdict16 = index % 7 === 0 && !isCorrected ? verdictOf16(schema16, written.text) : undefined;
    if (verdict16 !== undefined) opinions.compare(index, written.kind, written.text, { verdict: verdict16, errors: actual.errors }, actual);
    if (options.validate || expected.verdict !== 'valid' || actual.verdict !== 'valid') return;
    const result = executeDocument(schema, expected.document, written);
    if (result === undefined) return;
    const { text: document, variables, operationName } = written;
    const answer = await engine.ask({ op: 'execute', key, text: document, variables, operationName });
    // The largest cost that a limit can be is less than what two pages of 2^31 rows cost.
    if (answer.errors?.[0].extensions?.code === 'COST_LIMIT_EXCEEDED') return;
    executions.compareResults(index, written, result, answer);
  });
  await inWindows(first, first + Math.ceil(count / (text.length > 100_000 ? 50 : 5)), async (index) => {
    const mutated = mutateSchema(text, Random.for(seed + 1, index));
    const [expected, actual] = comparableSchemaErrors(validateSchemaText(mutated), await engine.ask({ op: 'sdl', text: mutated }));
    texts.compare(index, 'schema', mutated, expected, actual);
  });
  for (const tally of [documents, opinions, executions, texts]) failed = tally.print() || failed;
}
await engine.end();
process.exitCode = failed ? 1 : 0;
