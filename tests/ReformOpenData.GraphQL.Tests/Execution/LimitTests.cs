using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ReformOpenData.GraphQL.Execution;

namespace ReformOpenData.GraphQL.Tests.Execution;

/// <summary>Each limit refuses what exceeds it, says so, and costs no more than the text that exceeds it.</summary>
public sealed class LimitTests
{
    private const string Sdl =
        "type Query { q: Q, qs: [Q], x(v: Int): Int, slow: Int, stubborn: Int } type Q { q: Q, qs: [Q], x: Int }";

    private static TestServer NewServer(Limits limits) => new(Sdl, new Bindings()
        .Property<object>("Query.q", (parent, _) => parent)
        .Property<object>("Query.qs", (parent, _) => Enumerable.Repeat(parent, 200).ToArray())
        .Leaf<object>("Query.x", (_, _, ref writer) => writer.Int(1))
        .Property<object>("Q.q", (parent, _) => parent)
        .Property<object>("Q.qs", (parent, _) => Enumerable.Repeat(parent, 200).ToArray())
        .Leaf<object>("Q.x", (_, _, ref writer) => writer.Int(1))
        .Resolve("Query.slow", async context =>
        {
            await Task.Delay(60_000, context.CancellationToken);
            return 1;
        })
        .Resolve("Query.stubborn", async _ =>
        {
            await Task.Delay(60_000);
            return 1;
        }),
        limits);

    [Theory]
    [InlineData("{ q { x } }", null)]
    [InlineData("{ q { q { x } } }", null)]
    [InlineData("{ q { q { q { x } } } }",
        "The selection sets are nested 4 levels deep; the limit (Depth) is 3. (1:13) [DEPTH_LIMIT_EXCEEDED]")]
    [InlineData("{ q { ...F } } fragment F on Q { q { q { x } } }",
        "The operation has 4 levels of selection sets; the limit (Depth) is 3. (1:1) [DEPTH_LIMIT_EXCEEDED]")]
    [InlineData("{ q { ...F } } fragment F on Q { q { ...G } } fragment G on Q { ... { x } }", null)]
    [InlineData("{ x a: x b: x }", null)]
    [InlineData("{ a: x b: x q { ...F } } fragment F on Q { c: x }",
        "The operation has 3 aliases, with fragments expanded; the limit (Aliases) is 2. (1:1) [ALIAS_LIMIT_EXCEEDED]")]
    [InlineData("{ x @skip(if: true) q @include(if: true) { x @include(if: true) } }",
        "The operation has 3 directives, with fragments expanded; the limit (Directives) is 2. (1:1) "
            + "[DIRECTIVE_LIMIT_EXCEEDED]")]
    [InlineData("query A { x } query B { ...F ...F } fragment F on Query { x q { x } __typename q { x } }",
        "The operation has 12 fields, with fragments expanded; the limit (Fields) is 11. (1:15) "
            + "[FIELD_LIMIT_EXCEEDED]")]
    public async Task What_an_operation_expands_to_is_bounded(string document, string? error) => Assert.Equal(
        error is null ? [] : [error],
        await NewServer(new Limits { Depth = 3, Aliases = 2, Directives = 2, Fields = 11 }).Errors(document));

