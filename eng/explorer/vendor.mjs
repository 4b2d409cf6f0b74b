// Copies GraphiQL's prebuilt files into wwwroot/graphiql; with --check, only compares what is there with what would be.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = new URL('.', import.meta.url);
const modules = new URL('node_modules/', here);
const target = new URL('../../src/ReformOpenData.Server/wwwroot/graphiql/', here);
const read = path => readFileSync(new URL(path, modules), 'utf8').replaceAll('\r\n', '\n').replace(/\n?$/, '\n');
const version = name => JSON.parse(read(`${name}/package.json`)).version;

// Source maps are not shipped, and the embedded fonts (seven eighths of the style sheet) give way to the system's.
const script = text => text.replace(/^\/\/# sourceMappingURL=.*\n/gm, '');
const style = text => text.replace(/@font-face\s*\{[^}]*\}/g, '')
  .replaceAll('"Roboto", sans-serif', 'system-ui, sans-serif')
  .replaceAll('"Fira Code", monospace', 'ui-monospace, monospace');

// What is bundled into graphiql.js stands in its source map; each package's licence goes beside the files.
const bundled = JSON.parse(read('graphiql/graphiql.min.js.map')).sources
  .map(source => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1])
  .filter(name => name && existsSync(new URL(`${name}/package.json`, modules)));
const packages = [...new Set(['graphiql', '@graphiql/react', 'react', 'react-dom', ...bundled])].sort();
const licence = name => {
  const file = readdirSync(new URL(`${name}/`, modules)).find(entry => /^licen[cs]e/i.test(entry));
  const text = file ? read(`${name}/${file}`) : `${JSON.parse(read(`${name}/package.json`)).license}\n`;
  return `${name} ${version(name)}\n\n${text}`;
};

const files = {
  'react.js': script(read('react/umd/react.production.min.js')),
  'react-dom.js': script(read('react-dom/umd/react-dom.production.min.js')),
  'graphiql.js': script(read('graphiql/graphiql.min.js')),
  'graphiql.css': style(read('graphiql/graphiql.min.css')),
  'LICENSES.txt': packages.map(licence).join('\n----\n\n'),
};

let differ = 0;
for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, target);
  if (process.argv.includes('--check')) {
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    console.error(`${fileURLToPath(file)} is not what vendor.mjs makes`);
    differ = 1;
  } else {
    writeFileSync(file, text);
  }
}
process.exit(differ);
