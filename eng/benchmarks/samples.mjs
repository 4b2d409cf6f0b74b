// The median of samples, each of a tenth of a second and more of this process's own time, after as much warming up.
export function microsecondsOf(run) {
  const samples = [];
  for (let sample = -5; sample < 15; sample++) {
    let count = 0;
    let elapsed = 0;
    const start = process.cpuUsage();
    do {
      for (let i = 0; i < 20; i++) run();
      count += 20;
      const used = process.cpuUsage(start);
      elapsed = used.user + used.system;
    } while (elapsed < 100_000);
    if (sample >= 0) samples.push(elapsed / count);
  }
  return samples.sort((a, b) => a - b)[7];
}
