using BenchmarkDotNet.Attributes;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.GraphQL.Validation;

namespace ReformOpenData.Benchmarks;

/// <summary>
/// Parses, and parses and validates, the product's own documents: the trusted operations one after the other, the full
/// introspection query, the contract. <c>parsing.mjs</c> does the same with graphql-js.
/// </summary>
[MemoryDiagnoser]
public class Parsing
{
    private readonly byte[][] _operations;
    private readonly byte[] _introspection;
    private readonly byte[] _contract;
    private readonly Schema _schema;

    public Parsing()
    {
        var root = RepositoryRoot();
        _operations =
        [
            .. Directory.GetFiles(Path.Combine(root, "schema/operations"), "*.graphql")
                .Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        ];
        _introspection = File.ReadAllBytes(
            Path.Combine(root, "tests/ReformOpenData.GraphQL.Tests/Introspection/query.graphql"));
        _contract = File.ReadAllBytes(Path.Combine(root, "schema/reform.graphql"));
        _schema = SchemaBuilder.Build(_contract);
    }

    [Benchmark]
    public int ParseOperations() => Sum(_operations, static (_, document) => document.TokenCount);

    [Benchmark]
    public int ParseIntrospection() => Parser.Parse(_introspection).TokenCount;

    [Benchmark]
    public int ParseContract() => Parser.Parse(_contract).TokenCount;

    [Benchmark]
    public int ValidateOperations() => Sum(_operations, Validate);

    [Benchmark]
    public int ValidateIntrospection() => Validate(_schema, Parser.Parse(_introspection));

    private int Sum(byte[][] documents, Func<Schema, Document, int> measure)
    {
        var sum = 0;
        foreach (var document in documents)
            sum += measure(_schema, Parser.Parse(document));
        return sum;
    }

    private static int Validate(Schema schema, Document document)
    {
        var errors = Validator.Validate(schema, document).Count;
        return errors == 0
            ? document.TokenCount
            : throw new InvalidOperationException("A document of the product is not valid.");
    }

    /// <summary>The documents, to give them to another engine.</summary>
    internal IReadOnlyList<byte[]> Operations => _operations;

    internal byte[] Introspection => _introspection;

    internal byte[] Contract => _contract;

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ReformOpenData.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("Run it from a clone of the repository.");
        return folder;
    }
}
