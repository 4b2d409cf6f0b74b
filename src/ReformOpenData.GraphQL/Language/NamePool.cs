namespace ReformOpenData.GraphQL.Language;

/// <summary>
/// One string for a name that comes often, so that names cost no allocation and most comparisons end at the reference.
/// A fixed table: a name that falls on another's slot takes it over, so no input makes it grow. Racing writers lose a
/// string, nothing else.
/// </summary>
internal static class NamePool
{
    private const int Slots = 8192;
    private const int LongestPooled = 64;

    private static readonly string?[] s_names = new string?[Slots];

    public static string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestPooled)
            return System.Text.Encoding.ASCII.GetString(utf8);
        var hash = 2166136261u;
        foreach (var octet in utf8)
            hash = (hash ^ octet) * 16777619;
        ref var slot = ref s_names[(hash ^ (hash >> 16)) & (Slots - 1)];
        var found = slot;
        if (found is not null && System.Text.Ascii.Equals(utf8, found))
            return found;
        var name = System.Text.Encoding.ASCII.GetString(utf8);
        slot = name;
        return name;
    }
}
