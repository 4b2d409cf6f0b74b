using System.Collections.Concurrent;
using System.Collections.Immutable;
using ReformOpenData.GraphQL.Language;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;

namespace ReformOpenData.GraphQL.Execution;

/// <summary>
/// A document that was parsed and validated once: its operations, and what is known of its selection sets.
/// </summary>
internal sealed class DocumentPlan
{
    /// <summary>
    /// Variants of an operation that are kept: one for each combination of @skip and @include that was asked for.
    /// </summary>
    private const int MostVariants = 16;

    private readonly ConcurrentDictionary<SelectionSet, bool> _usesVariables = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OperationDefinition, ConcurrentDictionary<string, OperationPlan>> _variants = [];
    private readonly Dictionary<OperationDefinition, OperationVariable[]> _variables = [];

    public DocumentPlan(ExecutableSchema executable, Document document)
    {
        Executable = executable;
        Document = document;
        Operations = [.. document.Definitions.OfType<OperationDefinition>()];
        Fragments = document.Definitions.OfType<FragmentDefinition>()
            .DistinctBy(fragment => fragment.Name, StringComparer.Ordinal)
            .ToDictionary(fragment => fragment.Name, StringComparer.Ordinal);
        foreach (var operation in Operations)
        {
            _variants.Add(operation, new ConcurrentDictionary<string, OperationPlan>(StringComparer.Ordinal));
            _variables.Add(
                operation,
                [.. operation.VariableDefinitions.Select(variable =>
                    new OperationVariable(variable.Variable.Name, executable.Schema.TypeOf(variable.Type), variable))]);
        }

        Conditions = [.. new ConditionFinder().Find(document)];
    }

    public ExecutableSchema Executable { get; }

    public Document Document { get; }

    public OperationDefinition[] Operations { get; }

    public Dictionary<string, FragmentDefinition> Fragments { get; }

    /// <summary>The variables that decide on a @skip or @include anywhere in the document.</summary>
    public string[] Conditions { get; }

    /// <summary>§6.1 #GetOperation</summary>
    public OperationDefinition? GetOperation(string? operationName, out GraphQLError? error)
    {
        error = null;
        if (operationName is null)
        {
            if (Operations.Length == 1)
                return Operations[0];
            error = new GraphQLError(
                Operations.Length == 0
                    ? "Must provide an operation."
                    : "Must provide operation name if query contains multiple operations.",
                ErrorCode.OperationResolutionFailed);
            return null;
        }

        foreach (var operation in Operations)
        {
            if (operation.Name == operationName)
                return operation;
        }

        error = new GraphQLError($"Unknown operation named \"{operationName}\".", ErrorCode.OperationResolutionFailed);
        return null;
    }

    public FragmentDefinition? FindFragment(FragmentSpread spread) => Fragments.GetValueOrDefault(spread.Name);

    public OperationVariable[] VariablesOf(OperationDefinition operation) => _variables[operation];

    public OperationPlan PlanFor(OperationDefinition operation, ObjectType rootType, VariableValues variables)
    {
        var variants = _variants[operation];
        if (Conditions.Length == 0)
            return variants.TryGetValue("", out var only) ? only : variants.GetOrAdd("", Make(operation, rootType, []));
        var trueConditions = Conditions.Where(variables.IsTrue).ToHashSet(StringComparer.Ordinal);
        var key = string.Join(' ', trueConditions);
        if (variants.TryGetValue(key, out var known))
            return known;
        var variant = Make(operation, rootType, trueConditions);
        return variants.Count < MostVariants ? variants.GetOrAdd(key, variant) : variant;
    }

    private OperationPlan Make(OperationDefinition operation, ObjectType rootType, HashSet<string> trueConditions) =>
        new(this, operation, rootType, trueConditions);

    /// <summary>Whether arguments anywhere in a selection set, fragments included, use variables.</summary>
    public bool UsesVariables(SelectionSet selectionSet)
    {
        if (_usesVariables.TryGetValue(selectionSet, out var known))
            return known;
        var uses = false;
        foreach (var selection in selectionSet.Selections)
        {
            uses = uses || selection switch
            {
                Field field =>
                    UsesVariables(field.Arguments) || (field.SelectionSet is { } below && UsesVariables(below)),
                InlineFragment inline => UsesVariables(inline.SelectionSet),
                FragmentSpread spread => FindFragment(spread) is { } fragment && UsesVariables(fragment.SelectionSet),
                _ => false,
            };
        }

        return _usesVariables[selectionSet] = uses;
    }

    public static bool UsesVariables(ImmutableArray<Argument> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (UsesVariables(arguments[i].Value))
                return true;
        }

        return false;
    }

    private static bool UsesVariables(Value value) => value switch
    {
        Variable => true,
        ListValue list => list.Values.Any(UsesVariables),
        ObjectValue fields => fields.Fields.Any(field => UsesVariables(field.Value)),
        _ => false,
    };

    private sealed class ConditionFinder
    {
        private readonly HashSet<string> _variables = new(StringComparer.Ordinal);

        public IEnumerable<string> Find(Document document)
        {
            foreach (var definition in document.Definitions)
            {
                if (definition is OperationDefinition operation)
                    Visit(operation.SelectionSet);
                else if (definition is FragmentDefinition fragment)
                    Visit(fragment.SelectionSet);
            }

            return _variables.Order(StringComparer.Ordinal);
        }

        private void Visit(SelectionSet selectionSet)
        {
            foreach (var selection in selectionSet.Selections)
            {
                foreach (var directive in selection.Directives)
                {
                    if (directive.Name is "skip" or "include" && directive.FindArgument("if") is Variable variable)
                        _variables.Add(variable.Name);
                }

                if (selection is Field { SelectionSet: { } below })
                    Visit(below);
                else if (selection is InlineFragment inline)
                    Visit(inline.SelectionSet);
            }
        }
    }
}
