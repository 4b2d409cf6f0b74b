using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Endpoints;

/// <summary>
/// What addresses were answered with, as long as the answers are in memory: who asks as somebody did before is given
/// the same headers and bytes, and the address is not read again. It holds what it knows for one state of the public
/// releases, and no bytes of answers: these leave with the cache.
/// </summary>
internal sealed class KnownAddresses(
    AnswerCache cache, CurrentRelease release, Verification verification, AnswerMetrics metrics)
{
    /// <summary>Addresses of each half: when the younger is full, the older one is forgotten.</summary>
    private const int MostOfHalf = 1_000;

    private const int MostCharacters = 2_000;

    private static readonly object Given = new();

    /// <summary>Of every answer, and already there.</summary>
    private static readonly HeaderDictionary Usual = UsualHeaders();

    private volatile State _state = new(null);
    private long _repeated;

    /// <summary>Addresses that are known.</summary>
    public int Count => _state.Young.Count + _state.Old.Count;

    /// <summary>Requests that were answered as others before.</summary>
    public long Repeated => Volatile.Read(ref _repeated);

    /// <summary>Says which answer the request is given, where its address alone and a few headers lead to it.</summary>
    public static void Note(HttpContext context, Answer answer, Representation representation)
    {
        if (answer.IsKept && representation.FollowsFromAddress && answer.Content.Length < LargeAnswers.LeastBytes
            && HttpMethods.IsGet(context.Request.Method))
            context.Items[Given] = answer;
    }

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var seen = release.Seen;
        if (!HttpMethods.IsGet(request.Method) || seen is null || IsMore(request)
            || verification.IsDamaged || !verification.IsSettled || AddressOf(request) is not { } address)
            return next(context);

        var state = _state;
        // Another answer may be right since a publication, and other facts beside it.
        if (!ReferenceEquals(state.Releases, seen))
            _state = state = new State(seen);
        if (state.Find(address) is not { } known || cache.Find(known.Key) is not { } kept)
            return AnswerAsync(context, next, state, address);
        metrics.Hit();
        Interlocked.Increment(ref _repeated);
        return SendAsync(context, known, kept.Content);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, State state, Address address)
    {
        await next(context);
        if (context.Items.TryGetValue(Given, out var given) && Read(context, (Answer)given!) is { } made)
            state.Add(address, made);
    }

    /// <summary>More may count than its address, or not the whole of the answer may be wanted.</summary>
    private static bool IsMore(HttpRequest request)
    {
        var headers = request.Headers;
        return request.ContentLength is not null
            || headers.IfNoneMatch.Count + headers.IfMatch.Count + headers.IfModifiedSince.Count
                + headers.IfUnmodifiedSince.Count + headers.Range.Count + headers.ContentType.Count
                + headers.TransferEncoding.Count > 0;
    }

    /// <summary>All of a request that its answer depends on; null where that is too much to be kept.</summary>
    private static Address? AddressOf(HttpRequest request)
    {
        var headers = request.Headers;
        if (headers.Accept.Count > 1 || headers.AcceptEncoding.Count > 1 || headers["GraphQL-Cost"].Count > 0)
            return null;
        var address = new Address(
            request.Path.Value ?? "", request.QueryString.Value ?? "", request.Host.Value ?? "", request.Scheme,
            PublicPath.Current, headers.Accept.ToString(), headers.AcceptEncoding.ToString());
        return address.Length <= MostCharacters ? address : null;
    }

    private static Task SendAsync(HttpContext context, Known known, Content content)
    {
        var response = context.Response;
        context.SetEndpoint(known.Endpoint);
        foreach (var (name, value) in known.Headers)
            response.Headers[name] = value;
        var bytes = content.In(known.Coding);
        response.ContentLength = bytes.Length;
        return ContentWriter.WriteSlicesAsync(response.Body, bytes, context.RequestAborted);
    }

    /// <summary>What the request was given, where that is the whole of an answer; else null.</summary>
    private static Known? Read(HttpContext context, Answer answer)
    {
        var response = context.Response;
        if (response.StatusCode != StatusCodes.Status200OK
            || answer.Content.Tag is not { } tag
            || Coding.All.FirstOrDefault(one => response.Headers.ETag == one.TagOf(tag)) is not { } coding
            || !answer.Content.Has(coding)
            || response.ContentLength != answer.Content.In(coding).Length)
            return null;
        return new Known(answer.Key, coding, context.GetEndpoint(), [.. response.Headers.Where(IsOwn)]);

        static bool IsOwn(KeyValuePair<string, StringValues> header) =>
            header.Key is not ("X-Request-Id" or "Date" or "Content-Length") && Usual[header.Key] != header.Value;
    }

    private static HeaderDictionary UsualHeaders()
    {
        var headers = new HeaderDictionary();
        SecurityHeaders.Add(headers);
        return headers;
    }

    private readonly record struct Address(
        string Path, string Query, string Host, string Scheme, string PathOfHost, string Accept, string Coding)
    {
        public int Length => Path.Length + Query.Length + Host.Length + Accept.Length + Coding.Length;
    }

    private sealed record Known(
        AnswerKey Key, Coding Coding, Endpoint? Endpoint, KeyValuePair<string, StringValues>[] Headers);

    /// <param name="releases">Those that all of it is of.</param>
    private sealed class State(PublicReleases? releases)
    {
        private readonly Lock _adding = new();

        public PublicReleases? Releases => releases;

        public ConcurrentDictionary<Address, Known> Young { get; private set; } = new();

        public ConcurrentDictionary<Address, Known> Old { get; private set; } = new();

        public Known? Find(Address address)
        {
            if (Young.TryGetValue(address, out var known))
                return known;
            // What is asked for stays.
            if (Old.TryGetValue(address, out known))
                Add(address, known);
            return known;
        }

        public void Add(Address address, Known known)
        {
            lock (_adding)
            {
                if (Young.Count >= MostOfHalf)
                    (Old, Young) = (Young, new());
                Young[address] = known;
            }
        }
    }
}
