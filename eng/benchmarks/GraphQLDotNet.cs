using System.Globalization;
using System.Text;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ReformOpenData.Benchmarks;

/// <summary>
/// The workloads of <see cref="Parsing"/> and <see cref="Execution"/> with GraphQL.NET. It executes documents that are
/// parsed and validated already, as its document cache would give them; resolvers are delegates, without reflection.
/// </summary>
internal sealed class GraphQLDotNet : IDisposable
{
    private static readonly DocumentExecuter s_executer = new();
    private static readonly GraphQLSerializer s_serializer = new();

    private readonly string[] _operations;
    private readonly string _introspection;
    private readonly ISchema _contract;
    private readonly ISchema _rows;
    private readonly GraphQLDocument _leaves = GraphQLParser.Parser.Parse(Execution.Leaves);
    private readonly GraphQLDocument _small = GraphQLParser.Parser.Parse(Execution.Small);
    private readonly Inputs _variables = new(new Dictionary<string, object?> { ["id"] = "7" });
    private readonly MemoryStream _output = new();

    public void Dispose() => _output.Dispose();

    public GraphQLDotNet(Parsing parsing)
    {
        _operations = [.. parsing.Operations.Select(Encoding.UTF8.GetString)];
        _introspection = Encoding.UTF8.GetString(parsing.Introspection);
        _contract = Schema.For(Encoding.UTF8.GetString(parsing.Contract), builder =>
            builder.Types.For("Node").ResolveType = _ => throw new NotSupportedException("Nothing is executed here."));
        _contract.Initialize();
        _rows = BindRows();
        _rows.Initialize();
    }

    public int ParseOperations() => _operations.Sum(text => GraphQLParser.Parser.Parse(text).Definitions.Count);

    public int ParseIntrospection() => GraphQLParser.Parser.Parse(_introspection).Definitions.Count;

    public int ValidateOperations() => _operations.Sum(Validate);

    public int LeavesOfAThousandObjects() => Execute(_leaves, Inputs.Empty);

    public int SmallQuery() => Execute(_small, _variables);

    /// <summary>The response that was made last.</summary>
    public string Response => Encoding.UTF8.GetString(_output.ToArray());

    private int Validate(string text)
    {
        var document = GraphQLParser.Parser.Parse(text);
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().First();
        var validating = new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = _contract,
            Document = document,
            Operation = operation,
            Rules = DocumentValidator.CoreRules,
            Variables = NeededVariables(operation),
        });
        var result = Completed(validating);
        return result.IsValid
            ? document.Definitions.Count
            : throw new InvalidOperationException(string.Join('\n', result.Errors.Select(error => error.Message)));
    }

    /// <summary>GraphQL.NET coerces variables while it validates.</summary>
    private static Inputs NeededVariables(GraphQLOperationDefinition operation) => operation.Variables is { } variables
        ? new Inputs(variables.Where(variable => variable.Type is GraphQLNonNullType)
            .ToDictionary(variable => variable.Variable.Name.StringValue, variable => (object?)ValueOf(variable.Type)))
        : Inputs.Empty;

    private static object ValueOf(GraphQLType type) => type switch
    {
        GraphQLNonNullType nonNull => ValueOf(nonNull.Type),
        GraphQLListType list => new[] { ValueOf(list.Type) },
        GraphQLNamedType { Name.StringValue: "Int" } => 1,
        _ => "A",
    };

    private int Execute(GraphQLDocument document, Inputs variables)
    {
        var result = Completed(s_executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = _rows,
            Document = document,
            Variables = variables,
            ValidationRules = [],
        }));
        _output.SetLength(0);
        var writing = s_serializer.WriteAsync(_output, result);
        if (!writing.IsCompletedSuccessfully)
            throw new InvalidOperationException("Nothing here waits.");
        return (int)_output.Length;
    }

    private static T Completed<T>(Task<T> task) => task.IsCompletedSuccessfully
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("Nothing here waits.", task.Exception);

    private static T Completed<T>(ValueTask<T> task) => task.IsCompletedSuccessfully
        ? task.Result
        : throw new InvalidOperationException("Nothing here waits.");

    private static Schema BindRows()
    {
        var rows = Execution.Row.MakeAll();
        return Schema.For(Execution.Sdl, builder =>
        {
            var query = builder.Types.For("Query");
            query.FieldFor("rows").Resolver = new FuncFieldResolver<object?>(_ => rows);
            query.FieldFor("row").Resolver = new FuncFieldResolver<object?>(context =>
                rows[int.Parse(context.GetArgument<string>("id"), CultureInfo.InvariantCulture)]);
            var row = builder.Types.For("Row");
            Bind("id", of => of.Id);
            Bind("code", of => of.Code);
            Bind("name", of => of.Name);
            Bind("title", of => of.Title);
            Bind("year", of => of.Year);
            Bind("page", of => of.Page);
            Bind("score", of => of.Score);
            Bind("ratio", of => of.Ratio);
            Bind("final", of => of.IsFinal);
            Bind("grade", of => of.Grade);

            void Bind(string name, Func<Execution.Row, object?> get) =>
                row.FieldFor(name).Resolver = new FuncFieldResolver<object?>(
                    context => get((Execution.Row)context.Source!));
        });
    }
}
