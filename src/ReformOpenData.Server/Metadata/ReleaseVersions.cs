using System.Globalization;
using System.Text.Json;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Metadata;

/// <summary>Which releases stand beside a numbered one, of those that have the same thing (RFC 5829).</summary>
internal sealed class ReleaseVersions(AnswerService answers, CurrentRelease release)
{
    private static readonly byte[] Document = """
        query ($release: Int!, $id: ID!) {
          before: releases(
            where: { number: { lt: $release }, status: { in: [CURRENT, SUPERSEDED] } }, order: [{ number: DESC }], first: 1
          ) { ...near }
          after: releases(
            where: { number: { gt: $release }, status: { in: [CURRENT, SUPERSEDED] } }, order: [{ number: ASC }], first: 1
          ) { ...near }
        }
        fragment near on ReleasesConnection { nodes { number node(id: $id) { id } } }
        """u8.ToArray();

    private readonly KeptFact<(int Release, string Id)> _near = new(
        answers, release, Document, "versions", key => [("release", key.Release), ("id", key.Id)], Draw);

    /// <summary>Those next to a release.</summary>
    /// <param name="id">Of the thing, in the API; empty for what every release has.</param>
    public async ValueTask<Near> OfAsync(int number, string id, ClientAddress client, CancellationToken cancellation)
    {
        var near = (await _near.OfAsync((number, id), client, cancellation) ?? "").Split('\n');
        // Without the thing in it, a release has no such version.
        return new Near(Of(near.FirstOrDefault()), Of(near.ElementAtOrDefault(1)));

        string? Of(string? text) =>
            text?.Split(' ') is [{ Length: > 0 } found, var has] && (id.Length == 0 || has == "1") ? found : null;
    }

    private static string Draw(JsonElement data) => string.Join('\n', from name in (string[])["before", "after"]
                                                                      select OfPage(
                                                                          data.GetProperty(name).GetProperty("nodes")));

    private static string OfPage(JsonElement nodes) => nodes.GetArrayLength() == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{nodes[0].GetProperty("number").GetInt32()} "
        + $"{(nodes[0].GetProperty("node").ValueKind == JsonValueKind.Null ? 0 : 1)}");

    /// <summary>The numbers of the releases before and after; null where there is none that has the thing.</summary>
    internal sealed record Near(string? Before, string? After)
    {
        /// <summary>Values of the header Link.</summary>
        /// <param name="path">In the current release, below the path of the host, encoded.</param>
        public IEnumerable<string> Links(string path)
        {
            var root = PublicPath.Current;
            yield return $"<{root}{(path.Length == 0 ? "/" : path)}>; rel=\"latest-version\"";
            if (Before is not null)
                yield return $"<{root}/releases/{Before}{path}>; rel=\"predecessor-version\"";
            if (After is not null)
                yield return $"<{root}/releases/{After}{path}>; rel=\"successor-version\"";
        }
    }
}
