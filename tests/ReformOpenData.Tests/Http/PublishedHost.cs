using ReformOpenData.Data.Releases;
using ReformOpenData.Data.Storage;
using ReformOpenData.Server.Configuration;
using ReformOpenData.Tests.Databases;
using ReformOpenData.Tests.Documentation;

namespace ReformOpenData.Tests.Http;

/// <summary>The host over a store that holds what ships with the product, and the statements that it ran.</summary>
internal sealed class PublishedHost(Store store, RunningHost running, List<string> statements) : IAsyncDisposable
{
    public Store Store => store;

    public RunningHost Running => running;

    public Uri Address => running.Address;

    /// <summary>Statements of requests since the start; the look at the current release is none of them.</summary>
    public int Statements
    {
        get { lock (statements) return statements.Count; }
    }

    public static async Task<PublishedHost> StartAsync(TestDatabase database, ServerOptions? options = null)
    {
        var store = await database.NewStoreAsync();
        await Seeding.EnsureSeededAsync(store, TimeProvider.System, Repository.Path("data"));
        var statements = new List<string>();
        var running = await RunningHost.StartAsync(store, Trace, options);
        return new PublishedHost(store, running, statements);

        void Trace(string text, IReadOnlyList<string> parameters)
        {
            lock (statements) statements.Add(text);
        }
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        running.SendAsync(HttpMethod.Get, path, headers);

    public ValueTask DisposeAsync() => running.DisposeAsync();
}
