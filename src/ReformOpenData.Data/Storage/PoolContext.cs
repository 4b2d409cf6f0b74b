using System.Runtime.CompilerServices;

namespace ReformOpenData.Data.Storage;

/// <summary>
/// Keeps long work off the threads that tell of sockets. Whoever waited for a socket goes on in such a thread, so that
/// a small question is handed from thread to thread nowhere; what else the thread tells of waits until then. Under this
/// context, whoever waited goes on in a thread of the pool.
/// </summary>
public sealed class PoolContext : SynchronizationContext
{
    private static readonly PoolContext Instance = new();

    private PoolContext()
    {
    }

    /// <summary>Whether what waits from here on goes on in the pool.</summary>
    public static bool IsOn => Current == Instance;

    /// <summary>For what is awaited from here to the end of the method or thread.</summary>
    public static void Enter() => SetSynchronizationContext(Instance);

    /// <summary>Goes on in a thread of the pool, under this context.</summary>
    public static Switch SwitchAsync() => default;

    /// <summary>Does work in the pool, under this context.</summary>
    /// <param name="isQueued">Whether it waits behind all that the pool has to do, wherever it is called.</param>
    public static async Task RunAsync<T>(Func<T, Task> work, T of, bool isQueued = false)
    {
        await new Switch(isQueued);
        try
        {
            await work(of);
        }
        finally
        {
            // Who waits for it is under none, and goes on at once.
            SetSynchronizationContext(null);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) =>
        ThreadPool.UnsafeQueueUserWorkItem(Run, (d, state), preferLocal: false);

    public override SynchronizationContext CreateCopy() => this;

    private static void Run((SendOrPostCallback Callback, object? State) posted)
    {
        Enter();
        try
        {
            posted.Callback(posted.State);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    /// <summary>What is awaited; done where it is a thread of the pool already.</summary>
    public readonly struct Switch(bool isQueued) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => !isQueued && Thread.CurrentThread.IsThreadPoolThread;

        public Switch GetAwaiter() => this;

        public void GetResult() => Enter();

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) =>
            Instance.Post(static action => ((Action)action!)(), continuation);
    }
}
