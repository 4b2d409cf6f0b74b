using System.Globalization;

namespace ReformOpenData.Load;

/// <summary>A server under load: its port on this machine and the id of its process.</summary>
internal sealed record Target(int Port, int ProcessId)
{
    /// <summary>From PORT:PROCESS.</summary>
    public static Target Parse(string text)
    {
        var parts = text.Split(':');
        return new Target(
            int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
