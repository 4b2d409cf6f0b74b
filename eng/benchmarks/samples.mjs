// The other side of Compare.cs: says which workloads there are, then answers each line with one sample of one of them, in
// microseconds of this process's own time. The clock is read so seldom that reading it does not count.
import { createInterface } from 'node:readline';

export async function answer(workloads) {
  const batches = {};
  console.log(JSON.stringify(Object.keys(workloads)));
  for await (const name of createInterface({ input: process.stdin })) console.log(sample(workloads[name], name));

  function sample(run, name) {
    let count = 0;
    let elapsed = 0;
    const batch = batches[name] ?? 1;
    const start = process.cpuUsage();
    do {
      for (let i = 0; i < batch; i++) run();
      count += batch;
      const used = process.cpuUsage(start);
      elapsed = used.user + used.system;
    } while (elapsed < 100_000);
    batches[name] = Math.max(1, Math.floor(count / 20));
    return elapsed / count;
  }
}
