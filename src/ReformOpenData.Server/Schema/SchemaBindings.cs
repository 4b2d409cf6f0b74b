using ReformOpenData.Data.Queries;
using ReformOpenData.Data.Storage;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Response;
using ReformOpenData.GraphQL.Types;
using GraphQLSchema = ReformOpenData.GraphQL.Types.Schema;

namespace ReformOpenData.Server.Schema;

/// <summary>
/// Binds every field of the schema. A root field asks the store for everything below it at once; below it, a field
/// reads the slot of its index in the row that the question filled.
/// </summary>
internal static class SchemaBindings
{
    public static Bindings Make(GraphQLSchema schema)
    {
        var bindings = new Bindings()
            .Scalar("DateTime", new DateTimeScalar())
            .Scalar("Date", new DateScalar())
            .Scalar("Decimal", new DecimalScalar())
            .TypeOf("Node", static row => GlobalId.TypeName(((Row)row).Name));
        var planner = new FetchPlanner(schema);
        var numbered = new NumberedReleases(schema);
        bindings.Work((field, state) => WorkOf(planner, field, (RequestState)state!));
        DatasetFields.Bind(bindings);
        SearchFields.Bind(bindings);
        foreach (var field in schema.Types.OfType<ObjectType>()
            .Where(type => !type.IsBuiltIn)
            .SelectMany(type => type.Fields))
        {
            // What a type binds for itself, in a file of its own, is left alone.
            if (bindings.Has(field.Coordinate))
                continue;
            if (schema.QueryType.Fields.Find(field.Name) == field)
                bindings.Resolve(field.Coordinate, context => AskAsync(planner, numbered, context));
            else if (field.Type.Named.IsLeafType)
                bindings.Leaf(field.Coordinate, DerivedFields.Writer(field.Coordinate) ?? Leaves.Writer(field));
            else
                bindings.Property<Row>(field.Coordinate, Getter(field));
        }

        return bindings;
    }

    private static Func<Row, SelectedField, object?> Getter(FieldDefinition field) => field.Name switch
    {
        "dataset" => static (row, selected) => ((Row?)row[selected.Index].Reference)?[0].Reference,
        _ => static (row, selected) => row[selected.Index].Reference,
    };

    private static async ValueTask<object?> AskAsync(
        FetchPlanner planner, NumberedReleases numbered, ResolverContext context)
    {
        var state = (RequestState)context.Request!;
        var field = context.Field;
        try
        {
            var planned = PlannedField.Of(field, planner);
            var work = planned.WorkIn(state);
            object? value;
            if (field.Definition.Name == "compare")
            {
                value = await CompareFields.AskAsync(
                    (PageFetch)planned.Fetch, work, field, state.Session, context.CancellationToken);
            }
            else
            {
                var release = field.Definition.Name == "release" ? (int?)field.Arguments["number"] : null;
                var session = state.Session.At(release ?? state.Session.Release);
                var row = await session.AskAsync(planned.Fetch, work, context.CancellationToken);
                value = Getter(field.Definition)(row, field);
            }

            if (field.Definition.Name is "release" or "compare")
            {
                state.Releases = numbered.Of(context.Selection);
                state.IsReleaseMissing |= value is null;
            }

            return value;
        }
        catch (QueryException fault)
        {
            return new GraphQLError(fault.Message, DataErrorCode.Of(fault.Fault));
        }
        catch (Exception fault) when (StoreFaults.Translate(fault) is { } known)
        {
            state.Fault = known;
            return null;
        }
    }

    private static double WorkOf(FetchPlanner planner, SelectedField field, RequestState state)
    {
        try
        {
            return PlannedField.Of(field, planner).WorkIn(state);
        }
        catch (QueryException)
        {
            // Said when the field is executed, and then of this field alone.
            return 0;
        }
    }
}
