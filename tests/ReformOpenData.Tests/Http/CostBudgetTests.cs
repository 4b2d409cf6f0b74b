using System.Net;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;

namespace ReformOpenData.Tests.Http;

public sealed class CostBudgetTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly ClientAddress One = ClientAddress.Of(IPAddress.Parse("192.0.2.1"));
    private static readonly ClientAddress Other = ClientAddress.Of(IPAddress.Parse("192.0.2.2"));

    private readonly Clock _clock = new();

    [Fact]
    public void A_budget_that_is_overdrawn_is_paid_back_with_time()
    {
        var budgets = new CostBudgets(new ServerOptions { CostPerMinute = 600 }, _clock);
        Assert.Equal(0, budgets.SecondsToWait(One));
        budgets.Spend(One, 599);
        Assert.Equal(0, budgets.SecondsToWait(One));
        budgets.Spend(One, 101);
        Assert.Equal(10, budgets.SecondsToWait(One));
        Assert.Equal(0, budgets.SecondsToWait(Other));
        _clock.Seconds = 10;
        Assert.Equal(1, budgets.SecondsToWait(One));
        _clock.Seconds = 12;
        Assert.Equal(0, budgets.SecondsToWait(One));
        budgets.Spend(One, 600);
        Assert.Equal(59, budgets.SecondsToWait(One));
    }

    [Fact]
    public void Without_a_limit_nobody_waits()
    {
        var budgets = new CostBudgets(new ServerOptions { CostPerMinute = 0 }, _clock);
        budgets.Spend(One, long.MaxValue);
        Assert.Equal(0, budgets.SecondsToWait(One));
    }

    [Fact]
    public void Addresses_that_owe_nothing_are_forgotten()
    {
        var budgets = new CostBudgets(new ServerOptions { CostPerMinute = 600 }, _clock);
        for (var i = 0; i < 100_000; i++)
        {
            _clock.Seconds += 10;
            budgets.Spend(new ClientAddress((UInt128)i), 10);
        }

        Assert.InRange(budgets.Remembered, 1, 10_001);
    }

    [Fact]
    public void Where_all_owe_they_are_not_gone_through_for_each_answer()
    {
        var budgets = new CostBudgets(new ServerOptions { CostPerMinute = 600 }, _clock);
        for (var i = 0; i < 25_000; i++)
            budgets.Spend(new ClientAddress((UInt128)i), 700);
        Assert.Equal(25_000, budgets.Remembered);
        Assert.InRange(_clock.Reads, 1, 100_000);
    }

    [Fact]
    public void What_is_spent_while_others_are_forgotten_is_owed_all_the_same()
    {
        var budgets = new CostBudgets(new ServerOptions { CostPerMinute = 600 }, _clock);
        for (var i = 0; i < 10_000; i++)
            budgets.Spend(new ClientAddress((UInt128)i), 700);
        Parallel.For(10_000, 20_000, i => budgets.Spend(new ClientAddress((UInt128)i), 700));
        Assert.Equal(20_000, budgets.Remembered);
        Assert.All(
            Enumerable.Range(0, 20_000),
            i => Assert.Equal(10, budgets.SecondsToWait(new ClientAddress((UInt128)i))));
    }

    [Fact]
    public async Task Who_has_spent_a_budget_gets_what_is_kept_and_nothing_new()
    {
        await using var host = await PublishedHost.StartAsync(database, new ServerOptions { CostPerMinute = 100 });
        const string Asked = "/graphql?query={ratings{totalCount,nodes{grade}}}";
        using var first = await host.GetAsync(Asked);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await host.GetAsync("/graphql?query={items{totalCount}}");
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 600);
        var statements = host.Statements;
        Assert.Contains("RATE_LIMIT_EXCEEDED", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var kept = await host.GetAsync(Asked);
        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(statements, host.Statements);
        using var health = await host.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    private sealed class Clock : TimeProvider
    {
        private int _reads;

        public long Seconds { get; set; } = 1;

        public int Reads => _reads;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _reads);
            return Seconds;
        }
    }
}
