using ReformOpenData.GraphQL.Language;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Lists;

/// <summary>What the address of a list asks for, understood and bound to the schema.</summary>
/// <param name="Owner">The thing whose rows are asked for; null for all rows.</param>
internal sealed record ListAsking(ListBinding List, ListOwner? Owner, ListParameters Parameters, ListQuestion Question)
{
    private static readonly string Formats = string.Join(", ", TableFormat.All.Select(format => "." + format.Name));

    /// <summary>Reads an address; null where it asks for nothing that there is.</summary>
    /// <param name="format">Null where the suffix is none.</param>
    /// <param name="query">The query string, without its question mark.</param>
    /// <param name="hasPlanCodes">Whether a plan of the release has an id.</param>
    /// <param name="limit">Rows at most, where the address gives no limit; null for all.</param>
    public static ListAsking? Read(
        ListSchema schema,
        ListAddress address,
        TableFormat? format,
        string query,
        bool hasPlanCodes,
        out AnswerFailure? failure,
        int? limit = null)
    {
        failure = Refuse(address, format);
        if (failure is not null)
            return null;
        var list = schema.Of(ListTables.Find(address.Name)!, hasPlanCodes);
        var parameters = ListParameters.Read(query, list, format!, out failure);
        if (limit is { } rows)
            parameters.LimitTo(rows);
        var owner = ListOwner.Of(address.Owner);
        failure ??= Restrict(list, owner, address, parameters);
        return failure is not null ? null
            : new ListAsking(list, owner, parameters, new ListQuestion(list, parameters, owner, address.ReleaseNumber));
    }

    /// <summary>What is said where the thing of the address is not there.</summary>
    public static string Missing(ListAddress address) => (address.Release, address.Owner.Count) switch
    {
        (null, _) => $"The current release has nothing at /{string.Join('/', address.Owner)}.",
        (var release, 0) => $"There is no release “{TableParameters.Short(release)}”; /releases.csv lists them.",
        var (release, _) => $"There is no release “{TableParameters.Short(release)}”, or it has nothing at "
            + $"/{string.Join('/', address.Owner)}.",
    };

    /// <summary>Why there is no such list, whatever a release holds; null where there is.</summary>
    public static AnswerFailure? Refuse(ListAddress address, TableFormat? format)
    {
        if (ListTables.Find(address.Name) is not { } list)
        {
            var names = ListTables.All.Select(known => known.Name).ToList();
            var meant = Suggestions.DidYouMean(address.Name, names);
            return AnswerFailure.NotFound($"There is no list “{TableParameters.Short(address.Name)}”."
                + (meant.Length > 0 ? meant : $" There are {string.Join(", ", names)}."));
        }

        if (format is null)
        {
            return AnswerFailure.FormatUnknown(
                $"{address.Name} cannot be had as “{TableParameters.Short(address.Format!)}”; there are {Formats}.");
        }

        if (list.IsOfStore && (address.Release is not null || address.Owner.Count > 0))
            return AnswerFailure.NotFound($"Nothing has a list of releases but the whole: /releases.{format.Name}.");
        return address.Release is not null && address.ReleaseNumber is null
            ? AnswerFailure.KeyUnknown(Missing(address))
            : null;
    }

    /// <summary>Adds the condition that a row belongs to the thing of the address.</summary>
    private static AnswerFailure? Restrict(
        ListBinding list, ListOwner? owner, ListAddress address, ListParameters parameters)
    {
        if (address.Owner.Count == 0)
            return null;
        if (owner is null)
            return AnswerFailure.KeyUnknown(Missing(address));
        if (owner.Type == "Department" && list.List is { Rows.Length: > 0, Departments: { } departments })
            parameters.Add($"{departments}.id", [owner.Id]);
        else if (owner.Condition(list.List, list.Node, list.CanFilter) is { } condition)
            parameters.Where.Add(condition);
        else
            return AnswerFailure.NotFound(
                $"{list.List.Name} is not a list of what /{string.Join('/', address.Owner)} names; ask for "
                + $"/{list.List.Name} or filter it.");
        return null;
    }
}
