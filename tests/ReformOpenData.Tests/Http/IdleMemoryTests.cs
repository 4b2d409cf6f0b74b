using System.Runtime.CompilerServices;
using ReformOpenData.Server.Answers;
using ReformOpenData.Server.Hosting;

namespace ReformOpenData.Tests.Http;

public sealed class IdleMemoryTests
{
    private const int Bytes = 200 * 1024 * 1024;

    [Fact]
    public void What_a_busy_time_has_left_behind_is_collected_when_it_is_over()
    {
        using var memory = new IdleMemory(TimeProvider.System, new AnswerCache(0));
        memory.Look();
        var left = Leave();
        for (var looks = 0; looks < 100 && left.IsAlive; looks++)
            memory.Look();
        Assert.False(left.IsAlive);
    }

    /// <summary>In use, so that the system has to give it, and then let go.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Leave()
    {
        var bytes = new byte[Bytes];
        Array.Fill(bytes, (byte)1);
        return new WeakReference(bytes);
    }
}
