using BenchmarkDotNet.Running;
using ReformOpenData.Benchmarks;

// `compare` puts the engine beside what people run today. Anything else goes to BenchmarkDotNet.
if (args is ["compare"])
    await Compare.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(Execution).Assembly).Run(args);
