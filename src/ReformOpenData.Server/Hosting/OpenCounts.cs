using System.Runtime.InteropServices;
using ReformOpenData.Server.Answers;

namespace ReformOpenData.Server.Hosting;

/// <summary>How many of something are open, of each client. Safe for any number of callers.</summary>
internal sealed class OpenCounts
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ClientAddress, int> _byClient = [];

    /// <summary>
    /// Counts one more, for <see cref="Remove"/> to take back; false where the client has as many already.
    /// </summary>
    public bool TryAdd(ClientAddress client, int most)
    {
        lock (_lock)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_byClient, client, out _);
            if (count >= most)
                return false;
            count++;
            return true;
        }
    }

    public void Remove(ClientAddress client)
    {
        lock (_lock)
        {
            if (_byClient[client] == 1)
                _byClient.Remove(client);
            else
                _byClient[client]--;
        }
    }
}
