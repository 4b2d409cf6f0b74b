using System.Diagnostics.Metrics;

namespace ReformOpenData.Data.Storage;

/// <summary>What is measured of the questions that a store is asked.</summary>
public static class StoreMetrics
{
    public const string MeterName = "ReformOpenData.Data";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Statements = Meter.CreateCounter<long>(
        "reform.statements", "{statement}", "SQL statements of questions, on either database.");

    internal static void CountStatements(int statements) => Statements.Add(statements);
}
