using System.Net;
using System.Text;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;
using ReformOpenData.GraphQL.Types;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;
using ReformOpenData.Server.Metadata;
using ReformOpenData.Server.Schema;

namespace ReformOpenData.Tests.Http;

/// <summary>
/// A representation that is put on the list is served at the addresses of the trusted documents, and kept.
/// </summary>
public sealed class RepresentationTests : IAsyncLifetime
{
    /// <summary>Its city and plan are said, so that nobody asks whether they are there.</summary>
    private const string Plan = "municipality=072028&plan=2017";
    private const string Named = $"RatingsByCategory.counted?{Plan}";

    private readonly Counted _counted = new();
    private RunningHost _host = null!;
    private string _document = "{number}";

    public async Task InitializeAsync()
    {
        var sdl = "type Query { number: Int broken: Int! }"u8.ToArray();
        var schema = ExecutableSchema.Create(SchemaBuilder.Build(sdl), new Bindings()
            .Leaf<object>("Query.number", static (object _, SelectedField _, ref LeafWriter writer) => writer.Int(7))
            .Resolve("Query.broken", static _ => throw new InvalidOperationException("Secret of the inside")));
        _host = await RunningHost.StartAsync(new Served(
            async (_, _, _, cancellation) => new Executed(
                await schema.ExecuteAsync(
                    new GraphQLRequest { Document = Encoding.UTF8.GetBytes(_document) }, null, cancellation), []),
            _ => Task.FromResult<PublicReleases?>(new PublicReleases(1)),
            sdl)
        {
            Representations = options => [.. RepresentationList.For(options), _counted],
        });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task It_is_written_once_and_kept_with_type_tag_and_coding()
    {
        using var first = await GetAsync(Named, ("Accept-Encoding", "gzip"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("text/x-counted; charset=utf-8", first.Content.Headers.ContentType!.ToString());
        Assert.Equal("gzip", first.Content.Headers.ContentEncoding.Single());
        Assert.Equal(["Accept-Encoding"], first.Headers.Vary);
        Assert.Equal(
            "public, max-age=30, stale-while-revalidate=30, stale-if-error=86400",
            first.Headers.NonValidated["Cache-Control"].ToString());
        using var plain = await GetAsync(Named);
        Assert.StartsWith("{\"data\":{\"number\":7}}", await plain.Content.ReadAsStringAsync());
        using var again = await GetAsync(
            Named, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(1, _counted.Written);
        using var json = await GetAsync($"RatingsByCategory?{Plan}");
        Assert.NotEqual(json.Headers.ETag, plain.Headers.ETag);
    }

    [Fact]
    public async Task Its_variables_are_parameters_of_its_address_and_make_another_answer()
    {
        using var one = await GetAsync(Named + "&grade=A");
        using var two = await GetAsync(Named + "&grade=B");
        Assert.NotEqual(one.Headers.ETag, two.Headers.ETag);
        using var unknown = await GetAsync(Named + "&colour=red");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("has no variable “colour”", await unknown.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("AboutTheData.counted")]
    [InlineData("RatingsByCategory.unknown")]
    [InlineData("RatingsByCategory.jsonld")]
    [InlineData("RatingsByCategory.")]
    [InlineData("Nothing.counted")]
    [InlineData(".counted")]
    public async Task A_document_that_it_cannot_write_or_that_is_not_there_is_404(string name)
    {
        using var answer = await GetAsync(name);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"code\":\"PERSISTED_DOCUMENT_NOT_FOUND\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_has_errors_is_a_failure_with_their_code_and_id_and_is_not_written()
    {
        _document = "{broken}";
        using var answer = await GetAsync(Named);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Matches("\"code\":\"INTERNAL_ERROR\",\"id\":\"[0-9a-f]{32}\"", text);
        Assert.DoesNotContain("Secret", text);
        Assert.Equal(0, _counted.Written);
    }

    private Task<HttpResponseMessage> GetAsync(string name, params (string Name, string Value)[] headers) =>
        _host.SendAsync(HttpMethod.Get, "/graphql/operations/" + name, headers);

    private sealed class Counted : Representation
    {
        public int Written { get; private set; }

        public override string Format => "counted";

        public override string ContentType => "text/x-counted; charset=utf-8";

        public override bool CanWrite(TrustedDocument document) => document.Name != "AboutTheData";

        public override Written Write(ReadOnlyMemory<byte> answer)
        {
            Written++;
            using var whole = JsonDocument.Parse(answer);
            return new Written(Encoding.UTF8.GetBytes(whole.RootElement.GetRawText() + new string(' ', 1000)));
        }
    }
}
