using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReformOpenData.Data.Queries;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Server.Lists;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Representations;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// A release as one file: every list as CSV, the tables for exchange, a Data Package that describes them, and a text
/// for people. Whoever makes it, and whenever, the bytes are the same.
/// </summary>
internal sealed class ReleaseArchive(
    AnswerService answers,
    ListSchema schema,
    TrustedDocuments documents,
    IReadOnlyList<Download> files,
    MadeArchive made,
    PlansWithIds plansWithIds,
    CurrentRelease current,
    ServerOptions options)
{
    /// <summary>The file of the current release, which nobody pays for.</summary>
    public Download Download =>
        new(MadeArchive.Name, MadeArchive.MediaType, (release, to) => Write(release, default, to));

    /// <summary>Why there is none of a release: it never was, or it was taken down.</summary>
    /// <param name="written">The number, as the address has it.</param>
    public async Task<AnswerFailure> MissingAsync(
        string written, ClientAddress client, CancellationToken cancellation)
    {
        var missing = AnswerFailure.KeyUnknown(
            $"There is no release “{TableParameters.Short(written)}”; /releases.csv lists them.");
        if (ListAddress.NumberOf(written) is not { } number)
            return missing;
        var question = MetadataQuestion.Ask(
            documents.ByName(CatalogueAnswer.Document)!,
            ("release", number), ("first", 1), ("history", (JsonNode?)false));
        var form = new CatalogueRepresentation(RdfFormat.JsonLd, options) { IsNumbered = true };
        return await answers.AskAsync(question, form, default, client, cancellation) as AnswerFailure ?? missing;
    }

    /// <param name="client">Who pays for the answers that it is made of.</param>
    /// <exception cref="ListCutException">A list cannot be read to its end.</exception>
    public void Write(int release, ClientAddress client, Stream to)
    {
        // What the first to ask calls this server is not what the others do.
        PublicOrigin.Current = options.Origin;
        PublicPath.Current = options.PathBase;
        using var sha = SHA256.Create();
        var written = new Dictionary<string, FileFacts>();
        using (var hashed = new CryptoStream(to, sha, CryptoStreamMode.Write, leaveOpen: true))
        using (var zip = new ZipArchive(hashed, ZipArchiveMode.Create))
        {
            WriteEntries(zip, release, client, written);
        }

        if (current.Seen?.Current == release)
            made.Known = new MadeArchive.Facts(
                release, new FileFacts(to.Length, Convert.ToHexStringLower(sha.Hash!)), written);
    }

    private void WriteEntries(ZipArchive zip, int release, ClientAddress client, Dictionary<string, FileFacts> written)
    {
        var answer = CatalogueOf(release, client);
        var lists = DataPackage.Lists(isOfPlan: false).ToList();
        var hasPlanCodes =
            plansWithIds.AreThereAsync(release, client, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        foreach (var list in lists)
        {
            using var entry = Open($"{list.Name}.csv");
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var length = 0L;
            foreach (var part in PartsOf(list, release, hasPlanCodes, client))
            {
                entry.Write(part.Span);
                hash.AppendData(part.Span);
                length += part.Length;
            }

            written.Add(list.Name, new FileFacts(length, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }

        foreach (var file in files.Where(file => file.IsThere(release).AsTask().GetAwaiter().GetResult()))
        {
            using var entry = Open(file.Name);
            file.Write(release, entry);
        }

        using (var entry = Open("datapackage.json"))
        {
            entry.Write(DataPackage.Write(answer, null, [.. lists.Select(list =>
                new PackagedList(schema.Of(list, hasPlanCodes), $"{list.Name}.csv") { Made = written[list.Name] })]));
        }

        using (var entry = Open("README.md"))
            entry.Write(Encoding.UTF8.GetBytes(Readme(answer, lists)));

        Stream Open(string name)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
            entry.LastWriteTime = answer.PublishedAt.ToUniversalTime();
            return entry.Open();
        }
    }

    private CatalogueAnswer.ReleaseData CatalogueOf(int release, ClientAddress client)
    {
        var page = ListPages.MakeAsync(
            answers,
            () => MetadataQuestion.Ask(
                documents.ByName(CatalogueAnswer.Document)!,
                ("release", release), ("first", PageRequest.MostRows), ("history", (JsonNode?)false)),
            GraphQLJson.Plain,
            release,
            client,
            CancellationToken.None).GetAwaiter().GetResult();
        return CatalogueAnswer.Read(page.Content.Plain.Span).Release
            ?? throw new ListCutException(
                AnswerFailure.KeyUnknown($"There is no release “{release}”; /releases.csv lists them."));
    }

    private IEnumerable<ReadOnlyMemory<byte>> PartsOf(
        ListTable list, int release, bool hasPlanCodes, ClientAddress client)
    {
        var csv = TableFormat.Find("csv")!;
        var address = new ListAddress(release.ToString(CultureInfo.InvariantCulture), [], list.Name, csv.Name);
        var asking = ListAsking.Read(schema, address, csv, "", hasPlanCodes, out _)!;
        var form = new TableRepresentation(csv, asking.Question.First, asking.Parameters.Options) { GoesOn = true };
        return new ListPages(answers, asking.Question, release, client).AllAsync(form, CancellationToken.None)
            .ToBlockingEnumerable();
    }

    private static string Readme(CatalogueAnswer.ReleaseData release, IReadOnlyList<ListTable> lists)
    {
        var terms = release.Plans.Terms;
        var text = new StringBuilder().AppendLine(
            CultureInfo.InvariantCulture,
            $"""
            # {release.Dataset.Title}

            {release.Dataset.Description}

            - リリース Release: {release.Number}（{release.PublishedAt.UtcDateTime:yyyy-MM-dd}）
            - 利用条件 Terms of use: {terms.Japanese}. {terms.English}.

            `datapackage.json` は各ファイルの列、大きさ、SHA-256 を示します（Data Package v2）。`reform.csv` と `reform.xlsx` は再取込みできる交換用の表です。
            `datapackage.json` has the columns, size and SHA-256 of each file; `reform.csv` and `reform.xlsx` are for exchange.

            ## ファイル Files

            """);
        foreach (var list in lists)
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{list.Name}.csv` {list.Japanese}");
        text.AppendLine().AppendLine("## 公表資料 Source documents").AppendLine();
        foreach (var document in release.Plans.Nodes.SelectMany(plan => plan.SourceDocuments))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"- {document.Publisher}「{document.Title}」{document.FiscalYearLabel} {document.Url} "
                + $"SHA-256 {document.Sha256}");
        }

        return text.Append(release.Plans.Nodes.Count < release.Plans.TotalCount ? "- …（documents.csv）\n" : "")
            .ToString()
            .ReplaceLineEndings("\n");
    }
}
