using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<ClientAddress, Budget> _spent = [];

    /// <summary>Addresses that are remembered now.</summary>
    public int Remembered => _spent.Count;

    /// <summary>Seconds until something may be made for an address again; 0 for at once.</summary>
    public int SecondsToWait(ClientAddress client)
    {
        if (options.CostPerMinute == 0 || !_spent.TryGetValue(client, out var budget))
            return 0;
        var overdrawn = budget.SpentAt(Now, PerSecond) - options.CostPerMinute;
        return overdrawn < 0 ? 0 : Math.Max(1, (int)Math.Ceiling(overdrawn / PerSecond));
    }

    /// <summary>Takes what an answer cost from the budget of who asked for it first.</summary>
    public void Spend(ClientAddress client, long cost)
    {
        if (options.CostPerMinute == 0 || cost == 0)
            return;
        if (_spent.Count >= MostRemembered)
            Forget();
        _spent.GetOrAdd(client, static _ => new Budget()).Spend(cost, Now, PerSecond);
    }

    private double Now => time.GetElapsedTime(0).TotalSeconds;

    private double PerSecond => options.CostPerMinute / 60.0;

    private void Forget()
    {
        foreach (var (client, budget) in _spent)
        {
            if (budget.SpentAt(Now, PerSecond) <= 0)
                _spent.TryRemove(client, out _);
        }
    }

    /// <summary>What was spent and is not yet paid back.</summary>
    private sealed class Budget
    {
        private readonly Lock _lock = new();
        private double _spent;
        private double _at;

        public double SpentAt(double now, double perSecond)
        {
            lock (_lock) return Math.Max(0, _spent - ((now - _at) * perSecond));
        }

        public void Spend(double cost, double now, double perSecond)
        {
            lock (_lock)
            {
                _spent = Math.Max(0, _spent - ((now - _at) * perSecond)) + cost;
                _at = now;
            }
        }
    }
}
