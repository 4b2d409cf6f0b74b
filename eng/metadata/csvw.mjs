// Lists as CSV, read by a program that knows CSVW alone: found by the header Link, each row becomes triples about the thing
// that it is about, with the types that the description gives, and as many rows as the header Reform-Total-Count says.
import CsvwParser from 'rdf-parser-csvw';
import { DataFactory, Parser, Store } from 'n3';
import jsonld from 'jsonld';
import { Readable } from 'node:stream';
import { server } from './standards.mjs';

const failures = [];
let triples = 0;
const contexts = { 'http://www.w3.org/ns/csvw': { '@context': {
  '@vocab': 'http://www.w3.org/ns/csvw#', csvw: 'http://www.w3.org/ns/csvw#', dc: 'http://purl.org/dc/terms/', xsd: 'http://www.w3.org/2001/XMLSchema#',
  url: { '@type': '@id' }, column: { '@id': 'csvw:column', '@container': '@list' }, columns: { '@id': 'csvw:column', '@container': '@list' },
  titles: { '@id': 'csvw:title', '@container': '@language' }, aboutUrl: { '@type': 'csvw:uriTemplate' },
  // Types are names of XML Schema's; the reader takes one terminator and no list.
  datatype: { '@id': 'csvw:datatype', '@type': '@vocab' }, string: 'xsd:string', integer: 'xsd:integer', double: 'xsd:double',
  boolean: 'xsd:boolean', date: 'xsd:date', dateTime: 'xsd:dateTime', lineTerminators: 'csvw:lineTerminators', primaryKey: { '@id': 'csvw:primaryKey' },
} } };

async function rowsOf(path) {
  const answer = await fetch(new URL(path, server));
  const link = answer.headers.get('link')?.match(/<([^>]+)>; rel="describedby"; type="application\/csvm\+json"/);
  if (!link) throw new Error(`${path} has no Link to its description`);
  const described = await fetch(new URL(link[1], server));
  if (described.headers.get('content-type') !== 'application/csvm+json') failures.push(`${link[1]} is ${described.headers.get('content-type')}`);
  const metadata = await described.json();
  if (metadata.url !== answer.url) failures.push(`${link[1]} describes ${metadata.url}, not ${answer.url}`);
  const graph = new Store(new Parser({ format: 'N-Quads' }).parse(
    await jsonld.toRDF(metadata, { format: 'application/n-quads', documentLoader: async url => ({ document: contexts[url], documentUrl: url }) })));
  const found = new Store();
  const csv = (await answer.text()).replace('\uFEFF', '');
  for await (const quad of new CsvwParser({ factory: DataFactory }).import(Readable.from([csv]), { metadata: graph, baseIRI: answer.url })) found.addQuad(quad);
  return { answer, metadata, found, total: Number(answer.headers.get('reform-total-count')) };
}

for (const path of process.argv.slice(2)) {
  const { answer, metadata, found, total } = await rowsOf(path);
  triples += found.size;
  const subjects = found.getSubjects(null, null, null).filter(term => found.getQuads(term, `${answer.url}#${metadata.tableSchema.columns[0].name}`, null, null).length > 0);
  if (subjects.length !== total) failures.push(`${path}: ${subjects.length} rows with triples, ${total} in all`);
  if (metadata.tableSchema.aboutUrl) {
    const [start] = metadata.tableSchema.aboutUrl.split('{');
    const other = subjects.find(term => !term.value.startsWith(start) || term.value.length <= start.length);
    if (other) failures.push(`${path}: a row is about ${other.value}, and not about a thing below ${start}`);
    const thing = subjects[0] && await fetch(subjects[0].value, { redirect: 'manual' });
    if (thing && thing.status !== 303) failures.push(`${subjects[0].value} is ${thing.status}`);
  }
  for (const column of metadata.tableSchema.columns) {
    const types = new Set(found.getObjects(null, `${answer.url}#${column.name}`, null).map(term => term.datatype.value.split('#')[1]));
    for (const type of types) if (type !== column.datatype) failures.push(`${path}: ${column.name} is ${type}, described as ${column.datatype}`);
  }
}

if (failures.length > 0) {
  console.log(failures.join('\n'));
  process.exit(1);
}
console.log(`csvw: ${triples} triples from ${process.argv.length - 2} lists of ${server}`);
