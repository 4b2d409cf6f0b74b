import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The engine as a child process that answers one JSON line with one JSON line, in order. */
export class Engine {
  constructor() {
    const assembly = process.env.CONFORMANCE_ASSEMBLY ?? `${here}bin/Release/net10.0/ReformOpenData.Conformance.dll`;
    this.process = spawn('dotnet', [assembly, 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = [];
    this.exited = new Promise((resolve) => this.process.on('exit', (code, signal) => {
      for (const { reject } of this.waiting) reject(new Error(`The engine ended (${signal ?? code}) before it answered.`));
      this.waiting = [];
      resolve();
    }));
    createInterface({ input: this.process.stdout }).on('line', (line) => this.waiting.shift().resolve(JSON.parse(line)));
  }

  ask(request) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.process.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  async end() {
    this.process.stdin.end();
    await this.exited;
  }
}
