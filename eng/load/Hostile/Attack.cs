namespace ReformOpenData.Load.Hostile;

/// <summary>One way to do harm.</summary>
/// <param name="Name">In the table.</param>
/// <param name="Workers">How many do it at once.</param>
/// <param name="Once">What a worker does again and again; it must come back within seconds.</param>
internal sealed record Attack(string Name, int Workers, Action<Raid> Once)
{
    /// <summary>A question again and again, with a variable that nobody uses, so that no answer is in memory.</summary>
    public static Attack Asking(string name, string document, int workers = 20) =>
        new(name, workers, raid => raid.Ask(raid.Question(document)));
}
