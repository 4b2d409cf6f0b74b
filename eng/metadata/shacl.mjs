// The catalogue and its data sets against the shapes of DCAT-AP 3.0.1: no violation, and no warning but those of
// warnings.txt. JSON-LD and Turtle of an address must hold the same triples, with absolute addresses alone.
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { DataFactory, Parser, Store, Writer } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { read, server, standard } from './standards.mjs';

const shapes = new Store(['shapes', 'shapes_recommended', 'range', 'mdr-vocabularies.shape', 'deprecateduris'].flatMap(name =>
  new Parser({ blankNodePrefix: `_:${name.replace(/\W/g, '')}` }).parse(readFileSync(standard(`dcat-ap-3.0.1/${name}.ttl`), 'utf8'))));
// What the shapes import has to come from somewhere; nothing is fetched.
shapes.removeQuads(shapes.getQuads(null, 'http://www.w3.org/2002/07/owl#imports', null, null));
const validator = new SHACLValidator(shapes);
// With --confirmed, the licence of the data is confirmed.
const isConfirmed = process.argv[2] === '--confirmed';
const stems = process.argv.slice(isConfirmed ? 3 : 2);
const unconfirmed = / # until the licence is confirmed$/;
const expected = readFileSync(new URL('warnings.txt', import.meta.url), 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#') && !(isConfirmed && unconfirmed.test(line))).map(line => line.replace(unconfirmed, ''));

const local = term => term?.value.replace(/^.*[/#](?=.)/, '') ?? '';
const typesOf = (data, node) => [...data.getObjects(node, DataFactory.namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), null)].map(local).sort();

const quads = text => new Promise((resolve, reject) => {
  const writer = new Writer({ format: 'N-Quads' });
  writer.addQuads(text);
  writer.end((error, result) => (error ? reject(error) : resolve(result)));
});
const canonical = nquads => jsonld.canonize(nquads, { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' });

const failures = [];
const seen = new Set();
let triples = 0;
for (const stem of stems) {
  const turtle = new Parser().parse(await read(`${stem}.ttl`));
  const document = JSON.parse(await read(`${stem}.jsonld`));
  const fromJson = await jsonld.toRDF(document, { format: 'application/n-quads' });
  if (await canonical(fromJson) !== await canonical(await quads(turtle))) failures.push(`${stem}: .jsonld and .ttl differ`);
  for (const { subject, predicate, object } of turtle) {
    for (const term of [subject, predicate, object])
      if (term.termType === 'NamedNode' && !/^https?:\/\/[^/]/.test(term.value)) failures.push(`${stem}: ${term.value} is not absolute`);
  }
  const data = new Store(turtle);
  triples += data.size;
  const report = await validator.validate(data);
  // A check that nothing fails would say nothing.
  const { namedNode, literal } = DataFactory;
  const broken = new Store(turtle.filter(quad => quad.predicate.value !== 'http://purl.org/dc/terms/title'));
  const [dataset] = data.getSubjects(namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type'), namedNode('http://www.w3.org/ns/dcat#Dataset'), null);
  broken.addQuad(dataset, namedNode('http://purl.org/dc/terms/language'), literal('ja'));
  if ((await validator.validate(broken)).results.filter(result => local(result.severity) === 'Violation').length < 2) failures.push(`${stem}: the shapes take what they must refuse`);
  for (const result of report.results) {
    const line = `${typesOf(data, result.focusNode).join('+')} ${local(result.path)} ${local(result.sourceConstraintComponent)}`;
    if (local(result.severity) === 'Violation')
      failures.push(`${stem}: violation ${line} at ${result.focusNode?.value}: ${result.message.map(text => text.value).join(' ')}`);
    else seen.add(line);
  }
}

for (const line of seen) if (!expected.includes(line)) failures.push(`a warning that is not expected: ${line}`);
for (const line of expected) if (!seen.has(line)) failures.push(`a warning that is expected and not there: ${line}`);
if (failures.length > 0) {
  console.log(failures.join('\n'));
  process.exit(1);
}
console.log(`shacl: ${triples} triples of ${stems.length} addresses of ${server}, 0 violations, ${seen.size} kinds of warnings, all expected`);
