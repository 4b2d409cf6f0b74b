using System.Runtime.InteropServices;
using ReformOpenData.Server.Configuration;

namespace ReformOpenData.Server.Answers;

/// <summary>
/// What each client address may still have made. A budget holds the cost of a minute at most, and fills up again as
/// time goes. What an answer costs is taken once it is made, so that a budget can be overdrawn; then nothing more is
/// made for that address until it is paid back.
/// </summary>
internal sealed class CostBudgets(ServerOptions options, TimeProvider time)
{
    /// <summary>So many addresses are remembered before those that owe nothing are forgotten.</summary>
    private const int MostRemembered = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<ClientAddress, Budget> _spent = [];
    private int _mostBeforeForgetting = MostRemembered;

    /// <summary>Addresses that are remembered now.</summary>
    public int Remembered
    {
        get { lock (_lock) return _spent.Count; }
    }

    /// <summary>Seconds until something may be made for an address again; 0 for at once.</summary>
    public int SecondsToWait(ClientAddress client)
    {
        if (options.CostPerMinute == 0)
            return 0;
        double overdrawn;
        lock (_lock)
            overdrawn = _spent.GetValueOrDefault(client).At(Now, PerSecond) - options.CostPerMinute;
        return overdrawn < 0 ? 0 : Math.Max(1, (int)Math.Ceiling(overdrawn / PerSecond));
    }

    /// <summary>Takes what an answer cost from the budget of who asked for it first.</summary>
    public void Spend(ClientAddress client, long cost)
    {
        if (options.CostPerMinute == 0 || cost == 0)
            return;
        lock (_lock)
        {
            var now = Now;
            if (_spent.Count >= _mostBeforeForgetting)
                Forget(now);
            ref var budget = ref CollectionsMarshal.GetValueRefOrAddDefault(_spent, client, out _);
            budget = new Budget(budget.At(now, PerSecond) + cost, now);
        }
    }

    private double Now => time.GetElapsedTime(0).TotalSeconds;

    private double PerSecond => options.CostPerMinute / 60.0;

    /// <summary>Where many owe, all are not gone through again before there are twice as many.</summary>
    private void Forget(double now)
    {
        foreach (var (client, budget) in _spent)
        {
            if (budget.At(now, PerSecond) <= 0)
                _spent.Remove(client);
        }

        _mostBeforeForgetting = Math.Max(MostRemembered, 2 * _spent.Count);
    }

    /// <summary>What was spent and is not yet paid back.</summary>
    /// <param name="Since">When that was so much.</param>
    private readonly record struct Budget(double Spent, double Since)
    {
        public double At(double now, double perSecond) => Math.Max(0, Spent - ((now - Since) * perSecond));
    }
}
