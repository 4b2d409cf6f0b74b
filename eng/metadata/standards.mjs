// Where the data files of the standards are: the project does not carry them.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const folder = process.env.REFORM_STANDARDS ?? fileURLToPath(new URL('../../../shared/standards', import.meta.url));

/** The path of a file; ends the script with 3 where it is not there. */
export function standard(file) {
  const path = `${folder}/${file}`;
  if (!existsSync(path)) {
    console.log(`missing: ${file} of the standards; name their folder with REFORM_STANDARDS`);
    process.exit(3);
  }
  return path;
}

export const server = process.env.SERVER_URL ?? 'http://localhost:5080';

/** The body of an address of the server, as text. */
export async function read(path) {
  const answer = await fetch(new URL(path, server));
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} is ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}
