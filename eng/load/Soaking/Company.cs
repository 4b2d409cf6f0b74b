using ReformOpenData.Load.Hostile;

namespace ReformOpenData.Load.Soaking;

/// <summary>
/// Clients of another address that ask what is dear, read large answers slowly or not at all, send slowly and leave
/// early, for as long as the soak goes on; each with pauses, so that there is something left for the others.
/// </summary>
internal sealed class Company : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>The attacks that are kept up, and by how many.</summary>
    private static readonly (string Attack, int Workers)[] Members =
    [
        ("admitted", 2), ("groups-by-all", 1), ("combining-marks", 1), ("hang-up", 2),
        ("dripping-bodies", 6), ("slow-readers", 6), ("long-fields", 1), ("oversize-headers", 1), ("raw-japanese", 1),
    ];

    private readonly CancellationTokenSource over = new();
    private readonly List<(string Name, Raid Raid)> raids = [];
    private readonly List<Thread> threads = [];

    public Company(int port)
    {
        foreach (var (name, workers) in Members)
        {
            var attack = Attacks.All.Single(one => one.Name == name);
            var raid = new Raid(port, over.Token);
            raids.Add((name, raid));
            for (var i = 0; i < workers; i++)
                threads.Add(new Thread(() => Work(attack, raid), 256 * 1024) { IsBackground = true });
        }
    }

    public void Start() => threads.ForEach(thread => thread.Start());

    /// <summary>How often each got which answer, once all have ended.</summary>
    public IEnumerable<(string Name, string Outcome, int Count)> End()
    {
        over.Cancel();
        threads.ForEach(thread => thread.Join());
        return raids.SelectMany(one => one.Raid.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (one.Name, pair.Key, pair.Value)));
    }

    public void Dispose() => over.Dispose();

    private static void Work(Attack attack, Raid raid)
    {
        do
            attack.Once(raid);
        while (raid.Wait(Pause));
    }
}