    /// <summary>A document, variables, a cost report, and what the error says: code, limit, and what was asked where
    /// known.</summary>
    [Theory]
    [InlineData(
        "{ x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x }",
        "TOKEN",
        100,
        null)]
    [InlineData("{ q { q { q { q { x } } } } }", "DEPTH", 4, 5)]
    [InlineData("{ x(v: [[[[[1]]]]]) }", "DEPTH", 4, 5)]
    [InlineData("query($v: [[[[[Int]]]]]) { x(v: $v) }", "DEPTH", 4, 5)]
    [InlineData("{ ...A } fragment A on Query { q { ...B } } fragment B on Q { q { q { q { x } } } }", "DEPTH", 4, 5)]
    [InlineData("{ a: x b: x c: x }", "ALIAS", 2, 3)]
    [InlineData("{ x @skip(if: true) @include(if: true) q @skip(if: true) { x } }", "DIRECTIVE", 2, 3)]
    [InlineData("{ x x x x x x x x x x x x x x x x x x x x x }", "FIELD", 20, 21)]
    [InlineData("{ qs { qs { q { x } } } }", "COST", 150, 210)]
    [InlineData("{ a b c d e }", "ERROR", 3, 5)]
    [InlineData("{ qs { qs { x } } }", "RESPONSE", 65536, null)]
    [InlineData("{ slow }", "TIME", 50, null)]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", "DEPTH", 2, null)]
    public async Task An_error_of_a_limit_names_it_its_value_and_what_was_asked(
        string document, string limit, int most, int? asked)
    {
        var server = NewServer(new Limits
        {
            Tokens = 100,
            Depth = limit == "DEPTH" && most == 4 ? 4 : 10,
            Aliases = 2,
            Directives = 2,
            Fields = 20,
            Errors = 3,
            ResponseBytes = 64 * 1024,
            Cost = limit == "COST" ? 150 : 1_000_000,
            TimeoutMs = limit == "TIME" ? 50 : 60_000,
        });
        document = limit == "TOKEN" ? document.Replace("x", "x x", StringComparison.Ordinal) : document;
        using var response = JsonDocument.Parse(await server.Ask(document));
        var error = response.RootElement.GetProperty("errors").EnumerateArray().Last();
        var extensions = error.GetProperty("extensions");
        Assert.Equal($"{limit}_LIMIT_EXCEEDED", extensions.GetProperty("code").GetString());
        Assert.Equal(most, extensions.GetProperty("limit").GetInt64());
        Assert.Contains(
            most.ToString(CultureInfo.InvariantCulture),
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        if (asked is not null)
            Assert.Equal(asked, extensions.GetProperty("asked").GetInt32());
        else if (extensions.TryGetProperty("asked", out var told))
            Assert.True(told.GetInt64() > most);
    }

    [Fact]
    public async Task Fragments_that_double_a_hundred_times_are_refused_at_once()
    {
        var fragments = string.Join(
            '\n', Enumerable.Range(0, 100).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}"));
        var watch = Stopwatch.StartNew();
        var error = Assert.Single(
            await NewServer(new Limits()).Errors($"{{ ...F0 }} {fragments} fragment F100 on Query {{ x }}"));
        Assert.Equal(
            "The operation has countless fields, with fragments expanded; the limit (Fields) is 5000. (1:1) "
                + "[FIELD_LIMIT_EXCEEDED]",
            error);
        Assert.True(watch.ElapsedMilliseconds < 20_000);
    }

    [Theory]
    [InlineData(300, "...F{0}")]
    [InlineData(998, "...F{0}")]
    [InlineData(332, "... {{ ... @include(if: $yes) {{ ...F{0} }} }}")]
    public void A_chain_of_fragments_adds_no_depth(int links, string spread)
    {
        var fragments = string.Join('\n', Enumerable.Range(0, links).Select(i =>
            $"fragment F{i} on Query {{ {string.Format(CultureInfo.InvariantCulture, spread, i + 1)} }}"));
        var document =
            $"query($yes: Boolean = true, $v: Int) {{ ...F0 }} {fragments} fragment F{links} on Query {{ x(v: $v) y: x "
                + $"@include(if: $yes) }}";
        var server = NewServer(new Limits { Tokens = 100_000, Directives = 100_000 });
        var answer = "";
        // Half of the stack that a thread of the pool has.
        var thread = new Thread(() => answer = server.Ask(document).GetAwaiter().GetResult(), maxStackSize: 768 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal("""{"data":{"x":1,"y":1}}""", answer);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(10_000)]
    [InlineData(50_000)]
    public async Task Fragments_in_a_longer_chain_are_refused_and_not_recursed_into(int links)
    {
        var fragments = string.Join(
            '\n', Enumerable.Range(0, links).Select(i => $"fragment F{i} on Query {{ ...F{i + 1} }}"));
        var server = NewServer(new Limits { BodyBytes = 16 * 1024 * 1024, Tokens = 1_000_000 });
        var last = $"fragment F{links} on Query {{ x }}";
        Assert.Equal(
            [
                $"The operation has {links + 2} selection sets within each other, fragments within fragments included; "
                    + $"the limit is 1000. (1:1) [DEPTH_LIMIT_EXCEEDED]"
            ],
            await server.Errors($"{{ ...F0 }} {fragments} {last}"));
        Assert.StartsWith(
            "Fragment \"F0\" is never used.",
            (await server.Errors($"{{ x }} {fragments} {last}"))[0],
            StringComparison.Ordinal);
        Assert.StartsWith(
            $"Cannot spread fragment \"F0\" within itself via "
                + $"{string.Join(", ", Enumerable.Range(1, 20).Select(i => $"\"F{i}\""))} and {links - 20} more. (",
            (await server.Errors($"{{ x }} {fragments} fragment F{links} on Query {{ ...F0 }}"))[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fragment_that_spreads_itself_is_left_to_validation() => Assert.Contains(
        "Cannot spread fragment \"F\" within itself",
        Assert.Single(await NewServer(new Limits()).Errors("{ q { ...F } } fragment F on Q { q { ...F } }")));

    [Fact]
    public async Task Tokens_are_bounded()
    {
        var error = Assert.Single(
            await NewServer(new Limits { Tokens = 100 }).Errors(
                $"{{ {string.Join(' ', Enumerable.Repeat("x", 100))} }}"));
        Assert.EndsWith("[TOKEN_LIMIT_EXCEEDED]", error);
        Assert.Contains("100", error);
    }

    [Theory]
    [InlineData("{ slow }")]
    [InlineData("{ stubborn }")]
    [InlineData("{ qs { qs { qs { qs { qs { x } } } } } }")]
    public async Task Time_is_bounded_whatever_a_resolver_does(string document)
    {
        var server = NewServer(new Limits { TimeoutMs = 50, Cost = 1_000_000_000 });
        var watch = Stopwatch.StartNew();
        Assert.Equal(
            [
                "The request took longer than the limit (TimeoutMs) allows, 50 ms, and was stopped. "
                    + "[TIME_LIMIT_EXCEEDED]"
            ],
            await server.Errors(document));
        Assert.True(watch.ElapsedMilliseconds < 20_000);
        Assert.Equal("""{"data":{"x":1}}""", await server.Ask("{ x }"));
    }

    [Fact]
    public async Task The_response_is_bounded()
    {
        var server = NewServer(new Limits { ResponseBytes = 64 * 1024, Cost = 1_000_000_000 });
        Assert.Equal(
            [
                "The response has more bytes than the limit (ResponseBytes) allows, 65536; ask for less at a time. "
                    + "[RESPONSE_LIMIT_EXCEEDED]"
            ],
            await server.Errors("{ qs { qs { a: x b: x } } }"));
        Assert.Equal(
            200 * "{\"a\":1,\"b\":1},".Length + "{\"data\":{\"qs\":[]}}".Length - 1,
            (await server.Ask("{ qs { a: x b: x } }")).Length);
    }

    [Fact]
    public async Task A_token_that_a_resolver_kept_is_of_its_request_alone()
    {
        var kept = new List<CancellationToken>();
        var server = new TestServer("type Query { keep: Int, slow: Int }", new Bindings()
            .Resolve("Query.keep", context =>
            {
                kept.Add(context.CancellationToken);
                return new(1);
            })
            .Resolve("Query.slow", async context =>
            {
                kept.Add(context.CancellationToken);
                await Task.Delay(60_000, context.CancellationToken);
                return 1;
            }),
            new Limits { TimeoutMs = 200 });
        await server.Ask("{ keep }");
        Assert.Equal(
            [
                "The request took longer than the limit (TimeoutMs) allows, 200 ms, and was stopped. "
                    + "[TIME_LIMIT_EXCEEDED]"
            ],
            await server.Errors("{ slow }"));
        Assert.Equal([false, true], kept.Select(token => token.IsCancellationRequested));
    }

    [Fact]
    public async Task A_resolver_that_first_asks_for_its_token_after_the_end_is_told_to_stop()
    {
        ResolverContext late = null!;
        var server = new TestServer("type Query { keep: Int }", new Bindings().Resolve("Query.keep", context =>
        {
            late = context;
            return new(1);
        }));
        Assert.Equal("""{"data":{"keep":1}}""", await server.Ask("{ keep }"));
        Assert.True(late.CancellationToken.IsCancellationRequested);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_request()
    {
        using var gone = new CancellationTokenSource(20);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => NewServer(new Limits()).Ask("{ slow }", cancellationToken: gone.Token));
    }

    [Fact]
    public void A_limit_outside_its_range_is_refused()
    {
        new Limits().Check();
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => NewServer(new Limits { Depth = 0 }));
        Assert.Contains("Limits.Depth must be from 1 to 200.", exception.Message);
    }
}
