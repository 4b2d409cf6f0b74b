// The median of samples, each of a tenth of a second and more of this process's own time, after as much warming up. The
// clock is read so seldom that reading it does not count.
export function microsecondsOf(run) {
  const samples = [];
  let batch = 1;
  for (let sample = -5; sample < 15; sample++) {
    let count = 0;
    let elapsed = 0;
    const start = process.cpuUsage();
    do {
      for (let i = 0; i < batch; i++) run();
      count += batch;
      const used = process.cpuUsage(start);
      elapsed = used.user + used.system;
    } while (elapsed < 100_000);
    batch = Math.max(1, Math.floor(count / 20));
    if (sample >= 0) samples.push(elapsed / count);
  }
  return samples.sort((a, b) => a - b)[7];
}
