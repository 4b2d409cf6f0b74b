namespace ReformOpenData.Data.Plans;

/// <summary>
/// Lists what differs between two states of a municipality: an object that is new or gone once, without what is below
/// it, and each changed field of one that stayed. A field that follows from another is told where that one did not
/// change. There is nothing to list if and only if every answer of the API is the same.
/// </summary>
public static class MunicipalityComparison
{
    internal const string Cells = "cells";

    /// <summary>The changes in the order of the print; null stands for a municipality that is not there.</summary>
    public static IReadOnlyList<Change> Compare(Municipality? before, Municipality? after)
    {
        var changes = new List<Change>();
        CompareNodes(
            before is null ? [] : [MunicipalityNode.Of(before)],
            after is null ? [] : [MunicipalityNode.Of(after)],
            changes);
        return changes;
    }

    /// <summary>
    /// Whether a change says where something is printed, or how: with another document of the same rows there are
    /// thousands of them, and what the city says stays the same.
    /// </summary>
    public static bool IsOfPrint(Change change) => change.Field is Cells or "location" or "summary.location";

    private static void CompareNodes(
        IReadOnlyList<MunicipalityNode> before, IReadOnlyList<MunicipalityNode> after, List<Change> changes)
    {
        var old = before.ToDictionary(node => (node.Type, node.Key));
        foreach (var node in after)
        {
            if (old.Remove((node.Type, node.Key), out var earlier))
            {
                var start = changes.Count;
                CompareFields(earlier, node, changes);
                var (below, belowNow) = (earlier.Children(), node.Children());
                CompareOrder(node, below, belowNow, changes);
                CompareNodes(below, belowNow, changes);
                TellCellsOnce(earlier, node, changes, start);
            }
            else
            {
                changes.Add(new Change(ChangeKind.Added, node.Type, node.Key, null, null, node.Label));
            }
        }

        foreach (var node in before)
        {
            if (old.ContainsKey((node.Type, node.Key)))
                changes.Add(new Change(ChangeKind.Removed, node.Type, node.Key, null, node.Label, null));
        }
    }

    private static void CompareFields(MunicipalityNode before, MunicipalityNode after, List<Change> changes)
    {
        var told = new HashSet<string>();
        foreach (var (field, earlier) in after.Fields.Zip(before.Fields))
        {
            if (field.Exact == earlier.Exact)
                continue;

            var isTold = Array.Exists(field.Follows, told.Contains)
                || (field.IsPart && (field.Exact is null || earlier.Exact is null));
            if (!isTold)
            {
                var (value, now) = field.Tell(earlier);
                changes.Add(new Change(field.Kind, after.Type, after.Key, field.Name, value, now));
            }

            told.Add(field.Name);
        }
    }

    /// <summary>
    /// A cell that is printed otherwise at the same place is not told beside the text or rating that changed with it.
    /// </summary>
    private static void TellCellsOnce(MunicipalityNode before, MunicipalityNode after, List<Change> changes, int start)
    {
        var index = changes.FindIndex(start, change => change.Key == after.Key && change.Field == Cells);
        if (index < 0)
            return;

        var told = changes.Skip(start).Select(change => change.Field switch
        {
            "text" or "sourceText" => SourceColumn.Progress,
            "summary" or "summary.sourceText" => SourceColumn.Summary,
            "grade" or "printed" => SourceColumn.Rating,
            _ => default,
        }).Select(MunicipalityNode.NameOf).ToHashSet();
        var old = before.Fields.Single(field => field.Name == Cells).Entries!;
        var now = after.Fields.Single(field => field.Name == Cells).Entries!;
        var gone = old.Except(now).ToList();
        var made = now.Except(old).ToList();
        var isTold = gone.Concat(made).All(entry => told.Contains(entry.Group!.Value.Entry))
            && gone.Count > 0 && gone.Select(entry => entry.Place).SequenceEqual(made.Select(entry => entry.Place));
        if (isTold)
            changes.RemoveAt(index);
    }

    /// <summary>Departments have an order of their own; all else is ordered by its key.</summary>
    private static void CompareOrder(
        MunicipalityNode node,
        IReadOnlyList<MunicipalityNode> before,
        IReadOnlyList<MunicipalityNode> after,
        List<Change> changes)
    {
        if (node.Type != nameof(Municipality))
            return;

        var (old, now) = (Departments(before), Departments(after));
        string[] stayed = [.. old.Intersect(now)];
        string[] inOrder = [.. now.Intersect(old)];
        if (!stayed.SequenceEqual(inOrder))
        {
            changes.Add(new Change(
                ChangeKind.ValueChanged,
                node.Type,
                node.Key,
                "departments",
                string.Join("・", stayed),
                string.Join("・", inOrder)));
        }

        static string[] Departments(IReadOnlyList<MunicipalityNode> nodes) =>
            [.. nodes.Where(child => child.Type == nameof(Department)).Select(child => child.Label!)];
    }
}
