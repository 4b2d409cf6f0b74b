using ReformOpenData.Data.Storage;

namespace ReformOpenData.Server.Endpoints;

/// <summary>Requests that are not answered in the thread that received them.</summary>
internal static class PoolRequests
{
    /// <summary>Goes on with a request in the pool, as <see cref="PoolContext"/> says.</summary>
    public static Task InPoolAsync(this RequestDelegate next, HttpContext context, bool isQueued = false) =>
        PoolContext.RunAsync(static asked => asked.Next(asked.Context), (Next: next, Context: context), isQueued);
}
