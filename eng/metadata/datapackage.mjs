// Data Packages against the profile of version 2: each address given, and its resources, are valid, and their files are there.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { read, server, standard } from './standards.mjs';

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addFormat('textarea', true);
const profile = name => ajv.compile(JSON.parse(readFileSync(standard(`datapackage-2.0/${name}.json`), 'utf8')));
const [ofPackage, ofResource, ofSchema, ofDialect] = ['datapackage', 'dataresource', 'tableschema', 'tabledialect'].map(profile);

const failures = [];
const check = (what, validate, value) => {
  if (!validate(value)) failures.push(...validate.errors.map(error => `${what}${error.instancePath}: ${error.message}`));
};

// A check that nothing fails would say nothing.
if (ofPackage({ resources: [] }) || ofPackage({ resources: [{ name: 'a' }] }) || ofSchema({ fields: [{ name: 'a', type: 'text' }] }))
  failures.push('the profiles take what they must refuse');

let resources = 0;
for (const path of process.argv.slice(2)) {
  const found = JSON.parse(await read(path));
  check(path, ofPackage, found);
  for (const resource of found.resources) {
    resources++;
    check(`${path} ${resource.name}`, ofResource, resource);
    check(`${path} ${resource.name} schema`, ofSchema, resource.schema);
    check(`${path} ${resource.name} dialect`, ofDialect, resource.dialect);
    const [header] = (await read(new URL(resource.path, new URL(path, server)))).replace('\uFEFF', '').split('\r\n');
    const names = resource.schema.fields.map(field => field.name);
    if (header !== names.join(',')) failures.push(`${path} ${resource.name}: the file has the columns ${header}`);
    for (const key of resource.schema.foreignKeys ?? []) {
      const other = found.resources.find(one => one.name === key.reference.resource);
      const known = other?.schema.fields.map(field => field.name) ?? [];
      if (!key.fields.every(name => names.includes(name)) || !key.reference.fields.every(name => known.includes(name)))
        failures.push(`${path} ${resource.name}: the foreign key ${JSON.stringify(key)} names what is not there`);
    }
  }
}

if (failures.length > 0) {
  console.log(failures.join('\n'));
  process.exit(1);
}
console.log(`datapackage: ${resources} resources of ${process.argv.length - 2} packages of ${server} fit the profile of version 2`);
