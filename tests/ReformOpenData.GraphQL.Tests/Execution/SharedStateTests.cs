using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>What requests of a document share: plans, and all that hangs on them.</summary>
public sealed class SharedStateTests
{
    private static readonly ExecutableSchema s_executable = ExecutableSchema.Create(
        SchemaBuilder.Build("""
            type Query { rows(first: Int = 3): [Row], node: Node }
            interface Node { id: ID }
            type Row implements Node { id: ID, next: Row }
            """u8.ToArray()),
        new Bindings()
            .Resolve("Query.rows", _ => new(new[] { "1", "2" }))
            .Resolve("Query.node", _ => new("1"))
            .Leaf<string>("Row.id", (row, _, ref writer) => writer.String(row))
            .Property<string>("Row.next", (row, _) => row)
            .TypeOf("Node", _ => "Row"));

    /// <summary>
    /// A field that changes after its object is made is a reference or a number of at most eight bytes, which .NET
    /// reads and writes in one piece. Whatever is shared is reached from the schema, once it has answered.
    /// </summary>
    [Fact]
    public void All_that_changes_on_what_requests_share_is_written_in_one_piece()
    {
        Ask("query($n: Int = 1, $a: Boolean = true) { rows(first: $n) { id } node @include(if: $a) { id ... on Row { "
            + "next { id } } } }");
        Ask("{ node { id } }");
        var reached = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var torn = new SortedSet<string>(StringComparer.Ordinal);
        Visit(s_executable);
        Assert.Contains(reached, reference => reference is OperationPlan);
        Assert.Contains(reached, reference => reference is SelectedField);
        Assert.Contains(reached, reference => reference is SelectionTemplate);
        Assert.Contains(reached, reference => reference is OperationCost);
        Assert.Empty(torn);

        void Visit(object? start)
        {
            var ahead = new Stack<object?>();
            ahead.Push(start);
            while (ahead.TryPop(out var reference))
            {
                if (reference is null or string or Delegate or Type or Pointer || !reached.Add(reference))
                    continue;
                if (reference is IEnumerable items and not ValueType)
                {
                    foreach (var item in items)
                        ahead.Push(item);
                }

                if (reference.GetType() is { IsGenericType: true } lazy
                    && lazy.GetGenericTypeDefinition() == typeof(Lazy<>))
                    ahead.Push(lazy.GetProperty("Value")!.GetValue(reference));
                for (var type = reference.GetType(); type is not null && type != typeof(object); type = type.BaseType)
                {
                    // What the framework keeps is the framework's own to guard.
                    if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) != false && !type.IsValueType)
                        continue;
                    const BindingFlags Own = BindingFlags.DeclaredOnly | BindingFlags.Instance;
                    foreach (var field in type.GetFields(Own | BindingFlags.Public | BindingFlags.NonPublic))
                    {
                        if (!field.IsInitOnly && !reference.GetType().IsValueType && !IsWhole(field.FieldType))
                            torn.Add($"{type.Name}.{field.Name}: {field.FieldType.Name}");
                        if (!field.FieldType.IsPrimitive && !field.FieldType.IsByRefLike)
                            ahead.Push(field.GetValue(reference));
                    }
                }
            }
        }

        static bool IsWhole(Type type) => !type.IsValueType || type.IsPrimitive || type.IsEnum
            || (type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is [var only]
                && IsWhole(only.FieldType));
    }

    private static void Ask(string document)
    {
        using var request = new GraphQLRequest { Document = Encoding.UTF8.GetBytes(document) };
        using var response = s_executable.ExecuteAsync(request, null, CancellationToken.None).Result;
        using var json = JsonDocument.Parse(response.Body);
        Assert.True(json.RootElement.TryGetProperty("data", out _));
    }
}
