namespace ReformOpenData.GraphQL.Http;

/// <summary>The media types of a response, and which of them a request asks for (RFC 9110 §12.5.1).</summary>
internal static class MediaType
{
    public const string GraphQLResponse = "application/graphql-response+json; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";

    /// <summary>
    /// The type that the Accept header prefers; null where it accepts neither. Between equals the one that is named
    /// wins over one that a wildcard allows, then application/graphql-response+json where it is named, else
    /// application/json, as the audits of graphql-http expect of <c>*/*</c>.
    /// </summary>
    public static string? Negotiate(string? accept)
    {
        if (string.IsNullOrWhiteSpace(accept))
            return Json;
        var graphql = default(Preference);
        var json = default(Preference);
        foreach (var range in new ListElements(accept, ','))
        {
            if (!TryReadRange(range, out var type, out var quality))
                continue;
            if (type.Equals("application/graphql-response+json", StringComparison.OrdinalIgnoreCase))
                graphql.Take(3, quality);
            else if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                json.Take(3, quality);
            else if (type.Equals("application/*", StringComparison.OrdinalIgnoreCase))
                Both(2);
            else if (type.SequenceEqual("*/*"))
                Both(1);

            void Both(int specificity)
            {
                graphql.Take(specificity, quality);
                json.Take(specificity, quality);
            }
        }

        if (graphql.Quality <= 0 && json.Quality <= 0)
            return null;
        if (graphql.Quality != json.Quality)
            return graphql.Quality > json.Quality ? GraphQLResponse : Json;
        return graphql.Specificity == 3 && graphql.Specificity >= json.Specificity ? GraphQLResponse : Json;
    }

    /// <summary>Whether the body is application/json in UTF-8, which is what no charset means.</summary>
    public static bool IsJsonInUtf8(string? contentType)
    {
        if (contentType is null)
            return false;
        var first = true;
        foreach (var part in new ListElements(contentType, ';'))
        {
            if (first && !part.Equals("application/json", StringComparison.OrdinalIgnoreCase))
                return false;
            if (!first && !IsUtf8OrNoCharset(part))
                return false;
            first = false;
        }

        return !first;
    }

    private static bool TryReadRange(ReadOnlySpan<char> range, out ReadOnlySpan<char> type, out int quality)
    {
        type = default;
        quality = 1000;
        var first = true;
        foreach (var part in new ListElements(range, ';'))
        {
            if (first)
                type = part;
            else if (part.StartsWith("q=", StringComparison.OrdinalIgnoreCase))
                quality = ReadQuality(part[2..].Trim());
            else if (!IsUtf8OrNoCharset(part))
                return false;
            first = false;
        }

        return !first && quality >= 0;
    }

    /// <summary>In thousandths; -1 where it is none: the range is then as if it were not there.</summary>
    private static int ReadQuality(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 5 || text[0] is not ('0' or '1') || (text.Length > 1 && text[1] != '.'))
            return -1;
        var thousandths = (text[0] - '0') * 1000;
        for (int i = 2, unit = 100; i < text.Length; i++, unit /= 10)
        {
            if (!char.IsAsciiDigit(text[i]))
                return -1;
            thousandths += (text[i] - '0') * unit;
        }

        return thousandths > 1000 ? -1 : thousandths;
    }

    private static bool IsUtf8OrNoCharset(ReadOnlySpan<char> parameter)
    {
        var equals = parameter.IndexOf('=');
        if (equals < 0 || !parameter[..equals].Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
            return true;
        var value = parameter[(equals + 1)..].Trim().Trim('"');
        return value.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            || value.Equals("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private struct Preference
    {
        public int Specificity;
        public int Quality;

        public void Take(int specificity, int quality)
        {
            if (specificity < Specificity)
                return;
            Quality = specificity == Specificity ? Math.Max(Quality, quality) : quality;
            Specificity = specificity;
        }
    }

    /// <summary>The trimmed parts between separators, quoted strings kept whole.</summary>
    private ref struct ListElements(ReadOnlySpan<char> text, char separator)
    {
        private ReadOnlySpan<char> _rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly ListElements GetEnumerator() => this;

        public bool MoveNext()
        {
            while (!_rest.IsEmpty)
            {
                var end = 0;
                for (var quoted = false; end < _rest.Length && (quoted || _rest[end] != separator); end++)
                {
                    if (_rest[end] == '"')
                        quoted = !quoted;
                }

                Current = _rest[..end].Trim();
                _rest = end < _rest.Length ? _rest[(end + 1)..] : default;
                if (!Current.IsEmpty)
                    return true;
            }

            return false;
        }
    }
}
