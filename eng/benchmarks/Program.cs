using BenchmarkDotNet.Running;
using ReformOpenData.Benchmarks;

// `compare` puts the engine beside what people run today, `graphql-dotnet` beside GraphQL.NET. Anything else goes to
// BenchmarkDotNet.
if (args is ["compare"])
    await Compare.WithNodeAsync();
else if (args is ["graphql-dotnet"])
    Compare.WithGraphQLDotNet();
else
    BenchmarkSwitcher.FromAssembly(typeof(Execution).Assembly).Run(args);
